// Reservations.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";

import { PhoneNumbersClient } from "@azure/communication-phone-numbers";

import { collect, everyWay, finish, refused, script } from "./emulator.js";

const NOT_FOUND = {
  code: "ReservationNotFound",
  message: "The reservation was not found and the operation could not be completed.",
};
const NO_CONSENT = {
  code: "BadRequest",
  message: "Consent not provided to not resell the phone numbers",
};

const browse = async (client, countryCode = "US") => {
  const request = { countryCode, phoneNumberType: "tollFree" };
  return (await client.browseAvailablePhoneNumbers(request)).phoneNumbers;
};
const purchase = async (client, reservationId, options) =>
  finish(await client.beginReservationPurchase(reservationId, options));

everyWay(PhoneNumbersClient, (open) => {
  test("from creation to purchase", async () => {
    const client = open();
    const reservationId = randomUUID();
    const [first, second] = await browse(client);
    const created = await client.createOrUpdateReservation({ reservationId }, { add: [first] });
    assert.equal(created.id, reservationId);
    assert.equal(created.status, "active");
    assert.equal(created.phoneNumbers[first.id].status, "reserved");
    const left = created.expiresAt.getTime() - Date.now();
    assert.ok(left > 14 * 60_000 && left <= 15 * 60_000, `${left} ms`);
    const change = { add: [second], remove: [first.id] };
    const changed = await client.createOrUpdateReservation({ reservationId }, change);
    assert.deepEqual(Object.keys(changed.phoneNumbers), [second.id]);
    const read = await client.getReservation(reservationId);
    assert.equal(read.phoneNumbers[second.id].phoneNumber, second.phoneNumber);
    const bought = await purchase(client, reservationId);
    assert.equal(bought.body.status, "succeeded");
    assert.equal((await client.getReservation(reservationId)).status, "completed");
    const owned = await client.getPurchasedPhoneNumber(second.phoneNumber);
    assert.equal(owned.id, second.id);
  });

  test("an empty one, deleted", async () => {
    const client = open();
    const reservationId = randomUUID();
    const created = await client.createOrUpdateReservation({ reservationId });
    assert.deepEqual(created.phoneNumbers, {});
    await client.deleteReservation(reservationId);
    await refused(client.getReservation(reservationId), 404, NOT_FOUND);
    await refused(client.deleteReservation(reservationId), 404, NOT_FOUND);
    await refused(purchase(client, reservationId), 404, NOT_FOUND);
  });

  test("a number that another one has", async () => {
    const client = open();
    const [number] = await browse(client);
    await client.createOrUpdateReservation({ reservationId: randomUUID() }, { add: [number] });
    const late = { reservationId: randomUUID() };
    const { phoneNumbers } = await client.createOrUpdateReservation(late, { add: [number] });
    assert.equal(phoneNumbers[number.id].status, "error");
    assert.equal(phoneNumbers[number.id].error.code, "FailedToReserveNumber");
  });

  test("they come in pages", async () => {
    const client = open();
    const ids = [];
    for (let i = 0; i < 5; i += 1) {
      const reservationId = randomUUID();
      await client.createOrUpdateReservation({ reservationId });
      ids.push(reservationId);
    }
    const listed = await collect(client.listReservations({ maxPageSize: 2 }));
    // The first is there from the start.
    assert.deepEqual(listed.slice(1).map((it) => it.id), ids);
    assert.ok(listed.every((it) => it.phoneNumbers === undefined));
  });

  test("the agreement not to resell", async () => {
    const client = open();
    const reservationId = randomUUID();
    const [number] = await browse(client, "FR");
    await client.createOrUpdateReservation({ reservationId }, { add: [number] });
    await refused(purchase(client, reservationId), 400, NO_CONSENT);
    await refused(purchase(client, reservationId, { agreeToNotResell: false }), 400, NO_CONSENT);
    await purchase(client, reservationId, { agreeToNotResell: true });
    assert.equal((await client.getPurchasedPhoneNumber(number.phoneNumber)).countryCode, "FR");
  });

  test("a purchase that fails", async () => {
    const client = open();
    const reservationId = randomUUID();
    const add = (await browse(client)).slice(0, 1);
    await client.createOrUpdateReservation({ reservationId }, { add });
    const error = { code: "InternalError", message: "Out of luck." };
    await script("reservationPurchase", ["running", "notStarted"], error);
    await assert.rejects(purchase(client, reservationId), { message: /Out of luck\./ });
    assert.equal((await client.getReservation(reservationId)).status, "active");
  });
});
