// Credentials that do not open, and a service that is busy or breaks off.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { PhoneNumbersClient, SipRoutingClient } from "@azure/communication-phone-numbers";

import { admin, collect, finish, freshEmulator, ready, refused, ways } from "./emulator.js";

const DENIED = { code: "Denied", message: "Denied by the resource provider." };
const NUMBER = "+14255550100";

describe("access", () => {
  freshEmulator();
  const open = () => ways["key over HTTPS"](PhoneNumbersClient);

  test("a wrong key", async () => {
    const credential = { key: "d3Jvbmc=" };
    const client = new PhoneNumbersClient(ready.httpsEndpoint, credential);
    await refused(client.getPurchasedPhoneNumber(NUMBER), 401, DENIED);
    const sip = new SipRoutingClient(ready.httpsEndpoint, credential);
    await refused(collect(sip.listTrunks()), 401, DENIED);
  });

  test("tokens: expired, for another audience, none at all", async () => {
    const wanted = [{ lifetimeSeconds: -60 }, { lifetimeSeconds: 60, audience: "https://example.com" }];
    const issued = wanted.map(async (it) => (await admin("POST", "/tokens", it)).token);
    for (const token of [...(await Promise.all(issued)), "no.such.token"]) {
      const getToken = async () => ({ token, expiresOnTimestamp: Date.now() + 3_600_000 });
      const client = new PhoneNumbersClient(ready.httpsEndpoint, { getToken });
      await refused(client.getPurchasedPhoneNumber(NUMBER), 401, DENIED);
    }
  });

  test("the client tries again after 429, 503 and a reset", async () => {
    const faults = [
      { fault: "status", status: 429, retryAfterSeconds: 0 },
      { fault: "status", status: 503, retryAfterSeconds: 0 },
      { fault: "resetBeforeExecution" },
    ];
    for (const fault of faults) {
      await admin("POST", "/faults", { ...fault, times: 1 });
      assert.equal((await open().getPurchasedPhoneNumber(NUMBER)).phoneNumber, NUMBER);
    }
    assert.equal((await admin("GET", "/requests")).requests.length, 6);
  });

  test("the client's own pauses between polls", async () => {
    const poller = await open().beginReleasePhoneNumber(NUMBER);
    await poller.pollUntilDone();
    assert.equal((await admin("GET", "/numbers/owned")).phoneNumbers.includes(NUMBER), false);
    await admin("POST", "/reset");
    assert.equal((await finish(await open().beginReleasePhoneNumber(NUMBER))).body.status, "succeeded");
  });
});
