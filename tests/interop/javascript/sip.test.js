// Direct routing: trunks and routes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SipRoutingClient } from "@azure/communication-phone-numbers";

import { collect, everyWay, refused } from "./emulator.js";

const ONE = { fqdn: "sbc1.contoso.com", sipSignalingPort: 5061 };
const TWO = { fqdn: "sbc2.contoso.com", sipSignalingPort: 8239 };
const ROUTE = {
  name: "All others",
  description: "Whatever's left",
  numberPattern: "^+[1-9][0-9]{3,23}$",
  trunks: [ONE.fqdn],
};

const unprocessable = (code, message) => ({
  code: "UnprocessableConfiguration",
  message: "One or more request inputs are not valid.",
  innererror: { code, message },
});
const MISSING_TRUNK = unprocessable("MissingTrunk", "Route targeting a missing trunk.");

everyWay(SipRoutingClient, (open) => {
  test("trunks", async () => {
    const client = open();
    assert.deepEqual(await collect(client.listTrunks()), []);
    assert.deepEqual(await client.setTrunks([ONE, TWO]), [ONE, TWO]);
    assert.deepEqual(await client.getTrunk(TWO.fqdn), TWO);
    const moved = { ...ONE, sipSignalingPort: 5062 };
    assert.deepEqual(await client.setTrunk(moved), moved);
    assert.deepEqual(await collect(client.listTrunks()), [moved, TWO]);
    assert.deepEqual(await client.setTrunks([TWO]), [TWO]);
    await client.deleteTrunk(TWO.fqdn);
    await client.deleteTrunk("unknown.contoso.com");
    assert.deepEqual(await collect(client.listTrunks()), []);
    assert.deepEqual(await client.setTrunks([]), []);
    await assert.rejects(client.getTrunk(ONE.fqdn), (thrown) => thrown.code === "NotFound");
  });

  test("routes", async () => {
    const client = open();
    await client.setTrunks([ONE]);
    const bare = { name: "Bare", description: "None", numberPattern: "^.*$", trunks: [] };
    assert.deepEqual(await client.setRoutes([ROUTE, bare]), [ROUTE, bare]);
    assert.deepEqual(await collect(client.listRoutes()), [ROUTE, bare]);
    assert.deepEqual(await client.setRoutes([]), []);
  });

  test("routes that are refused", async () => {
    const client = open();
    await client.setTrunks([ONE]);
    await client.setRoutes([ROUTE]);
    const cases = [
      [400, "DuplicatedRoute", "There is a duplicated route.", [ROUTE, ROUTE]],
      [
        400,
        "RouteWithDuplicatedTrunk",
        "There is a duplicated trunk in a route.",
        [{ ...ROUTE, trunks: [ONE.fqdn, ONE.fqdn] }],
      ],
      [422, "InvalidRouteName", "Route with an invalid name.", [{ ...ROUTE, name: "" }]],
      [
        422,
        "InvalidRouteNumberPattern",
        "Route with an invalid number pattern.",
        [{ ...ROUTE, numberPattern: "" }],
      ],
    ];
    for (const [status, code, message, routes] of cases) {
      await refused(client.setRoutes(routes), status, unprocessable(code, message));
    }
    const missing = client.setRoutes([{ ...ROUTE, trunks: [TWO.fqdn] }]);
    await refused(missing, 422, MISSING_TRUNK);
    assert.deepEqual(await collect(client.listRoutes()), [ROUTE]);
  });

  test("trunks that are refused", async () => {
    const client = open();
    await client.setTrunks([ONE]);
    await client.setRoutes([ROUTE]);
    await refused(client.deleteTrunk(ONE.fqdn), 422, MISSING_TRUNK);
    const port = client.setTrunk({ ...TWO, sipSignalingPort: 0 });
    const badPort = unprocessable(
      "InvalidTrunkSipSignalingPort",
      "Trunk with an invalid SIP signaling port.",
    );
    await refused(port, 422, badPort);
    const badName = unprocessable(
      "InvalidTrunkFqdn",
      "Domain '-1' is not properly formatted domnain name.",
    );
    await refused(client.setTrunks([ONE, { ...TWO, fqdn: "-1" }]), 422, badName);
    assert.deepEqual(await collect(client.listTrunks()), [ONE]);
  });
});
