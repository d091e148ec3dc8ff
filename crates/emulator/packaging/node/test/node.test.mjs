// With Node's own runner: everything that the package offers.

import assert from "node:assert/strict";
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { after, beforeEach, test } from "node:test";

import { PhoneNumbersClient } from "@azure/communication-phone-numbers";
import { AdminError, binaryPath, startEmulator } from "acs-emulator";

const NUMBER = "+14255550100";

const emulator = await startEmulator();
const { admin } = emulator;
const client = new PhoneNumbersClient(emulator.connectionString, emulator.clientOptions);
beforeEach(() => admin.reset());
after(() => emulator.stop());

async function owned() {
  const numbers = [];
  for await (const it of client.listPurchasedPhoneNumbers()) numbers.push(it.phoneNumber);
  return numbers;
}

async function release(number) {
  const poller = await client.beginReleasePhoneNumber(number);
  while (!poller.isDone()) await poller.poll();
}

test("a number is bought and released", async () => {
  const search = await client.beginSearchAvailablePhoneNumbers({
    countryCode: "US",
    phoneNumberType: "tollFree",
    assignmentType: "application",
    capabilities: { calling: "inbound+outbound", sms: "none" },
  });
  while (!search.isDone()) await search.poll();
  const { searchId, phoneNumbers } = search.getResult();
  const purchase = await client.beginPurchasePhoneNumbers(searchId);
  while (!purchase.isDone()) await purchase.poll();
  assert.ok((await owned()).includes(phoneNumbers[0]));
  await release(phoneNumbers[0]);
  assert.ok(!(await admin.ownedNumbers()).includes(phoneNumbers[0]));
});

test("faults and requests", async () => {
  const operation = "PhoneNumbers_GetByNumber";
  const id = await admin.addFault({ fault: "status", status: 404, operation, times: 1 });
  await assert.rejects(client.getPurchasedPhoneNumber(NUMBER), { statusCode: 404 });
  assert.equal((await client.getPurchasedPhoneNumber(NUMBER)).phoneNumber, NUMBER);
  assert.deepEqual((await admin.requests(operation)).map((it) => it.status), [404, 200]);
  assert.deepEqual((await admin.faults()).map((it) => [it.id, it.hits]), [[id, 1]]);
  await admin.removeFault(id);
  await admin.clearRequests();
  assert.deepEqual(await admin.requests(), []);
  await admin.addFault({ fault: "delay", delayMilliseconds: 1 });
  await admin.clearFaults();
  assert.deepEqual(await admin.faults(), []);
});

test("the clock", async () => {
  const start = new Date("2026-01-05T10:00:00.250Z");
  assert.deepEqual(await admin.setClock({ now: start, running: false }), start);
  assert.deepEqual(await admin.now(), start);
  assert.deepEqual(await admin.advance(90), new Date("2026-01-05T10:01:30.250Z"));
});

test("snapshots outlive a reset", async () => {
  await release(NUMBER);
  await admin.saveSnapshot("two numbers");
  await admin.reset();
  assert.equal((await owned()).length, 3);
  assert.deepEqual(await admin.snapshots(), ["two numbers"]);
  await admin.restoreSnapshot("two numbers");
  assert.equal((await owned()).length, 2);
});

test("scripts", async () => {
  const error = { code: "InternalError", message: "No." };
  await admin.script("releasePhoneNumber", { advance: "polls", error });
  await assert.rejects(release(NUMBER));
  await admin.script("releasePhoneNumber", null);
  await release(NUMBER);
});

test("refusals say why", async () => {
  const refused = await admin.addFault({ fault: "nonsense" }).catch((error) => error);
  assert.ok(refused instanceof AdminError);
  assert.equal(refused.status, 400);
  assert.match(refused.message, /^400: .*nonsense/);
});

test("one that asks for a token, over HTTP and HTTPS", async () => {
  const open = await startEmulator({ tls: true, args: ["--host", "0.0.0.0"] });
  assert.match(open.httpsEndpoint, /^https:/);
  assert.ok(open.caFile);
  assert.equal((await open.admin.ownedNumbers()).length, 3);
  await open.stop();
  await open.stop();
});

test("one that does not start says why", async () => {
  await assert.rejects(startEmulator({ args: ["--port", "abc"] }), /a port is a number/);
  process.env.ACS_EMULATOR_BINARY = "/nowhere";
  await assert.rejects(startEmulator(), /ENOENT/);
  delete process.env.ACS_EMULATOR_BINARY;
});

test("a process that forgets it ends, and the emulator with it", async () => {
  const script = `
    require("acs-emulator").startEmulator().then((it) => console.log(it.admin.endpoint));`;
  const { stdout } = await new Promise((resolve, reject) => {
    execFile(process.execPath, ["-e", script], (error, stdout) =>
      error ? reject(error) : resolve({ stdout }),
    );
  });
  await assert.rejects(fetch(`${stdout.trim()}/health`));
});

test("the program can be run through npm's bin", async () => {
  const version = execFileSync(binaryPath(), ["--version"], { encoding: "utf8" });
  const bin = "node_modules/.bin/acs-emulator";
  assert.equal(execFileSync(bin, ["--version"], { encoding: "utf8" }), version);
  const refused = spawn(bin, ["--port", "abc"], { stdio: "ignore" });
  assert.deepEqual(await once(refused, "exit"), [2, null]);
});
