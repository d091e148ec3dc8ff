// Routes on the left, trunks on the right, and lines in the order in which a call tries them.

import { svg } from "./dom.js";

const [ROW, BOX, TOP] = [58, 44, 8];
/** About as wide as a letter of the labels. */
const LETTER = 7.4;

function shortened(text, width) {
  const most = Math.max(4, Math.floor((width - 24) / LETTER));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function box({ x, y, width, title, under, kind }) {
  return svg("g", { class: `box ${kind}` },
    svg("title", {}, `${title}\n${under}`),
    svg("rect", { x, y, width, height: BOX, rx: 10 }),
    svg("text", { x: x + 12, y: y + 19, class: "name" }, shortened(title, width)),
    svg("text", { x: x + 12, y: y + 35, class: "under" }, shortened(under, width)));
}

function line(from, to, order, isOn) {
  const middle = (from.x + to.x) / 2;
  // On the curve, where the lines of one route have parted and those to one trunk have not met.
  const [x, y] = [from.x + (to.x - from.x) * 0.424, from.y + (to.y - from.y) * 0.352];
  return svg("g", { class: `edge${isOn ? " on" : ""}` },
    svg("path", { d: `M${from.x} ${from.y} C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}` }),
    order && [svg("circle", { cx: x, cy: y, r: 8.5 }), svg("text", { x, y: y + 3.8 }, order)]);
}

/** The picture in words, for those who do not see it. */
function described(sip) {
  const routes = sip.routes.map((it) =>
    `${it.name}: ${it.trunks.length > 0 ? it.trunks.join(", then ") : "no trunks"}`);
  return `Routes and their trunks. ${routes.join(". ")}`;
}

/** The picture in so many pixels; `matches` says of each route if the tried number fits it. */
export function picture(sip, matches, width) {
  const trunks = Object.entries(sip.trunks);
  const gap = Math.max(56, width * 0.22);
  const column = (width - gap) / 2 - 2;
  const rows = Math.max(sip.routes.length, trunks.length);
  const height = rows * ROW + TOP;
  /** The shorter column stands in the middle of the longer one. */
  const at = (count, index) => TOP + index * ROW + ((rows - count) * ROW) / 2;
  const first = matches?.indexOf(true) ?? -1;
  const right = width - column - 1;
  const place = new Map(trunks.map(([fqdn], index) => [fqdn.toLowerCase(), at(trunks.length, index)]));
  const used = new Set((sip.routes[first]?.trunks ?? []).map((it) => it.toLowerCase()));

  const fit = (index) => {
    if (matches === undefined) return "";
    if (index === first) return "on";
    return matches[index] ? "also" : "off";
  };
  const use = (fqdn) => (first < 0 ? "" : used.has(fqdn.toLowerCase()) ? "on" : "off");

  const lines = sip.routes.flatMap((route, index) => route.trunks.map((fqdn, order) => ({
    from: { x: column + 1, y: at(sip.routes.length, index) + BOX / 2 },
    to: { x: right, y: place.get(fqdn.toLowerCase()) + BOX / 2 },
    order: route.trunks.length > 1 ? order + 1 : undefined,
    isOn: index === first,
  }))).filter((it) => !Number.isNaN(it.to.y));
  // What is on lies above the rest.
  lines.sort((one, other) => one.isOn - other.isOn);

  return svg("svg", {
    role: "img", "aria-label": described(sip), viewBox: `0 0 ${width} ${height}`, width, height,
    class: first >= 0 ? "tried" : "",
  },
  lines.map((it) => line(it.from, it.to, it.order, it.isOn)),
  sip.routes.map((route, index) => box({
    x: 1, y: at(sip.routes.length, index), width: column, kind: `route ${fit(index)}`,
    title: `${index + 1}. ${route.name}`, under: route.numberPattern,
  })),
  trunks.map(([fqdn, trunk], index) => box({
    x: right, y: at(trunks.length, index), width: column,
    kind: `trunk ${trunk.enabled ? "" : "disabled"} ${use(fqdn)}`,
    title: fqdn, under: trunk.enabled ? `port ${trunk.sipSignalingPort}` : "disabled",
  })));
}
