// The views, one by one.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { openConsole, said, tabTo, until, useBrowser } from "./browser.js";
import { ROUTING, startEmulator } from "./emulator.js";

useBrowser();

const row = (page, text) => page.getByRole("row").filter({ hasText: text });

test("numbers are searched for, page by page", async (t) => {
  const emulator = await startEmulator(t);
  await emulator.buy(60);
  const page = await openConsole(t, emulator);
  await said(page, "1 to 50 of 63");
  await page.getByRole("button", { name: "Next" }).click();
  await said(page, "51 to 63 of 63");
  assert.ok(await page.getByRole("button", { name: "Next" }).isDisabled());
  await page.getByLabel("Search the numbers").fill("(425) 555");
  await said(page, "1 to 1 of 1");
  const found = row(page, "+14255550100");
  assert.match(await found.innerText(), /Geographic.*US.*inbound\+outbound.*application.*1\.00 USD/s);
  await page.getByLabel("Search the numbers").fill("999999");
  await said(page, "No owned number fits the search");
  await page.getByLabel("Search the numbers").fill("");
  // A change is seen without a reload.
  await emulator.finish(await emulator.release("+14255550100"));
  await said(page, "1 to 50 of 62");
});

test("holds run out by the emulator's clock", async (t) => {
  const emulator = await startEmulator(t);
  const page = await openConsole(t, emulator, "Holds");
  await row(page, "expired").waitFor();
  const search = await emulator.search(5);
  await row(page, "searching").waitFor();
  await emulator.finish(search);
  const hold = row(page, "found");
  await hold.getByText("16 min 0 s").waitFor();
  await hold.getByText("and 2 more").click();
  assert.equal(await hold.locator(".number:visible").count(), 5);
  await emulator.admin("POST", "/clock/advance", { seconds: 901 });
  await hold.getByText("59 s", { exact: true }).waitFor();
  await emulator.admin("POST", "/clock/advance", { seconds: 59 });
  await hold.waitFor({ state: "detached" });
});

describe("operations", () => {
  test("have a way", async (t) => {
    const emulator = await startEmulator(t);
    const page = await openConsole(t, emulator, "Operations");
    await said(page, "No operations yet");
    const started = await emulator.search(1);
    await emulator.admin("POST", "/clock/advance", { seconds: 2 });
    await emulator.finish(started);
    const way = row(page, "search_").getByRole("listitem");
    await until(async () => (await way.count()) === 3, "three statuses");
    assert.deepEqual(await way.allInnerTexts(),
      ["notStarted\n16:40:22", "running\n+2 s", "succeeded\n+2 s"]);
  });

  test("are ended by hand, by mouse and by keyboard", async (t) => {
    const emulator = await startEmulator(t);
    await emulator.release("+14255550100");
    const failing = await emulator.release("+18335550100");
    const page = await openConsole(t, emulator, "Operations");
    const id = failing.headers.get("operation-id");
    const fail = page.getByRole("button", { name: `Fail ${id}` });
    await fail.waitFor();
    await tabTo(page, fail);
    await page.keyboard.press("Enter");
    await row(page, id).getByText("InternalError: Ended by hand").waitFor();
    await page.getByRole("button", { name: /^Complete release_/ }).click();
    await said(page, "Release completed.");
    const owned = await emulator.admin("GET", "/numbers/owned");
    assert.deepEqual(owned.phoneNumbers, ["+15035550100", "+18335550100"]);
  });
});

