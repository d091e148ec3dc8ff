// Elements without markup: whatever comes from outside is text.

const SVG = "http://www.w3.org/2000/svg";

/** Leaves out the children that are not there. */
const shown = (children) =>
  children.flat(Infinity).filter((it) => it !== undefined && it !== null && it !== false);

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...shown(children));
  return element;
}

/** An element with attributes, listeners (`onclick`) and children. */
export const h = (name, attributes = {}, ...children) =>
  filled(document.createElement(name), attributes, children);

/** The same for a part of a picture. */
export const svg = (name, attributes = {}, ...children) =>
  filled(document.createElementNS(SVG, name), attributes, children);

export const byId = (id) => document.getElementById(id);

/** Puts other children into an element, and leaves the focus where it was, by id. */
export function replace(element, ...children) {
  const focused = element.contains(document.activeElement) && document.activeElement.id;
  element.replaceChildren(...shown(children));
  if (focused) byId(focused)?.focus();
}

/** A word on a coloured ground. */
export const pill = (text, tone = "plain") => h("span", { class: `pill ${tone}` }, text);

export const empty = (title, ...words) =>
  h("div", { class: "empty" }, h("p", { class: "empty-title" }, title), h("p", {}, ...words));

/** A label above its input. */
export const field = (label, input, hint) =>
  h("p", { class: "field" }, h("label", { for: input.id }, label), input,
    hint && h("span", { class: "hint", id: `${input.id}-hint` }, hint));

export const select = (id, options, attributes = {}) =>
  h("select", { id, ...attributes },
    options.map(([value, text]) => h("option", { value }, text)));

/**
 * A table with a hidden caption. On narrow screens rows become cards, in which each cell has its
 * heading; the roles keep it a table to a screen reader nevertheless.
 */
export function table(caption, headings, rows) {
  const cell = (content, index) =>
    h(index === 0 ? "th" : "td", {
      role: index === 0 ? "rowheader" : "cell",
      scope: index === 0 && "row",
      "data-label": headings[index],
    }, h("div", { class: "cell" }, content));
  return h("table", { role: "table" },
    h("caption", { class: "visually-hidden" }, caption),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" },
      headings.map((it) => h("th", { role: "columnheader", scope: "col" }, it)))),
    h("tbody", { role: "rowgroup" }, rows.map(({ cells, ...attributes }) =>
      h("tr", { role: "row", ...attributes }, cells.map(cell)))));
}

/** The head of a view. */
export const heading = (title, words, ...beside) =>
  h("div", { class: "heading" }, h("div", {}, h("h1", {}, title), h("p", { class: "muted" }, words)),
    beside.length > 0 && h("div", { class: "actions" }, ...beside));

let forgotten;

/** Says what came of something, to eyes and screen readers. */
export function say(text, tone = "good") {
  const said = byId("said");
  clearTimeout(forgotten);
  said.className = `toast shown ${tone}`;
  said.textContent = text;
  forgotten = setTimeout(() => { said.className = "toast"; }, tone === "bad" ? 9000 : 4000);
}

/** Does something that may be refused, and says what came of it. */
export async function attempt(action, done) {
  try {
    const result = await action();
    if (done) say(typeof done === "function" ? done(result) : done);
    return true;
  } catch (error) {
    say(error.message, "bad");
    return false;
  }
}

/** Calls back only if what there is to show has changed since. */
export function whenChanged(show) {
  let last;
  return (value, ...more) => {
    const text = JSON.stringify([value, more]);
    if (text === last) return;
    last = text;
    show(value, ...more);
  };
}
