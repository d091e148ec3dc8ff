// The frame around the views: which one is shown, and what every one needs to know.

import { Lost, get } from "./api.js";
import { byId, h, replace } from "./dom.js";
import { isKnown, isRunning, now, setClock, shownTime } from "./time.js";
import { clock } from "./clock.js";
import { faults } from "./faults.js";
import { holds } from "./holds.js";
import { numbers } from "./numbers.js";
import { operations } from "./operations.js";
import { requests } from "./requests.js";
import { routing } from "./routing.js";
import { snapshots } from "./snapshots.js";

/** The time between two refreshes. Slow answers make it longer: the emulator has other things to do. */
const REFRESH = 1000;
const LONGEST = 5000;
const REST = 4;

/**
 * Each view has a title, `open(main)` that puts it on the page, `refresh()` that asks for what is
 * new, and perhaps `tick()`, which is called while time goes by.
 */
const VIEWS = { numbers, holds, operations, routing, requests, faults, clock, snapshots };

let shown;
/** Counts the openings, so that an answer for a view that was left changes nothing. */
let turn = 0;

function open() {
  const name = location.hash.slice(1);
  if (name === "view") return;
  const before = shown;
  shown = Object.hasOwn(VIEWS, name) ? name : "numbers";
  if (shown === before) return;
  turn += 1;
  const [view, main] = [VIEWS[shown], byId("view")];
  replace(main);
  view.open(main);
  document.title = `${view.title} · Emulator console`;
  for (const link of byId("views").querySelectorAll("a")) {
    if (link.hash === `#${shown}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (before) {
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  refresh();
}

let timer;

async function refresh() {
  clearTimeout(timer);
  const [mine, began] = [turn, performance.now()];
  try {
    const [clock] = await Promise.all([get("/clock"), VIEWS[shown].refresh()]);
    setClock(clock);
    tell();
  } catch (error) {
    tell(error instanceof Lost ? error.message : `Something went wrong: ${error.message}`);
  }
  if (mine !== turn) return;
  clearTimeout(timer);
  // Nobody looks at a page that is hidden, and it asks again when it is not any more.
  if (document.hidden) return;
  const rest = REST * (performance.now() - began);
  timer = setTimeout(refresh, Math.min(LONGEST, Math.max(REFRESH, rest)));
}

/** Says that something is wrong, or that nothing is any more. */
function tell(problem = "") {
  const banner = byId("lost");
  if (banner.textContent !== problem) banner.textContent = problem;
  banner.hidden = problem === "";
}

function tick() {
  if (isKnown()) {
    const time = byId("bar-time");
    time.textContent = shownTime(now());
    time.dateTime = new Date(now()).toISOString();
    byId("bar-state").className = `dot ${isRunning() ? "runs" : "stands"}`;
    byId("bar-state").title = isRunning() ? "The clock runs" : "The clock stands still";
    VIEWS[shown].tick?.();
  }
}

byId("views").append(...Object.entries(VIEWS).map(([name, view]) =>
  h("li", {}, h("a", { href: `#${name}` }, view.title))));
addEventListener("hashchange", open);
// Whoever comes back wants to see what has happened since, at once.
document.addEventListener("visibilitychange", () => document.hidden || refresh());
setInterval(tick, 250);
open();