describe("routing", () => {
  test("is drawn, and a number is tried", async (t) => {
    const emulator = await startEmulator(t);
    const page = await openConsole(t, emulator, "Routing");
    await said(page, "No trunks and no routes yet");
    await emulator.route(ROUTING);
    const picture = page.getByRole("img", { name: /^Routes and their trunks/ });
    await picture.waitFor();
    assert.match(await picture.getAttribute("aria-label"), /America: us\.contoso\.com, then eu\.contoso\.com/);
    assert.equal(await picture.locator(".edge").count(), 3);
    await page.getByLabel("Try a number").fill("+14255550123");
    await said(page, "fits America first, over us.contoso.com, then eu.contoso.com. It also fits Rest.");
    assert.equal(await picture.locator(".route.on .name").innerHTML(), "2. America");
    assert.equal(await picture.locator(".route.also").count(), 1);
    assert.equal(await picture.locator(".edge.on").count(), 2);
    assert.equal(await row(page, "1. Germany").getByText("no", { exact: true }).count(), 1);
    await page.getByLabel("Try a number").fill("911");
    await said(page, "911 fits no route.");
    await page.getByLabel("Try a number").fill("help");
    await said(page, "A number has 1 to 64 digits");
    assert.match(await row(page, "us.contoso.com").last().innerText(), /disabled/);
  });

  test("shows how a trunk is doing", async (t) => {
    const emulator = await startEmulator(t);
    await emulator.route(ROUTING);
    const page = await openConsole(t, emulator, "Routing");
    await emulator.admin("PUT", "/sip/trunks/eu.contoso.com/health", {
      tls: { status: "certExpired" }, ping: { status: "ok" },
      overall: { status: "inactive", reason: "noRecentCalls" },
    });
    const trunk = row(page, "5061");
    await trunk.getByText("TLS certExpired").waitFor();
    await trunk.getByText("overall inactive: noRecentCalls").waitFor();
  });
});

describe("requests", () => {
  test("are shown as they come, filtered and forgotten", async (t) => {
    const emulator = await startEmulator(t);
    const page = await openConsole(t, emulator, "Requests");
    await said(page, "No requests yet");
    await emulator.list();
    await emulator.release("+19999999999");
    await emulator.send("GET", "/nonsense");
    await said(page, "3 of 3 shown");
    assert.match(await page.getByRole("row").nth(1).innerText(), /\/nonsense/, "the latest is first");
    await page.getByLabel("Filter the requests").fill("listphone");
    await said(page, "1 of 3 shown");
    await page.getByLabel("Filter the requests").fill("");
    await page.getByLabel("Status").selectOption("4");
    await said(page, "1 of 3 shown");
    await page.getByLabel("Status").selectOption("");
    await page.getByRole("button", { name: "Pause" }).click();
    await emulator.list();
    await page.waitForResponse((it) => it.url().endsWith("/clock"));
    await said(page, "3 of 3 shown");
    await page.getByRole("button", { name: "Go on" }).click();
    await said(page, "4 of 4 shown");
    await page.getByRole("button", { name: "Forget all" }).click();
    await said(page, "No requests yet");
    await emulator.list();
    await said(page, "1 of 1 shown");
  });

  test("are replayed without a secret", async (t) => {
    const emulator = await startEmulator(t);
    await emulator.route({ ...ROUTING, routes: [{ name: "it's $HOME `x`", numberPattern: "^1" }] });
    const page = await openConsole(t, emulator, "Requests");
    const chosen = page.getByRole("button", { name: /PATCH/ });
    await chosen.waitFor();
    await tabTo(page, chosen);
    await page.keyboard.press("Enter");
    const command = await page.getByLabel("The request as a command").innerText();
    assert.ok(!command.includes(emulator.ready.token));
    // The shell is asked how it reads the command.
    const curl = `curl() { printf '%s\\n' "$@"; }\n${command}`;
    const read = execFileSync("sh", ["-c", curl], { env: { ...process.env, ACS_TOKEN: "secret" } });
    const [, , url, , header] = read.toString().split("\n");
    assert.equal(url, `${emulator.ready.endpoint}/sip?api-version=2024-11-15-preview`);
    assert.equal(header, "Authorization: Bearer secret");
    const body = JSON.parse(read.toString().split("--data-raw\n")[1]);
    assert.equal(body.routes[0].name, "it's $HOME `x`");
  });
});

