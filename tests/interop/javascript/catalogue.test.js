// What can be had: countries, localities, area codes, offerings, numbers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PhoneNumbersClient } from "@azure/communication-phone-numbers";

import { BAD_COUNTRY, collect, everyWay, refused } from "./emulator.js";

const NO_AREA_CODES = {
  code: "NotFound",
  message: "No area codes were found for the given parameters",
};

everyWay(PhoneNumbersClient, (open) => {
  test("countries come in pages", async () => {
    const countries = await collect(open().listAvailableCountries({ maxPageSize: 20 }));
    assert.equal(countries.length, 42);
    assert.deepEqual(countries[0], { localizedName: "Argentina", countryCode: "AR" });
    const pages = await collect(open().listAvailableCountries({ maxPageSize: 21 }).byPage());
    assert.deepEqual(pages.map((page) => page.length), [21, 21, 0]);
    const named = await collect(open({ acceptLanguage: "en-US" }).listAvailableCountries());
    assert.deepEqual(named, countries);
    assert.equal((await collect(open().listAvailableCountries({ skip: 40 }))).length, 2);
  });

  test("localities come in pages, with and without divisions", async () => {
    const all = await collect(open().listAvailableLocalities("US"));
    const paged = await collect(open().listAvailableLocalities("US", { maxPageSize: 30 }));
    assert.deepEqual(paged, all);
    assert.equal(all[0].localizedName, "Anchorage");
    const washington = { administrativeDivision: "WA", phoneNumberType: "geographic" };
    const there = await collect(open().listAvailableLocalities("US", washington));
    assert.deepEqual(
      there.map((it) => it.localizedName),
      ["Bellevue", "Seattle", "Spokane"],
    );
    const irish = await collect(open().listAvailableLocalities("IE"));
    assert.ok(irish.every((it) => !it.administrativeDivision));
    await refused(collect(open().listAvailableLocalities("XX")), 400, BAD_COUNTRY);
  });

  test("area codes by type of number", async () => {
    const client = open();
    const tollFree = await collect(client.listAvailableTollFreeAreaCodes("US"));
    assert.deepEqual(tollFree.map((it) => it.areaCode).sort(), ["833", "844"]);
    const mobile = await collect(client.listAvailableMobileAreaCodes("IE"));
    assert.deepEqual(mobile, [{ areaCode: "1" }]);
    // The client signs this query in another spelling than the one it sends.
    const city = { locality: "Los Angeles", administrativeDivision: "CA" };
    const geographic = client.listAvailableGeographicAreaCodes("US", city);
    assert.deepEqual(await collect(geographic), [{ areaCode: "213" }]);
    const pages = client.listAvailableGeographicAreaCodes("US", { maxPageSize: 30 });
    const sizes = (await collect(pages.byPage())).map((page) => page.length);
    assert.deepEqual(sizes, [30, 30, 17]);
  });

  test("area codes that do not exist", async () => {
    const nowhere = { assignmentType: "person", locality: "X+Y & Z'*~()", administrativeDivision: "XX" };
    const client = open();
    const codes = client.listAvailableGeographicAreaCodes("US", nowhere);
    await refused(collect(codes), 404, NO_AREA_CODES);
    await refused(collect(client.listAvailableTollFreeAreaCodes("XX")), 400, BAD_COUNTRY);
  });

  test("offerings", async () => {
    const all = await collect(open().listAvailableOfferings("US", { maxPageSize: 2 }));
    assert.equal(all.length, 3);
    const wanted = { phoneNumberType: "tollFree", assignmentType: "application" };
    assert.deepEqual(await collect(open().listAvailableOfferings("US", wanted)), [
      {
        phoneNumberType: "tollFree",
        assignmentType: "application",
        availableCapabilities: { calling: "inbound+outbound", sms: "inbound+outbound" },
        cost: { amount: 2, currencyCode: "USD", billingFrequency: "monthly" },
      },
    ]);
    await refused(collect(open().listAvailableOfferings("XX")), 400, BAD_COUNTRY);
  });

  test("browsing", async () => {
    const client = open();
    const request = { countryCode: "US", phoneNumberType: "tollFree" };
    const wanted = { ...request, capabilities: { calling: "outbound" }, assignmentType: "application" };
    const { phoneNumbers } = await client.browseAvailablePhoneNumbers(wanted);
    assert.equal(phoneNumbers.length, 25);
    assert.ok(phoneNumbers.every((it) => it.status === "available" && it.cost.amount === 2));
    const narrow = { ...request, phoneNumberPrefixes: ["1844"] };
    for (const { phoneNumber } of (await client.browseAvailablePhoneNumbers(narrow)).phoneNumbers) {
      assert.match(phoneNumber, /^\+1844/);
    }
    const invalid = client.browseAvailablePhoneNumbers({ ...request, countryCode: "INVALID" });
    await refused(invalid, 400, BAD_COUNTRY);
  });

  test("operator information", async () => {
    const client = open();
    const [short] = (await client.searchOperatorInformation(["+14255550100"])).values;
    assert.equal(short.phoneNumber, "+14255550100");
    assert.equal(short.internationalFormat, "+1 425-555-0100");
    assert.equal(short.operatorDetails ?? null, null);
    const details = { includeAdditionalOperatorDetails: true };
    const [long] = (await client.searchOperatorInformation(["+14255550100"], details)).values;
    assert.equal(long.isoCountryCode, "US");
    assert.equal(long.operatorDetails.name, "Multiple OCN Listing");
    const two = client.searchOperatorInformation(["+14255550100", "+14255550101"]);
    await refused(two, 400, { code: "BadRequest", message: "Can only accept one phoneNumber" });
  });
});
