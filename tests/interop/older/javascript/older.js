// An official client as it was published, from the list of numbers to a purchase and a release.

const assert = require("node:assert/strict");

const { PhoneNumbersClient } = require("@azure/communication-phone-numbers");

const ready = JSON.parse(process.env.ACS_EMULATOR);
const QUICK = { intervalInMs: 10 };

async function owned(client) {
  const numbers = [];
  for await (const it of client.listPurchasedPhoneNumbers()) numbers.push(it.phoneNumber);
  return numbers;
}

async function run() {
  const client = new PhoneNumbersClient(ready.connectionString);
  const before = await owned(client);
  assert.deepEqual(before, ["+14255550100", "+15035550100", "+18335550100"]);
  assert.equal((await client.getPurchasedPhoneNumber(before[0])).countryCode, "US");
  const wanted = {
    countryCode: "US",
    phoneNumberType: "tollFree",
    assignmentType: "application",
    capabilities: { calling: "outbound", sms: "none" },
  };
  const search = await client.beginSearchAvailablePhoneNumbers(wanted, QUICK);
  const found = await search.pollUntilDone();
  await (await client.beginPurchasePhoneNumbers(found.searchId, QUICK)).pollUntilDone();
  const [bought] = found.phoneNumbers;
  assert.ok((await owned(client)).includes(bought));
  await (await client.beginReleasePhoneNumber(bought, QUICK)).pollUntilDone();
  assert.deepEqual(await owned(client), before);
  await assert.rejects(client.getPurchasedPhoneNumber(bought), { statusCode: 404 });
  console.log(`listed ${before.length} numbers, purchased and released one`);
}

run().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
