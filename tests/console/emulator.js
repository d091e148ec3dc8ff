// An emulator, and what a client of it would do.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const PROGRAM = process.env.ACS_EMULATOR_PROGRAM;
const VERSION = "api-version=2025-06-01";
const PREVIEW = "/sip?api-version=2024-11-15-preview";
const PENDING = ["notStarted", "running"];

/** A time that says nothing about today. */
export const TIME = "2025-06-17T16:40:22Z";

/** Starts an emulator that ends with the test. Its clock stands still, and its ids repeat themselves. */
export async function startEmulator(test, ...more) {
  const args = ["--clock", TIME, "--random-seed", "1", "--log-level", "error", ...more];
  const child = spawn(PROGRAM, args, { stdio: ["ignore", "pipe", "inherit"] });
  const emulator = new Emulator(child);
  test.after(async () => {
    for (const last of emulator.lasts) await last();
    child.kill();
  });
  const [line] = await once(createInterface(child.stdout), "line");
  emulator.ready = JSON.parse(line);
  return emulator;
}

class Emulator {
  /** Last things to do before it ends. */
  lasts = [];

  constructor(child) {
    this.child = child;
  }

  /** Returns the answer of the admin API. */
  async admin(method, path, body) {
    const headers = { accept: "application/json" };
    if (body !== undefined) headers["content-type"] = "application/json";
    if (this.ready.adminToken) headers.authorization = `Bearer ${this.ready.adminToken}`;
    const answer = await fetch(this.ready.adminEndpoint + path, {
      method, headers, body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  }

  /** Sends a request to the service. */
  async send(method, path, body) {
    const headers = { authorization: `Bearer ${this.ready.token}` };
    if (body !== undefined) headers["content-type"] = "application/json";
    const answer = await fetch(this.ready.endpoint + path, {
      method, headers, body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, json: text && JSON.parse(text) };
  }

  list() {
    return this.send("GET", `/phoneNumbers?${VERSION}`);
  }

  /** Starts a search for toll-free numbers. */
  search(quantity) {
    return this.send("POST", `/availablePhoneNumbers/countries/US/:search?${VERSION}`, {
      phoneNumberType: "tollFree", assignmentType: "application",
      capabilities: { calling: "inbound", sms: "none" }, quantity,
    });
  }

  /** Polls what was started to its end. */
  async finish(started) {
    for (;;) {
      const { json } = await this.send("GET", started.headers.get("operation-location"));
      if (!PENDING.includes(json.status)) return json;
    }
  }

  /** Buys toll-free numbers. */
  async buy(quantity) {
    const search = await this.search(quantity);
    await this.finish(search);
    const found = await this.send("GET", search.headers.get("location"));
    const body = { searchId: found.json.searchId };
    await this.finish(await this.send("POST", `/availablePhoneNumbers/:purchase?${VERSION}`, body));
    return found.json.phoneNumbers;
  }

  release(number) {
    return this.send("DELETE", `/phoneNumbers/${number}?${VERSION}`);
  }

  async route(configuration) {
    const { status, json } = await this.send("PATCH", PREVIEW, configuration);
    assert.equal(status, 200, JSON.stringify(json));
  }
}

/** Two trunks and three routes. */
export const ROUTING = {
  domains: { "contoso.com": { enabled: true } },
  trunks: {
    "eu.contoso.com": { sipSignalingPort: 5061 },
    "us.contoso.com": { sipSignalingPort: 5062, enabled: false },
  },
  routes: [
    { name: "Germany", numberPattern: "^\\+49", trunks: ["eu.contoso.com"] },
    { name: "America", numberPattern: "^\\+1", trunks: ["us.contoso.com", "eu.contoso.com"] },
    { name: "Rest", numberPattern: "^\\+", trunks: [] },
  ],
};
