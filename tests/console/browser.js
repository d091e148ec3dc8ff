// Chromium, with an eye on all that a page must not do.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

/** The views, by the names of their links. */
export const VIEWS = [
  "Numbers", "Holds", "Operations", "Routing", "Requests", "Faults", "Clock", "Snapshots",
];

let browser;

/** Starts the browser before the tests of a file, with more switches than it needs anyway. */
export function useBrowser(...switches) {
  before(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", ...switches,
      ],
    });
  });
  after(() => browser?.close());
}

/** An empty page in a browser that knows nothing yet. */
export async function newPage(test, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  test.after(() => context.close());
  // A machine with much else to do is no reason to fail.
  context.setDefaultTimeout(60_000);
  return context.newPage();
}

/**
 * The console on a page. When the test is over, nothing must have gone wrong on it unless `expected`
 * is in its text: no error, no refused or failed request, and none to anywhere else.
 */
export async function openConsole(test, emulator, view = "Numbers", { expected, ...options } = {}) {
  const page = await newPage(test, options);
  const problems = [];
  const note = (problem) => {
    if (!expected || !problem.includes(expected)) problems.push(problem);
  };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) note(message.text());
  });
  page.on("pageerror", (error) => note(`${error}`));
  page.on("requestfailed", (request) => {
    const failure = request.failure()?.errorText;
    // The page is left or closed while it asks again.
    if (failure !== "net::ERR_ABORTED") note(`${request.url()}: ${failure}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(emulator.ready.adminEndpoint) && !url.startsWith("blob:")) {
      note(`a request to ${url}`);
    }
  });
  emulator.lasts.push(async () => {
    await page.context().close();
    assert.deepEqual(problems, []);
  });
  await page.goto(emulator.ready.consoleUrl);
  if (view !== "Numbers") await page.getByRole("link", { name: view, exact: true }).click();
  return page;
}

/** Waits until the page says this. */
export const said = (page, text) => page.getByText(text).filter({ visible: true }).first().waitFor();

/** Presses the tab key until this has the focus, and says how often. */
export async function tabTo(page, locator, most = 80) {
  for (let presses = 1; presses <= most; presses += 1) {
    await page.keyboard.press("Tab");
    if (await locator.evaluate((it) => it === document.activeElement)) return presses;
  }
  throw new Error(`no way to it in ${most} presses`);
}

/** Waits until a condition that is looked up on the page or the emulator holds. */
export async function until(condition, what) {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`in vain: ${what}`);
}
