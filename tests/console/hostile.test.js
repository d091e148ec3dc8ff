// Names that would like to be markup, and pages that would like to be this one.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { VIEWS, newPage, openConsole, said, until, useBrowser } from "./browser.js";
import { ROUTING, startEmulator } from "./emulator.js";

const FOREIGN = "attacker.example";
const MARKUP = `<img src=x onerror="window.hit=1"><script>window.hit=1</script>`;

// A name that leads to this machine, as an attacker's can.
useBrowser(`--host-resolver-rules=MAP ${FOREIGN} 127.0.0.1`);

test("hostile names are text", async (t) => {
  const emulator = await startEmulator(t);
  const routes = [{ name: MARKUP, description: MARKUP, numberPattern: "^<b>", trunks: ["eu.contoso.com"] }];
  await emulator.route({ ...ROUTING, routes });
  await emulator.admin("PUT", `/snapshots/${encodeURIComponent(MARKUP)}`);
  await emulator.send("GET", `/${encodeURIComponent(MARKUP)}?x=${encodeURIComponent(MARKUP)}`);
  const { headers } = await emulator.release("+14255550100");
  await emulator.admin("POST", `/operations/${headers.get("operation-id")}/fail`, { code: MARKUP, message: MARKUP });
  const page = await openConsole(t, emulator);
  for (const view of VIEWS) {
    await page.getByRole("link", { name: view, exact: true }).click();
    if (["Operations", "Routing", "Requests", "Snapshots"].includes(view)) await said(page, MARKUP);
    if (view === "Requests") await page.getByRole("button", { name: /onerror/ }).click();
    if (view === "Routing") await page.getByLabel("Try a number").fill("1");
    assert.equal(await page.locator("main img, main script").count(), 0, view);
  }
  assert.equal(await page.evaluate(() => window.hit), undefined);
});

/** A page from elsewhere, with the console in a frame and all else that it could try. */
async function foreignPage(test) {
  const server = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end("<!doctype html><title>foreign</title>");
  }).listen(0, "127.0.0.1");
  test.after(() => server.close());
  await once(server, "listening");
  const page = await newPage(test);
  await page.goto(`http://${FOREIGN}:${server.address().port}/`);
  return page;
}

test("a foreign page gets nothing from the admin API", async (t) => {
  const emulator = await startEmulator(t);
  const page = await foreignPage(t);
  const admin = emulator.ready.adminEndpoint;
  const rebound = admin.replace("127.0.0.1", FOREIGN);
  const tried = await page.evaluate(async ([admin, rebound]) => {
    const outcome = (url, options) => fetch(url, options).then((it) => it.type, () => "failed");
    const fault = { method: "POST", body: '{"fault":"truncatedBody"}' };
    const json = { ...fault, headers: { "content-type": "application/json" } };
    return [
      await outcome(`${admin}/numbers`), await outcome(`${admin}/faults`, json),
      await outcome(`${admin}/faults`, { ...fault, mode: "no-cors" }),
      await outcome(`${admin}/reset`, { method: "POST", mode: "no-cors" }),
      await outcome(`${rebound}/numbers`), await outcome(`${rebound}/faults`, { ...fault, mode: "no-cors" }),
    ];
  }, [admin, rebound]);
  assert.deepEqual(tried.filter((it) => it !== "failed" && it !== "opaque"), []);
  // Neither as a script, nor as a form, nor in a frame.
  await page.evaluate(([admin]) => {
    const script = document.createElement("script");
    script.src = `${admin}/console/app.js`;
    script.onerror = () => { document.title = "refused"; };
    const frame = document.createElement("iframe");
    frame.name = "framed";
    frame.src = `${admin}/console`;
    document.body.append(script, frame);
  }, [admin]);
  await until(async () => (await page.title()) === "refused", "the script is refused");
  await until(async () => {
    const frame = page.frame("framed");
    return frame && !frame.url().startsWith("http") ;
  }, "the frame stays empty");
  const posted = page.waitForResponse(`${admin}/faults`);
  await page.evaluate(([admin]) => {
    const form = document.createElement("form");
    form.method = "POST";
    form.enctype = "text/plain";
    form.action = `${admin}/faults`;
    const input = document.createElement("input");
    input.name = '{"fault":"truncatedBody","x":"';
    input.value = '"}';
    form.append(input);
    document.body.append(form);
    form.submit();
  }, [admin]);
  assert.equal((await posted).status(), 403);
  assert.deepEqual((await emulator.admin("GET", "/faults")).faults, []);
});

test("the console under a foreign name does not open", async (t) => {
  const emulator = await startEmulator(t);
  const page = await newPage(t);
  const answer = await page.goto(emulator.ready.consoleUrl.replace("127.0.0.1", FOREIGN));
  assert.equal(answer.status(), 403);
});

test("a link from elsewhere opens the console", async (t) => {
  const emulator = await startEmulator(t);
  const page = await foreignPage(t);
  await page.evaluate((url) => { location.href = url; }, emulator.ready.consoleUrl);
  await page.getByRole("heading", { level: 1, name: "Numbers" }).waitFor();
  await said(page, "1 to 3 of 3");
});

test("the token is asked for, and kept in memory alone", async (t) => {
  const emulator = await startEmulator(t, "--admin-token", "opensesame");
  const page = await openConsole(t, emulator, "Numbers", { expected: "401 (Unauthorized)" });
  const dialog = page.getByRole("dialog", { name: "This emulator asks for a token" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await page.getByLabel("Token", { exact: true }).fill("guessed");
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").getByText("That is not the token").waitFor();
  await page.getByLabel("Token", { exact: true }).fill("opensesame");
  await dialog.getByRole("button").click();
  await said(page, "1 to 3 of 3");
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.body.innerHTML]));
  assert.ok(!kept.includes("opensesame"), kept);
  await page.reload();
  await dialog.waitFor();
});
