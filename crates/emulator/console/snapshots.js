// States to come back to.

import { get, send } from "./api.js";
import { attempt, empty, field, h, heading, replace, table, whenChanged } from "./dom.js";

const name = h("input", {
  id: "snapshot-name", type: "text", required: true, maxlength: 100, placeholder: "bought",
  autocomplete: "off",
});
const file = h("input", { id: "snapshot-file", type: "file", accept: ".json,application/json", required: true });
const list = h("div");
let names = [];

const path = (of, more = "") => `/snapshots/${encodeURIComponent(of)}${more}`;

const then = (action) => async () => {
  await action();
  await snapshots.refresh();
};

function save(event) {
  event.preventDefault();
  const given = name.value.trim();
  if (given === "") return;
  const words = names.includes(given) ? `Snapshot “${given}” is replaced.` : `Snapshot “${given}” is saved.`;
  attempt(then(async () => {
    await send("PUT", path(given));
    name.value = "";
  }), words);
}

function load(event) {
  event.preventDefault();
  const [given] = file.files;
  const as = given.name.replace(/\.json$/i, "");
  attempt(then(async () => {
    await send("PUT", path(as), await given.text());
    event.target.reset();
  }), `Snapshot “${as}” is there. Restore it to go on from it.`);
}

async function download(of) {
  const text = JSON.stringify(await get(path(of)));
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: url, download: `${of}.json` }).click();
  URL.revokeObjectURL(url);
}

const reset = () => attempt(then(() => send("POST", "/reset")), "Everything is as at the start.");

const row = (of, index) => ({
  cells: [
    h("strong", {}, of),
    h("div", { class: "actions" },
      h("button", {
        type: "button", class: "primary", id: `restore-${index}`, "aria-label": `Restore ${of}`,
        onclick: () => attempt(then(() => send("POST", path(of, "/restore"))), `Everything is as it was in “${of}”.`),
      }, "Restore"),
      h("button", {
        type: "button", id: `download-${index}`, "aria-label": `Download ${of}`,
        onclick: () => attempt(() => download(of), `“${of}” is downloaded. acs-emulator --from starts from it.`),
      }, "Download"),
      h("button", {
        type: "button", class: "danger", id: `delete-${index}`, "aria-label": `Delete ${of}`,
        onclick: () => attempt(then(() => send("DELETE", path(of))), `Snapshot “${of}” is gone.`),
      }, "Delete")),
  ],
});

const show = whenChanged((all) => {
  names = all;
  replace(list, all.length > 0
    ? table("Snapshots", ["Snapshot", "What to do with it"], all.map(row))
    : empty("No snapshots yet", "Save one before a test changes things, and come back as often as you like."));
});

export const snapshots = {
  title: "Snapshots",
  open(main) {
    main.append(
      heading("Snapshots", "Numbers, holds, operations, routing and time, to come back to",
        h("button", { type: "button", class: "danger", onclick: reset }, "Back to the start")),
      h("form", { class: "card inline", onsubmit: save },
        field("Save everything as it is under the name", name), h("button", { class: "primary" }, "Save")),
      list,
      h("form", { class: "card inline", onsubmit: load },
        field("Take a snapshot from a file", file), h("button", {}, "Load")));
  },
  async refresh() {
    show((await get("/snapshots")).snapshots);
  },
};
