// The guide is followed word by word: its commands run, and print what it says.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";

/** The commands of the guide, each with the output that is promised. */
function commands(guide) {
  const found = [];
  for (const [, block] of guide.matchAll(/```console\n(.*?)```/gs)) {
    for (const line of block.trimEnd().split("\n")) {
      const last = found.at(-1);
      if (line.startsWith("$ ")) found.push({ command: line.slice(2), output: [] });
      else if (line.startsWith("> ")) last.command += `\n${line.slice(2)}`;
      else last.output.push(line);
    }
  }
  return found;
}

/** A text in which anything may stand for `…`. */
const pattern = (text) =>
  new RegExp(`^${text.split("…").map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`);

test("the guide is true", (t) => {
  const guide = commands(readFileSync(process.env.ACS_GUIDE, "utf8"));
  assert.ok(guide.length > 20);
  const folder = mkdtempSync(join(tmpdir(), "acs-guide-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const mark = "--- command";
  const script = guide.map(({ command }) => `echo '${mark}'\n${command}`).join("\n");
  const path = [dirname(process.env.ACS_EMULATOR_PROGRAM), process.env.PATH].join(delimiter);
  const { stdout, status } = spawnSync("sh", ["-c", `exec 2>&1\n${script}`], {
    cwd: folder, encoding: "utf8", timeout: 120_000, env: { ...process.env, PATH: path },
  });
  // The emulator's log comes in between, whenever it likes.
  const log = /\d{4}-\d\d-\d\dT\S+ +(INFO|WARN)[^\n]*\n/g;
  const outputs = stdout.replaceAll(log, "").split(`${mark}\n`).slice(1);
  for (const [index, { command, output }] of guide.entries()) {
    const lines = (outputs[index] ?? "").split("\n").filter((it) => it !== "");
    assert.match(lines.join("\n"), pattern(output.join("\n")), command);
  }
  assert.equal(status, 0, stdout);
});
