// Owned numbers: search, purchase, list, change, release.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PhoneNumbersClient } from "@azure/communication-phone-numbers";

import {
  BAD_COUNTRY,
  NO_PLAN,
  admin,
  collect,
  everyWay,
  finish,
  notFound,
  refused,
  script,
} from "./emulator.js";

const OWNED = "+14255550100";
const OTHER = "+14155550100";
const TOLL_FREE = {
  countryCode: "US",
  phoneNumberType: "tollFree",
  assignmentType: "application",
  capabilities: { calling: "outbound", sms: "none" },
};
const FRENCH = { ...TOLL_FREE, countryCode: "FR" };
const NOT_OWNED = {
  code: "InsufficientPermissions",
  message: "Phone number not owned by this resource.",
  target: "phonenumber",
};
const OUT_OF_LUCK = { code: "InternalError", message: "Out of luck." };
const FAILED = { message: /The long-running operation has failed\. InternalError\. Out of luck\./ };

const search = async (client, request = TOLL_FREE) =>
  finish(await client.beginSearchAvailablePhoneNumbers(request));
const purchase = async (client, searchId, options) =>
  finish(await client.beginPurchasePhoneNumbers(searchId, options));
/** What the public client has no method for. */
const generated = (client) => client.client.phoneNumbers;

