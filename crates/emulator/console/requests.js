// Requests to the service as they come.

import { get, send } from "./api.js";
import { curl } from "./curl.js";
import { attempt, byId, empty, h, heading, pill, replace, say, select, table } from "./dom.js";
import { shownHour, shownTime } from "./time.js";

/** As many as the emulator keeps. */
const KEPT = 1000;
const SHOWN = 200;
const METHODS = { GET: "get", POST: "post", PATCH: "patch", DELETE: "delete" };

const filter = h("input", {
  id: "request-filter", type: "search", placeholder: "Path, operation or body", autocomplete: "off",
  spellcheck: "false", oninput: () => list(),
});
const status = select("request-status", [
  ["", "Any status"], ["2", "2xx, good"], ["4", "4xx, refused"], ["5", "5xx, broken"],
  ["fault", "With a fault"],
], { onchange: () => list() });
const pause = h("button", { type: "button", "aria-pressed": "false", onclick: toggle }, "Pause");
const clear = h("button", { type: "button", class: "danger", onclick: forget }, "Forget all");
const rows = h("div", { class: "master" });
const detail = h("section", { class: "detail", "aria-label": "The chosen request" });
const count = h("p", { class: "muted count", "aria-live": "polite" });

/** Recorded requests with their numbers, the earliest first. */
let known = [];
let last = 0;
let chosen;
let endpoint;

function toggle() {
  const isPaused = pause.getAttribute("aria-pressed") !== "true";
  pause.setAttribute("aria-pressed", isPaused);
  pause.textContent = isPaused ? "Go on" : "Pause";
  if (!isPaused) requests.refresh();
}

function forget() {
  return attempt(async () => {
    await send("DELETE", "/requests");
    await requests.refresh();
  }, "All requests are forgotten.");
}

function tone(request) {
  if (request.status === 0 || request.status >= 500) return "bad";
  return request.status >= 400 ? "wait" : "good";
}

function fits(request) {
  const wanted = status.value;
  if (wanted === "fault" ? request.fault === null : wanted && !String(request.status).startsWith(wanted)) {
    return false;
  }
  const text = filter.value.trim().toLowerCase();
  const searched = [request.method, request.target, decoded(request.target), request.operation,
    request.body];
  return searched.some((it) => it?.toLowerCase().includes(text));
}

function decoded(target) {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function choose(request) {
  chosen = request.number;
  list();
  show(request);
  // On a narrow screen it is below the list.
  if (detail.getBoundingClientRect().top > innerHeight - 120) detail.scrollIntoView();
}

const row = (request) => ({
  class: request.number === chosen ? "chosen" : undefined,
  cells: [
    h("button", {
      type: "button", class: "row", id: `request-${request.number}`,
      "aria-current": request.number === chosen ? "true" : false,
      onclick: () => choose(request),
    }, h("span", { class: `method ${METHODS[request.method] ?? ""}` }, request.method),
    h("span", { class: "target" }, decoded(request.target).split("?")[0])),
    h("div", { class: "pills" },
      pill(request.status === 0 ? "no answer" : request.status, tone(request)),
      request.fault !== null && pill(`fault ${request.fault}`, "bad")),
    h("time", { class: "figure", datetime: request.received, title: shownTime(request.received) },
      shownHour(request.received)),
  ],
});

/** Shows those that fit, the latest first. */
function list() {
  const fitting = known.filter(fits);
  const shown = fitting.slice(-SHOWN).reverse();
  replace(rows, shown.length > 0
    ? table("Requests, the latest first", ["Request", "Answer", "Time"], shown.map(row))
    : known.length > 0 ? empty("No request fits the filter", "Clear it to see all that there are.")
      : empty("No requests yet", "Send one to ", h("code", {}, endpoint ?? "the service"), "."));
  count.textContent = `${shown.length} of ${known.length} shown`;
}

function prettyBody(request) {
  if (request.bodyBase64) return `${request.bodyBase64} (base64)`;
  try {
    return JSON.stringify(JSON.parse(request.body), null, 2);
  } catch {
    return request.body;
  }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say("The command is copied.");
  } catch {
    getSelection().selectAllChildren(byId("curl"));
    say("This browser does not copy for pages like this one. The command is selected.", "bad");
  }
}

function show(request) {
  const command = curl(endpoint, request);
  const headers = Object.entries(request.headers);
  replace(detail,
    h("h2", {}, h("span", { class: `method ${METHODS[request.method] ?? ""}` }, request.method), " ",
      h("span", { class: "target" }, decoded(request.target))),
    h("dl", { class: "facts" },
      h("dt", {}, "Operation"), h("dd", {}, request.operation ?? "none of the service's"),
      h("dt", {}, "Answer"), h("dd", {}, pill(request.status || "no answer", tone(request))),
      h("dt", {}, "Came"), h("dd", {}, shownTime(request.received)),
      request.fault !== null && [h("dt", {}, "Fault"), h("dd", {}, `rule ${request.fault}`)]),
    h("h3", {}, "Headers"),
    h("dl", { class: "facts code" }, headers.map(([name, value]) =>
      [h("dt", {}, name), h("dd", {}, value)])),
    (request.body || request.bodyBase64) && [h("h3", {}, "Body"),
      h("pre", { tabindex: "0", "aria-label": "Body" }, prettyBody(request))],
    h("div", { class: "with-action" }, h("h3", {}, "Replay"),
      h("button", { type: "button", id: "copy-curl", onclick: () => copy(command) }, "Copy")),
    h("pre", { id: "curl", tabindex: "0", "aria-label": "The request as a command" }, command),
    h("p", { class: "hint" }, "Put a token into ", h("code", {}, "ACS_TOKEN"),
      " first: ", h("code", {}, "token"), " in the ready line. None is recorded."));
}

export const requests = {
  title: "Requests",
  open(main) {
    main.append(
      heading("Requests", "As they come, without credentials", pause, clear),
      h("div", { class: "tools" },
        h("label", { for: filter.id, class: "visually-hidden" }, "Filter the requests"), filter,
        h("label", { for: status.id, class: "visually-hidden" }, "Status"), status),
      count,
      h("div", { class: "panes" }, rows, detail));
    list();
    if (chosen === undefined) {
      replace(detail, h("p", { class: "muted" }, "Choose a request to see all of it."));
    }
  },
  async refresh() {
    endpoint ??= (await get("/")).endpoint;
    if (pause.getAttribute("aria-pressed") === "true") return;
    const asked = last;
    const since = await get(`/requests?after=${asked}`);
    // Another refresh was faster.
    if (asked !== last) return;
    if (since.last < last) {
      // Another emulator has taken the place of the one that was here.
      [known, last] = [[], 0];
      return requests.refresh();
    }
    const before = known.length;
    const first = since.last - since.requests.length + 1;
    known.push(...since.requests.map((it, index) => ({ ...it, number: first + index })));
    known = known.filter((it) => it.number >= since.first).slice(-KEPT);
    if (since.requests.length > 0 || known.length !== before || last === 0) list();
    last = since.last;
  },
};
