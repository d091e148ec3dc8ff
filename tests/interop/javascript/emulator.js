// The emulator that the tests talk to, and the ways to reach it.

import assert from "node:assert/strict";
import { webcrypto } from "node:crypto";
import { appendFileSync } from "node:fs";
import { afterEach, beforeEach, describe } from "node:test";

// The client relies on it, and Node.js 18 has it only here.
globalThis.crypto ??= webcrypto;

/** The emulator's ready line. */
export const ready = JSON.parse(process.env.ACS_EMULATOR);

const key = /accesskey=(.*)$/.exec(ready.connectionString)[1];
const token = {
  getToken: async () => ({ token: ready.token, expiresOnTimestamp: Date.now() + 3_600_000 }),
};

/** How a client is made, by way of reaching the service. */
export const ways = {
  "key over HTTP": (Client, options) =>
    new Client(ready.endpoint, { key }, { allowInsecureConnection: true, ...options }),
  "key over HTTPS": (Client, options) => new Client(ready.httpsEndpoint, { key }, options),
  "connection string": (Client, options) => new Client(ready.connectionString, options),
  "token over HTTPS": (Client, options) => new Client(ready.httpsEndpoint, token, options),
};

export async function admin(method, path, body) {
  const response = await fetch(new URL(path, ready.adminEndpoint), {
    method,
    headers: body && { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return text && JSON.parse(text);
}

/** Lets operations of this kind show these statuses and then end, with this error or well. */
export function script(kind, pending = [], error) {
  return admin("PUT", `/scripts/${kind}`, { advance: "polls", pending, error });
}

const KINDS = [
  "search",
  "purchase",
  "releasePhoneNumber",
  "updatePhoneNumberCapabilities",
  "reservationPurchase",
];

/** Gives every test of the current suite an emulator as it was at its start, with quick operations. */
export function freshEmulator() {
  beforeEach(async () => {
    await admin("POST", "/reset");
    for (const kind of KINDS) await script(kind);
  });
  afterEach(noteRequests);
}

/** Notes which operations were called and what they answered, for the table at the end. */
async function noteRequests() {
  const { requests } = await admin("GET", "/requests");
  for (const { operation, status } of requests) {
    const line = JSON.stringify({ client: "JavaScript", operation, status });
    appendFileSync(process.env.ACS_INTEROP_NOTES, `${line}\n`);
  }
}

/** Runs the tests that `define` defines for a client of this class, once for each way. */
export function everyWay(Client, define) {
  for (const [way, open] of Object.entries(ways)) {
    describe(`${Client.name}, ${way}`, () => {
      freshEmulator();
      define((options) => open(Client, options));
    });
  }
}

export async function collect(pages) {
  const all = [];
  for await (const item of pages) all.push(item);
  return all;
}

/** Asks for the status until the end, without the pauses in between. */
export async function finish(poller) {
  while (!poller.isDone()) await poller.poll();
  return poller.getResult();
}

/** Checks that the client reports this status and, whole, this error. */
export async function refused(promise, status, error) {
  await assert.rejects(promise, (thrown) => {
    assert.equal(thrown.statusCode, status, thrown.stack);
    assert.deepEqual(JSON.parse(thrown.response.bodyAsText), { error });
    assert.equal(thrown.code, error.code);
    return true;
  });
}

export function notFound(parameter, value) {
  const message = `Input ${parameter} ${value} cannot be found.`;
  return { code: "NotFound", message, target: parameter.toLowerCase() };
}

export const NO_PLAN = {
  code: "InternalError",
  message: "The server encountered an internal error.",
  innererror: {
    code: "BadRequest",
    message: "We are unable to find phone plans to match your requested capabilities.",
  },
};
export const BAD_COUNTRY = {
  code: "InvalidInput",
  message: "Unable to parse country code.",
  target: "countrycode",
};
