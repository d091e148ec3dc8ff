// With Vitest.

import { PhoneNumbersClient } from "@azure/communication-phone-numbers";
import { startEmulator } from "acs-emulator";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

let emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => emulator.admin.reset());
afterAll(() => emulator.stop());

test("a number is there, and was asked for once", async () => {
  const client = new PhoneNumbersClient(emulator.connectionString, emulator.clientOptions);
  const number = await client.getPurchasedPhoneNumber("+14255550100");
  expect(number.countryCode).toBe("US");
  expect(await emulator.admin.requests()).toHaveLength(1);
});
