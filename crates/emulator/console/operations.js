// Long-running operations, and the statuses that each has had.

import { get, send } from "./api.js";
import { attempt, empty, h, heading, pill, replace, table, whenChanged } from "./dom.js";
import { shownHour, shownSince, shownTime } from "./time.js";

const KINDS = {
  search: "Search", purchase: "Purchase", releasePhoneNumber: "Release",
  updatePhoneNumberCapabilities: "Change of capabilities", reservationPurchase: "Purchase of a reservation",
};
const TONES = { notStarted: "plain", running: "wait", succeeded: "good", failed: "bad" };
const SHOWN = 200;

const list = h("div");
const count = h("p", { class: "muted count" });

function way(steps) {
  const first = Date.parse(steps[0]?.at);
  return h("ol", { class: "way" }, steps.map((step, index) => h("li", {},
    pill(step.status, TONES[step.status]),
    h("time", { datetime: step.at, title: shownTime(step.at) },
      index === 0 ? shownHour(step.at) : shownSince(Date.parse(step.at) - first)))));
}

const end = (operation, how, body, words) => attempt(async () => {
  await send("POST", `/operations/${encodeURIComponent(operation.id)}/${how}`, body);
  await operations.refresh();
}, words);

function actions(operation) {
  const kind = KINDS[operation.kind] ?? operation.kind;
  const failure = { code: "InternalError", message: "Ended by hand in the console." };
  return h("div", { class: "actions close" },
    h("button", {
      type: "button", id: `complete-${operation.id}`, "aria-label": `Complete ${operation.id}`,
      onclick: () => end(operation, "complete", undefined, `${kind} completed.`),
    }, "Complete"),
    h("button", {
      type: "button", class: "danger", id: `fail-${operation.id}`, "aria-label": `Fail ${operation.id}`,
      onclick: () => end(operation, "fail", failure, `${kind} failed, as you wished.`),
    }, "Fail"));
}

const isPending = ({ status }) => status === "notStarted" || status === "running";

const row = (operation) => ({
  cells: [
    h("div", {}, h("strong", {}, KINDS[operation.kind] ?? operation.kind),
      h("code", { class: "id" }, operation.id)),
    h("div", {}, way(operation.steps), operation.error
      && h("p", { class: "problem" }, `${operation.error.code}: ${operation.error.message}`)),
    isPending(operation) ? actions(operation) : h("span", { class: "muted" }, "ended"),
  ],
});

const show = whenChanged((all) => {
  const latest = all.slice(-SHOWN).reverse();
  replace(list, latest.length > 0
    ? table("Operations", ["Operation", "Way", "By hand"], latest.map(row))
    : empty("No operations yet", "Searches, purchases, releases and changes of capabilities appear here, with every status that a poll has seen."));
  count.textContent = all.length > SHOWN ? `the latest ${SHOWN} of ${all.length}` : "";
});

export const operations = {
  title: "Operations",
  open(main) {
    main.append(heading("Operations", "Long-running ones, the latest first"), list, count);
  },
  async refresh() {
    show((await get("/operations")).operations);
  },
};
