// Searches and reservations, and how long they hold what they hold.

import { get } from "./api.js";
import { empty, h, heading, pill, replace, table, whenChanged } from "./dom.js";
import { now, setClock, isRunning, shownSpan, shownTime } from "./time.js";

/** The longest that a hold lasts without a change, in milliseconds. */
const LONGEST = 16 * 60_000;
const TONES = {
  found: "good", active: "good", searching: "wait", purchasing: "wait", submitted: "wait",
  purchased: "accent", completed: "accent", expired: "plain",
};
/** The ones whose time matters: the numbers go back when it is over. */
const HOLDING = new Set(["found", "active"]);
const SHOWN = 3;

const list = h("div");
const count = h("p", { class: "muted count" });
/** Times that run out: the element, its bar and the end of each. */
let running = [];

function shownNumbers(all) {
  if (all.length === 0) return h("span", { class: "muted" }, "none");
  const each = (it) => h("span", { class: "number" }, it);
  const rest = all.slice(SHOWN);
  return h("div", { class: "numbers" }, all.slice(0, SHOWN).map(each),
    rest.length > 0 && h("details", {}, h("summary", {}, `and ${rest.length} more`), rest.map(each)));
}

function remaining(hold) {
  if (hold.expires === null || !HOLDING.has(hold.status)) {
    const words = hold.expires && hold.status === "expired" ? `since ${shownTime(hold.expires)}` : "–";
    return h("span", { class: "muted" }, words);
  }
  const [text, bar] = [h("span"), h("progress", { max: LONGEST, "aria-hidden": "true" })];
  running.push({ text, bar, end: Date.parse(hold.expires) });
  return h("div", { class: "remaining" }, text, bar);
}

const row = (hold) => ({
  cells: [
    h("div", {}, h("strong", {}, hold.kind === "search" ? "Search" : "Reservation"),
      h("code", { class: "id" }, hold.id)),
    pill(hold.status, TONES[hold.status]),
    shownNumbers(hold.phoneNumbers),
    remaining(hold),
  ],
});

const show = whenChanged((holds, total) => {
  running = [];
  replace(list, holds.length > 0
    ? table("Holds", ["Hold", "Status", "Numbers", "Time left"], holds.map(row))
    : empty("Nothing is on hold", "A search holds what it finds for 16 minutes, a reservation for 15 minutes after its last change."));
  count.textContent = total > holds.length ? `${holds.length} of ${total}` : "";
  tick();
});

function tick() {
  for (const { text, bar, end } of running) {
    const left = end - now();
    text.textContent = left > 0 ? shownSpan(left) : "over";
    bar.value = Math.max(0, Math.min(LONGEST, left));
    bar.className = left < 2 * 60_000 ? "short" : "";
  }
}

export const holds = {
  title: "Holds",
  open(main) {
    main.append(heading("Holds", "Searches and reservations, by the emulator's clock"), list, count);
  },
  async refresh() {
    const found = await get("/holds");
    setClock({ now: found.now, running: isRunning() });
    show(found.holds, found.total);
  },
  tick,
};
