// Faults by rule.

import { get, send } from "./api.js";
import { attempt, empty, field, h, heading, pill, replace, select, table, whenChanged } from "./dom.js";

const KINDS = {
  status: "Answer with a status", delay: "Answer late", resetBeforeExecution: "Cut off before it is done",
  resetAfterExecution: "Do it, then cut off", truncatedBody: "Do it, break the body off",
  malformedBody: "Do it, garble the body",
};

const input = (id, attributes) => h("input", { id, type: "number", inputmode: "numeric", ...attributes });
const kind = select("fault-kind", Object.entries(KINDS), { onchange: adapt });
const status = input("fault-status", { min: 400, max: 599, value: 503, required: true });
const retryAfter = input("fault-retry", { min: 0, placeholder: "none" });
const delay = input("fault-delay", { min: 0, max: 300000, placeholder: "0" });
const operation = select("fault-operation", [["", "Any request"]]);
const after = input("fault-after", { min: 0, placeholder: "0" });
const times = input("fault-times", { min: 1, placeholder: "always" });
const probability = input("fault-probability", { min: 0, max: 1, step: "any", placeholder: "1" });
const statusFields = h("div", { class: "fields" },
  field("Status", status), field("Retry-After, in seconds", retryAfter));
const list = h("div");

const form = h("form", { class: "card", "aria-labelledby": "fault-title", onsubmit: add },
  h("h2", { id: "fault-title" }, "Let something go wrong"),
  h("div", { class: "fields" }, field("What", kind), field("For which requests", operation)),
  statusFields,
  h("div", { class: "fields" },
    field("How often", times), field("Let pass first", after),
    field("Wait first, in milliseconds", delay), field("Probability, 0 to 1", probability)),
  h("p", { class: "actions" }, h("button", { class: "primary" }, "Add the rule")));

function adapt() {
  const isStatus = kind.value === "status";
  statusFields.hidden = !isStatus;
  status.disabled = !isStatus;
  retryAfter.disabled = !isStatus;
  delay.required = kind.value === "delay";
}

const number = (element) => (element.value === "" || element.disabled ? undefined : Number(element.value));

function rule() {
  return {
    fault: kind.value, status: number(status), retryAfterSeconds: number(retryAfter),
    delayMilliseconds: number(delay), operation: operation.value || undefined, after: number(after),
    times: number(times), probability: number(probability),
  };
}

function shownTries({ idempotent, notIdempotent }) {
  const counts = [
    idempotent !== undefined && idempotent !== null && `${idempotent} of what may be repeated`,
    notIdempotent !== undefined && notIdempotent !== null && `${notIdempotent} of what must not be`,
  ].filter(Boolean);
  return counts.length > 0 ? ` A call of this SDK's client tries at most: ${counts.join(", ")}.` : "";
}

function add(event) {
  event.preventDefault();
  attempt(async () => {
    const given = await send("POST", "/faults", rule());
    await faults.refresh();
    return given;
  }, ({ id, tries }) => `Rule ${id} is in force.${shownTries(tries)}`);
}

const remove = (id) => attempt(async () => {
  await send("DELETE", `/faults/${id}`);
  await faults.refresh();
}, `Rule ${id} is gone.`);

const removeAll = () => attempt(async () => {
  await send("DELETE", "/faults");
  await faults.refresh();
}, "Nothing goes wrong any more.");

function words(rule) {
  const some = [
    rule.status && `status ${rule.status}`,
    rule.retryAfterSeconds !== undefined && `Retry-After ${rule.retryAfterSeconds} s`,
    rule.delayMilliseconds && `after ${rule.delayMilliseconds} ms`,
    rule.after && `lets ${rule.after} pass`,
    rule.probability !== undefined && `probability ${rule.probability}`,
  ];
  return some.filter(Boolean).join(", ");
}

const isSpent = ({ rule, hits }) => rule.times !== undefined && hits >= rule.times;

const row = (report) => ({
  cells: [
    h("div", {}, h("strong", {}, `${report.id}. ${KINDS[report.rule.fault] ?? report.rule.fault}`),
      h("div", { class: "muted" }, words(report.rule))),
    report.rule.operation ? h("code", {}, report.rule.operation) : "any request",
    [pill(`${report.hits} of ${report.rule.times ?? "∞"}`, isSpent(report) ? "plain" : "wait"),
      isSpent(report) && h("span", { class: "muted" }, " spent")],
    h("button", {
      type: "button", class: "danger", id: `fault-${report.id}`, "aria-label": `Remove rule ${report.id}`,
      onclick: () => remove(report.id),
    }, "Remove"),
  ],
});

const show = whenChanged((all) => replace(list, all.length > 0
  ? [table("Rules in force", ["Rule", "For", "Hits", "Take it back"], all.map(row)),
    h("p", { class: "actions below" }, h("button", { type: "button", id: "no-faults", onclick: removeAll },
      "Remove all"))]
  : empty("Nothing goes wrong", "Of several rules, the first that applies to a request is the only one.")));

export const faults = {
  title: "Faults",
  open(main) {
    main.append(heading("Faults", "What the real service cannot be asked for"), form, list);
    adapt();
  },
  async refresh() {
    if (operation.options.length === 1) {
      const { operations } = await get("/");
      if (operation.options.length === 1) {
        operation.append(...operations.map((it) => h("option", { value: it }, it)));
      }
    }
    show((await get("/faults")).faults);
  },
};
