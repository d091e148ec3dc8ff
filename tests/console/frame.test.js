// Promises of every view.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import axe from "axe-core";
import { VIEWS, newPage, openConsole, tabTo, useBrowser } from "./browser.js";
import { ROUTING, startEmulator } from "./emulator.js";

useBrowser();

/** An emulator with something to see in every view. */
async function busy(test) {
  const emulator = await startEmulator(test);
  await emulator.buy(2);
  await emulator.finish(await emulator.search(5));
  await emulator.release("+14255550100");
  await emulator.route(ROUTING);
  await emulator.admin("POST", "/faults", { fault: "truncatedBody", times: 3, after: 1 });
  await emulator.list();
  await emulator.admin("PUT", "/snapshots/bought");
  return emulator;
}

const goTo = (page, view) => page.getByRole("link", { name: view, exact: true }).click();

/** Waits until the view has asked for what it shows. */
async function settled(page, view) {
  await page.getByRole("heading", { level: 1, name: view }).waitFor();
  await page.waitForResponse((it) => it.url().endsWith("/clock"));
  if (view === "Requests") await page.locator("button.row").first().click();
}

describe("the frame", () => {
  test("a browser that opens the admin API is led to the console", async (t) => {
    const emulator = await startEmulator(t);
    const page = await newPage(t);
    await page.goto(emulator.ready.adminEndpoint);
    assert.equal(page.url(), emulator.ready.consoleUrl);
    await page.getByRole("heading", { level: 1, name: "Numbers" }).waitFor();
  });

  test("every view opens by mouse, and the page says which it is", async (t) => {
    const page = await openConsole(t, await busy(t));
    for (const view of VIEWS) {
      await goTo(page, view);
      await settled(page, view);
      assert.equal(await page.title(), `${view} · Emulator console`);
      assert.equal(await page.locator("nav [aria-current=page]").innerText(), view);
      for (const landmark of ["banner", "navigation", "main"]) {
        assert.equal(await page.getByRole(landmark).count(), 1, landmark);
      }
      const inline = "script:not([src]), style, [style], [onclick], [onload], iframe";
      assert.equal(await page.locator(inline).count(), 0, view);
    }
  });

  test("every view opens by keyboard, with a focus that is seen", async (t) => {
    const page = await openConsole(t, await busy(t));
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement.textContent);
    assert.equal(first, "Skip to the content");
    for (const view of VIEWS.slice(1)) {
      const link = page.getByRole("link", { name: view, exact: true });
      // From the start of the page, as someone does who has just come.
      await page.evaluate(() => document.activeElement.blur());
      await tabTo(page, link);
      const outline = await link.evaluate((it) => getComputedStyle(it).outlineStyle);
      assert.equal(outline, "solid");
      await page.keyboard.press("Enter");
      await settled(page, view);
    }
  });

  test("back and forth, and straight to a view", async (t) => {
    const page = await openConsole(t, await startEmulator(t), "Clock");
    await goTo(page, "Faults");
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Clock" }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Clock" }).waitFor();
  });

  test("a telephone scrolls in one direction alone", async (t) => {
    const viewport = { width: 375, height: 740 };
    const page = await openConsole(t, await busy(t), "Numbers", { viewport });
    for (const view of VIEWS) {
      await goTo(page, view);
      await settled(page, view);
      if (view === "Routing") await page.getByLabel("Try a number").fill("+14255550123");
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 375, `${view} is ${width} wide`);
      const cut = await page.locator("main button:visible, main input:visible").evaluateAll((all) =>
        all.filter((it) => it.getBoundingClientRect().right > 375).map((it) => it.outerHTML));
      assert.deepEqual(cut, [], view);
    }
  });

  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing in ${colorScheme}`, async (t) => {
      const page = await openConsole(t, await busy(t), "Numbers", { colorScheme });
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const [red] = ground.match(/\d+/g).map(Number);
      assert.equal(red < 60, colorScheme === "dark", ground);
      await page.evaluate(axe.source);
      for (const view of VIEWS) {
        await goTo(page, view);
        await settled(page, view);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((it) => it.html)}`);
        assert.deepEqual(found, [], view);
      }
    });
  }

  test("it says when the emulator is gone", async (t) => {
    const emulator = await startEmulator(t);
    const page = await openConsole(t, emulator, "Clock", { expected: "ERR_CONNECTION_REFUSED" });
    await page.getByText("2025-06-17 16:40:22 UTC").first().waitFor();
    emulator.child.kill();
    await page.getByRole("alert").getByText("does not answer").waitFor();
  });
});
