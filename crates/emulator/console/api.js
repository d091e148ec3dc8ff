// The admin API.

import { byId } from "./dom.js";

/** The token, if the emulator asks for one. It is kept here and nowhere else. */
let token;
let asking;

/** The API cannot be reached. */
export class Lost extends Error {}

/** Asks for the token until one is good. */
function ask() {
  const dialog = byId("ask-token");
  const [form, input, problem] = [dialog.querySelector("form"), byId("token"), byId("token-problem")];
  asking ??= new Promise((resolve) => {
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = input.value.trim();
      const answer = await call("GET", "/clock", undefined, given).catch(() => undefined);
      if (answer?.ok) {
        token = given;
        input.value = "";
        dialog.close();
        resolve();
      } else {
        problem.textContent = "That is not the token. It is in the ready line of the emulator.";
        input.select();
      }
    });
    dialog.showModal();
  });
  return asking;
}

async function call(method, path, body, shown) {
  const headers = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (shown) headers.authorization = `Bearer ${shown}`;
  const content = typeof body === "string" ? body : JSON.stringify(body);
  try {
    return await fetch(path, { method, headers, body: content, cache: "no-store" });
  } catch {
    throw new Lost("The emulator does not answer. This page goes on as soon as it does.");
  }
}

/** Returns the answer to a request; nothing for one without a body. */
export async function send(method, path, body) {
  let answer = await call(method, path, body, token);
  if (answer.status === 401) {
    await ask();
    answer = await call(method, path, body, token);
  }
  const text = await answer.text();
  if (answer.ok) return text === "" ? undefined : JSON.parse(text);
  let words = `The emulator answered with ${answer.status}.`;
  try {
    words = JSON.parse(text).error ?? words;
  } catch {
    // An answer that is no JSON says no more than its status.
  }
  throw new Error(words);
}

export const get = (path) => send("GET", path);
