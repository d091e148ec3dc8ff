#!/usr/bin/env node
"use strict";

const { spawn } = require("node:child_process");

const { binaryPath } = require("../lib/binary.js");

const child = spawn(binaryPath(), process.argv.slice(2), { stdio: "inherit" });
// A terminal tells both of ctrl-c, and the program ends in its own time.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => {
  console.error(error.message);
  process.exitCode = 127;
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
