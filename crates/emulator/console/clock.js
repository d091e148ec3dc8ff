// The clock, by hand.

import { send } from "./api.js";
import { attempt, field, h, heading } from "./dom.js";
import { isRunning, now, setClock, shownTime } from "./time.js";

const STEPS = [[60, "1 minute"], [15 * 60, "15 minutes"], [16 * 60, "16 minutes"], [3600, "1 hour"],
  [86400, "1 day"]];

const face = h("p", { class: "face" });
const state = h("p", { class: "muted" });
const run = h("button", { type: "button", onclick: () => change({ running: !isRunning() }) });
const seconds = h("input", { id: "clock-seconds", type: "number", min: 0, step: "any", required: true, placeholder: "90" });
const time = h("input", {
  id: "clock-time", type: "text", required: true, placeholder: "2025-06-17T16:40:22Z",
  autocomplete: "off", spellcheck: "false", "aria-describedby": "clock-time-hint",
});

async function take(clock) {
  setClock(await clock);
  tick();
}

const change = (body) => attempt(() => take(send("PUT", "/clock", body)),
  () => (isRunning() ? "The clock runs." : "The clock stands still."));

const advance = (by) => attempt(() => take(send("POST", "/clock/advance", { seconds: by })),
  () => `It is ${shownTime(now())} now.`);

function set(event) {
  event.preventDefault();
  attempt(() => take(send("PUT", "/clock", { now: time.value.trim() })),
    () => `It is ${shownTime(now())} now.`);
}

function tick() {
  face.textContent = shownTime(now());
  state.textContent = isRunning() ? "It runs with the machine's clock." : "It stands still until it is moved.";
  run.textContent = isRunning() ? "Stop the clock" : "Let it run";
}

export const clock = {
  title: "Clock",
  open(main) {
    main.append(
      heading("Clock", "Holds, reservations, tokens and dates follow it"),
      h("div", { class: "card" }, face, state, h("p", { class: "actions" }, run)),
      h("section", { class: "card", "aria-labelledby": "advance-title" },
        h("h2", { id: "advance-title" }, "Move it on"),
        h("p", { class: "actions" }, STEPS.map(([by, words]) =>
          h("button", { type: "button", onclick: () => advance(by) }, `+ ${words}`))),
        h("form", { class: "inline", onsubmit: (event) => {
          event.preventDefault();
          advance(Number(seconds.value));
        } }, field("By seconds", seconds), h("button", {}, "Advance"))),
      h("section", { class: "card", "aria-labelledby": "set-title" },
        h("h2", { id: "set-title" }, "Set it"),
        h("form", { class: "inline", onsubmit: set },
          field("Time", time, "As in 2025-06-17T16:40:22Z. Going back makes nothing undone."),
          h("button", {}, "Set"))));
  },
  async refresh() {},
  tick,
};
