// Runs the tests, two files at a time: each test has an emulator of its own.

import { readdirSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const only = process.env.ACS_CONSOLE_TESTS ?? "";
const files = readdirSync(".").filter((name) => name.endsWith(".test.js") && name.startsWith(only));
run({ files, concurrency: 2 })
  .on("test:fail", () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .pipe(process.stdout);
