// Direct routing: domains, trunks and routes, and a number to try.

import { get } from "./api.js";
import { empty, h, heading, pill, replace, table, whenChanged } from "./dom.js";
import { picture } from "./picture.js";

const number = h("input", {
  id: "tried-number", type: "tel", placeholder: "+14255550123", autocomplete: "off",
  pattern: "\\+?[0-9]{1,64}", title: "1 to 64 digits, with or without a plus sign before them",
  oninput: () => routing.refresh().catch(() => {}),
});
const verdict = h("p", { class: "verdict", "aria-live": "polite" });
const canvas = h("div");
const drawing = h("div", { class: "drawing", hidden: true }, canvas);
const lists = h("div");

const HEALTH = { ok: "good", active: "good", unknown: "plain" };

function health(trunk) {
  const { tls, ping, overall } = trunk.health;
  const one = (name, { status, reason }) =>
    pill(`${name} ${status}${reason ? `: ${reason}` : ""}`, HEALTH[status] ?? "bad");
  return h("div", { class: "pills" }, one("TLS", tls), one("ping", ping), one("overall", overall));
}

const domainOf = (fqdn, domains) => Object.keys(domains)
  .find((it) => fqdn.toLowerCase() === it.toLowerCase() || fqdn.toLowerCase().endsWith(`.${it.toLowerCase()}`));

const trunkRow = (sip) => ([fqdn, trunk]) => ({
  cells: [
    h("strong", {}, fqdn),
    String(trunk.sipSignalingPort),
    trunk.enabled ? pill("enabled", "good") : pill("disabled", "bad"),
    domainOf(fqdn, sip.domains) ?? h("span", { class: "muted" }, "none"),
    health(trunk),
  ],
});

const routeRow = (matches) => (route, index) => ({
  class: matches?.[index] ? "chosen" : undefined,
  cells: [
    h("div", {}, h("strong", {}, `${index + 1}. ${route.name}`),
      route.description && h("div", { class: "muted" }, route.description)),
    h("code", {}, route.numberPattern),
    route.trunks.length > 0 ? route.trunks.join(", then ") : h("span", { class: "muted" }, "none"),
    matches === undefined ? h("span", { class: "muted" }, "–")
      : matches[index] === null ? pill("takes too long", "bad")
        : matches[index] ? pill("matches", "good") : pill("no", "plain"),
  ],
});

function words(sip, tried, matches) {
  if (!tried) return "Type a number to see which routes it fits.";
  if (matches === undefined) return "A number has 1 to 64 digits, with or without a plus sign before them.";
  const fitting = sip.routes.filter((_, index) => matches[index]);
  if (fitting.length === 0) return `${tried} fits no route.`;
  const [first, ...others] = fitting;
  const trunks = first.trunks.length > 0 ? `over ${first.trunks.join(", then ")}` : "which has no trunks";
  const rest = others.length > 0 ? ` It also fits ${others.map((it) => it.name).join(", ")}.` : "";
  return `${tried} fits ${first.name} first, ${trunks}.${rest}`;
}

let drawn;

const show = whenChanged((sip, tried, matches) => {
  verdict.textContent = words(sip, tried, matches);
  // Without a width there is nobody to see it.
  drawn = () => canvas.clientWidth > 0 && replace(canvas, picture(sip, matches, canvas.clientWidth));
  const trunks = Object.entries(sip.trunks);
  if (trunks.length === 0 && sip.routes.length === 0) {
    drawn = undefined;
    drawing.hidden = true;
    replace(lists, empty("No trunks and no routes yet", "What PATCH /sip puts there is drawn here at once."));
    return;
  }
  drawing.hidden = false;
  drawn();
  replace(lists,
    h("h2", {}, "Routes"), sip.routes.length > 0
      ? table("Routes in their order", ["Route", "Pattern", "Trunks", "The number"], sip.routes.map(routeRow(matches)))
      : h("p", { class: "muted" }, "none"),
    h("h2", {}, "Trunks"), trunks.length > 0
      ? table("Trunks", ["Trunk", "Port", "State", "Domain", "Health"], trunks.map(trunkRow(sip)))
      : h("p", { class: "muted" }, "none"));
});

new ResizeObserver(() => drawn?.()).observe(canvas);

export const routing = {
  title: "Routing",
  open(main) {
    main.append(
      heading("Routing", "Routes are tried from the top; a call takes the first that its number fits"),
      h("div", { class: "card" }, h("p", { class: "field" }, h("label", { for: number.id }, "Try a number"), number), verdict),
      drawing, lists);
  },
  async refresh() {
    const tried = number.value.trim();
    const asks = tried !== "" && number.validity.valid;
    const [sip, trial] = await Promise.all([
      get("/sip"), asks ? get(`/sip/routes?number=${encodeURIComponent(tried)}`) : undefined,
    ]);
    if (tried !== number.value.trim()) return;
    const fits = trial?.routes.length === sip.routes.length;
    show(sip, tried, fits ? trial.routes.map((it) => it.matches) : undefined);
  },
};
