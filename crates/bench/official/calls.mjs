// The calls of the benchmark with the official JavaScript client: WHAT COUNT ADDRESS.

import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { PhoneNumbersClient } = require("@azure/communication-phone-numbers");

const [what, count, address] = process.argv.slice(2);
const key = { key: "c2VjcmV0LWtleS1mb3ItdGVzdHM=" };
const client = new PhoneNumbersClient(address, key, { allowInsecureConnection: true });

async function get() {
  for (let left = Number(count); left > 0; left -= 1) {
    const { phoneNumber } = await client.getPurchasedPhoneNumber("+14255550100");
    if (phoneNumber !== "+14255550100") throw new Error("the answer is about another number");
  }
}

async function list() {
  let seen = 0;
  for await (const { phoneNumber } of client.listPurchasedPhoneNumbers()) {
    if (phoneNumber) seen += 1;
  }
  if (seen !== Number(count)) throw new Error(`${seen} of ${count} numbers came`);
}

const [wall, used] = [performance.now(), process.cpuUsage()];
await { get, list }[what]();
const { user, system } = process.cpuUsage(used);
const line = {
  cpu: (user + system) / 1e6,
  wall: (performance.now() - wall) / 1e3,
  peakKiB: process.resourceUsage().maxRSS,
};
console.log(JSON.stringify(line));