everyWay(PhoneNumbersClient, (open) => {
  test("from search to release", async () => {
    const client = open();
    const found = await search(client, { ...TOLL_FREE, quantity: 2 });
    assert.equal(found.phoneNumbers.length, 2);
    assert.deepEqual(found.capabilities, TOLL_FREE.capabilities);
    assert.equal(found.cost.amount, 2);
    assert.equal(found.error, "NoError");
    const left = found.searchExpiresBy.getTime() - Date.now();
    assert.ok(left > 15 * 60_000 && left <= 16 * 60_000, `${left} ms`);
    const again = await generated(client).getSearchResult(found.searchId);
    assert.deepEqual(again.phoneNumbers, found.phoneNumbers);
    await purchase(client, found.searchId);
    for (const number of found.phoneNumbers) {
      const bought = await client.getPurchasedPhoneNumber(number);
      assert.deepEqual(bought.capabilities, TOLL_FREE.capabilities);
      const released = await finish(await client.beginReleasePhoneNumber(number));
      assert.equal(released.body.status, "succeeded");
      await refused(client.getPurchasedPhoneNumber(number), 404, notFound("phoneNumber", number));
    }
  });

  test("search by area code", async () => {
    const found = await search(open(), { ...TOLL_FREE, areaCode: "844" });
    assert.match(found.phoneNumbers[0], /^\+1844/);
  });

  test("owned numbers come in pages", async () => {
    const client = open();
    const owned = await collect(client.listPurchasedPhoneNumbers());
    assert.deepEqual(
      owned.map((it) => it.phoneNumber),
      [OWNED, "+15035550100", "+18335550100"],
    );
    assert.ok(owned[0].purchaseDate instanceof Date);
    const { searchId } = await search(client, { ...TOLL_FREE, areaCode: "844", quantity: 12 });
    await purchase(client, searchId);
    const sizes = async (options) =>
      (await collect(client.listPurchasedPhoneNumbers(options).byPage())).map((it) => it.length);
    assert.deepEqual(await sizes({ top: 7 }), [7, 7, 1]);
    assert.deepEqual(await sizes({ top: 7, skip: 7 }), [7, 1]);
    assert.deepEqual(await sizes({ skip: 15 }), [0]);
  });

  test("the agreement not to resell", async () => {
    const client = open();
    const found = await search(client, FRENCH);
    assert.equal(found.isAgreementToNotResellRequired, true);
    assert.equal(found.cost.amount, 8);
    await refused(purchase(client, found.searchId), 400, {
      code: "BadRequest",
      message: "Do not resell agreement was not provided and it is required for this purchase.",
    });
    await purchase(client, found.searchId, { agreeToNotResell: true });
    const bought = await client.getPurchasedPhoneNumber(found.phoneNumbers[0]);
    assert.equal(bought.countryCode, "FR");
  });

  test("searches and purchases that are refused", async () => {
    const client = open();
    await refused(search(client, { ...TOLL_FREE, assignmentType: "person" }), 400, NO_PLAN);
    await refused(search(client, { ...TOLL_FREE, countryCode: "XX" }), 400, BAD_COUNTRY);
    const unknown = notFound("searchId", "some-invalid-id");
    await refused(purchase(client, "some-invalid-id"), 404, unknown);
    await refused(generated(client).getSearchResult("some-invalid-id"), 404, unknown);
  });

  test("an expired search cannot be purchased", async () => {
    const client = open();
    const { searchId } = await search(client);
    await admin("POST", "/clock/advance", { seconds: 17 * 60 });
    await refused(purchase(client, searchId), 404, notFound("searchId", searchId));
  });

  test("capabilities", async () => {
    const client = open();
    const { phoneNumbers, searchId } = await search(client, { ...TOLL_FREE, areaCode: "844" });
    await purchase(client, searchId);
    const wanted = { calling: "none", sms: "outbound" };
    const update = async (number) =>
      finish(await client.beginUpdatePhoneNumberCapabilities(number, wanted));
    const changed = await update(phoneNumbers[0]);
    assert.equal(changed.phoneNumber, phoneNumbers[0]);
    assert.deepEqual(changed.capabilities, wanted);
    await refused(update(OTHER), 403, NOT_OWNED);
    await refused(update("invalid_phone_number"), 403, NOT_OWNED);
    await refused(update("+15035550100"), 400, NO_PLAN);
    await refused(client.getPurchasedPhoneNumber(OTHER), 404, notFound("phoneNumber", OTHER));
  });

  test("operations whose status goes to and fro", async () => {
    const statuses = ["running", "notStarted", "running"];
    await script("search", statuses);
    const client = open();
    const poller = await client.beginSearchAvailablePhoneNumbers(TOLL_FREE);
    assert.equal((await finish(poller)).phoneNumbers.length, 1);
    const { requests } = await admin("GET", "/requests?operation=PhoneNumbers_GetOperation");
    assert.equal(requests.length, statuses.length + 1);
  });

  test("operations that fail", async () => {
    const client = open();
    const { searchId } = await search(client);
    const wanted = { calling: "inbound" };
    const starts = {
      search: () => client.beginSearchAvailablePhoneNumbers(TOLL_FREE),
      purchase: () => client.beginPurchasePhoneNumbers(searchId),
      releasePhoneNumber: () => client.beginReleasePhoneNumber(OWNED),
      updatePhoneNumberCapabilities: () => client.beginUpdatePhoneNumberCapabilities(OWNED, wanted),
    };
    for (const [kind, start] of Object.entries(starts)) {
      await script(kind, ["running"], OUT_OF_LUCK);
      await assert.rejects(finish(await start()), FAILED, kind);
    }
    assert.equal((await client.getPurchasedPhoneNumber(OWNED)).capabilities.calling, "inbound+outbound");
  });

  test("cancelling", async () => {
    await admin("PUT", "/scripts/releasePhoneNumber", { advance: "told" });
    const client = open();
    const poller = await client.beginReleasePhoneNumber(OWNED);
    await poller.poll();
    const [{ id }] = (await admin("GET", "/operations")).operations;
    assert.equal((await generated(client).getOperation(id)).status, "running");
    await generated(client).cancelOperation(id);
    const gone = notFound("operationId", id);
    await refused(generated(client).getOperation(id), 404, gone);
    await refused(generated(client).cancelOperation(id), 404, gone);
    assert.equal((await client.getPurchasedPhoneNumber(OWNED)).phoneNumber, OWNED);
  });
});
