// The numbers that the resource owns.

import { get } from "./api.js";
import { empty, h, heading, pill, replace, table, whenChanged } from "./dom.js";
import { shownTime } from "./time.js";

const PAGE = 50;
const TYPES = { geographic: "Geographic", tollFree: "Toll-free", mobile: "Mobile" };

const search = h("input", {
  id: "number-search", type: "search", placeholder: "Digits, country or type",
  autocomplete: "off", spellcheck: "false",
  oninput: () => { skip = 0; numbers.refresh(); },
});
const list = h("div");
const count = h("p", { class: "muted count", "aria-live": "polite" });
const earlier = h("button", { type: "button", onclick: () => turn(-PAGE) }, "Previous");
const later = h("button", { type: "button", onclick: () => turn(PAGE) }, "Next");
const pages = h("div", { class: "pages" }, count, h("div", { class: "actions" }, earlier, later));
let skip = 0;

function turn(by) {
  skip = Math.max(0, skip + by);
  numbers.refresh();
}

const capability = (name, value) =>
  h("span", { class: "capability" }, `${name} `, pill(value === "none" ? "no" : value,
    value === "none" ? "plain" : "accent"));

const row = (it) => ({
  cells: [
    h("span", { class: "number strong" }, it.phoneNumber),
    TYPES[it.phoneNumberType] ?? it.phoneNumberType,
    it.countryCode,
    [capability("calls", it.capabilities.calling), " ", capability("SMS", it.capabilities.sms)],
    it.assignmentType,
    h("span", { class: "figure" }, `${it.cost.amount.toFixed(2)} ${it.cost.currencyCode}`),
    h("span", { class: "figure" }, shownTime(it.purchaseDate).slice(0, 10)),
  ],
});

const show = whenChanged(({ total, phoneNumbers }) => {
  const headings = ["Number", "Type", "Country", "Can do", "For", "A month", "Since"];
  replace(list, phoneNumbers.length > 0
    ? table("Owned numbers", headings, phoneNumbers.map(row))
    : empty(search.value ? "No owned number fits the search" : "No numbers yet",
      search.value ? "Search for some digits, a country such as US, or a type such as tollFree."
        : "What is purchased is here at once."));
  const last = skip + phoneNumbers.length;
  count.textContent = total === 0 ? "none"
    : `${(skip + 1).toLocaleString("en")} to ${last.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  earlier.disabled = skip === 0;
  later.disabled = last >= total;
});

export const numbers = {
  title: "Numbers",
  open(main) {
    main.append(
      heading("Numbers", "Owned by the resource"),
      h("div", { class: "tools" }, h("label", { for: search.id, class: "visually-hidden" },
        "Search the numbers"), search),
      list, pages);
  },
  async refresh() {
    const asked = `${search.value}|${skip}`;
    const found = await get(`/numbers?search=${encodeURIComponent(search.value)}&skip=${skip}&top=${PAGE}`);
    // An earlier answer may come after that to what was typed since.
    if (asked !== `${search.value}|${skip}`) return;
    if (found.phoneNumbers.length === 0 && skip > 0) {
      turn(-PAGE);
      return;
    }
    show(found, skip);
  },
};
