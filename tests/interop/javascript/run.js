// Runs the tests, one file after the other, because they share the emulator. Node.js 18 has no
// switch for that.

import { readdirSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const files = readdirSync(".").filter((name) => name.endsWith(".test.js"));
run({ files, concurrency: 1 })
  .on("test:fail", () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