test("faults are let in and taken back, by keyboard too", async (t) => {
  const emulator = await startEmulator(t);
  const page = await openConsole(t, emulator, "Faults");
  await said(page, "Nothing goes wrong");
  await page.getByLabel("For which requests").selectOption("PhoneNumbers_ListPhoneNumbers");
  await page.getByLabel("Status").fill("429");
  await page.getByLabel("Retry-After").fill("2");
  await page.getByLabel("How often").fill("1");
  await page.getByRole("button", { name: "Add the rule" }).click();
  await said(page, "Rule 1 is in force. A call of this SDK's client tries at most: 2 of what may be repeated.");
  assert.equal((await emulator.list()).status, 429);
  assert.equal((await emulator.list()).status, 200);
  await row(page, "status 429").getByText("spent").waitFor();
  await page.getByLabel("What").selectOption("truncatedBody");
  assert.ok(await page.getByLabel("Status").isHidden());
  await page.getByLabel("How often").fill("");
  await page.getByLabel("How often").press("Enter");
  await said(page, "Rule 2 is in force");
  const remove = page.getByRole("button", { name: "Remove rule 2" });
  await tabTo(page, remove);
  await page.keyboard.press("Space");
  await said(page, "Rule 2 is gone");
  await page.getByRole("button", { name: "Remove all" }).click();
  await said(page, "Nothing goes wrong any more");
  assert.deepEqual((await emulator.admin("GET", "/faults")).faults, []);
  await page.getByLabel("What").selectOption("delay");
  await page.getByRole("button", { name: "Add the rule" }).click();
  const isAsked = await page.getByLabel("Wait first").evaluate((it) => it.validity.valueMissing);
  assert.ok(isAsked, "a delay needs a time");
});

test("the clock is stopped, moved and set", async (t) => {
  const emulator = await startEmulator(t);
  const page = await openConsole(t, emulator, "Clock", { expected: "400 (Bad Request)" });
  const time = async () => Date.parse((await emulator.admin("GET", "/clock")).now);
  const began = await time();
  await page.getByRole("button", { name: "+ 15 minutes" }).click();
  await said(page, "It is 2025-06-17 16:55:22 UTC now.");
  await page.getByLabel("By seconds").fill("0.5");
  await page.getByLabel("By seconds").press("Enter");
  await until(async () => (await time()) === began + 900_500, "half a second more");
  await page.getByLabel("Time", { exact: true }).fill("noon");
  await page.getByRole("button", { name: "Set" }).click();
  await page.getByRole("status").getByText("now").waitFor();
  await page.getByLabel("Time", { exact: true }).fill("2030-01-01T00:00:00Z");
  await page.getByRole("button", { name: "Set" }).click();
  await said(page, "It is 2030-01-01 00:00:00 UTC now.");
  await page.getByRole("button", { name: "Let it run" }).click();
  await said(page, "The clock runs.");
  await page.locator("#bar-time").getByText("00:00:02").waitFor();
  await page.getByRole("button", { name: "Stop the clock" }).click();
  await said(page, "The clock stands still.");
});

test("snapshots are saved, restored, kept in files and deleted", async (t) => {
  const emulator = await startEmulator(t);
  const page = await openConsole(t, emulator, "Snapshots", { expected: "400 (Bad Request)" });
  const owned = async () => (await emulator.admin("GET", "/numbers/owned")).phoneNumbers.length;
  const name = page.getByLabel("Save everything");
  await name.fill("at first");
  await name.press("Enter");
  await said(page, "Snapshot “at first” is saved.");
  await emulator.buy(2);
  await name.fill("bought");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Restore at first" }).click();
  await said(page, "Everything is as it was in “at first”.");
  assert.equal(await owned(), 3);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download bought" }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), "bought.json");
  const file = join(tmpdir(), `acs-console-${process.pid}.json`);
  await download.saveAs(file);
  t.after(() => writeFileSync(file, ""));
  await page.getByRole("button", { name: "Delete bought" }).click();
  await page.getByRole("button", { name: "Restore bought" }).waitFor({ state: "detached" });
  await page.getByLabel("Take a snapshot from a file")
    .setInputFiles({ name: "again.json", mimeType: "application/json", buffer: readFileSync(file) });
  await page.getByRole("button", { name: "Load", exact: true }).click();
  await page.getByRole("button", { name: "Restore again" }).click();
  await said(page, "Everything is as it was in “again”.");
  assert.equal(await owned(), 5);
  const broken = { name: "broken.json", mimeType: "application/json", buffer: Buffer.from("{}") };
  await page.getByLabel("Take a snapshot from a file").setInputFiles(broken);
  await page.getByRole("button", { name: "Load", exact: true }).click();
  await said(page, "it is no snapshot of an emulator");
  // Another emulator starts from the file.
  const other = await startEmulator(t, "--from", file);
  assert.equal((await other.admin("GET", "/numbers/owned")).phoneNumbers.length, 5);
  await page.getByRole("button", { name: "Back to the start" }).click();
  await said(page, "Everything is as at the start.");
  assert.equal(await owned(), 3);
});
