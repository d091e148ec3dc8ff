"use strict";

const { existsSync } = require("node:fs");

const VARIABLE = "ACS_EMULATOR_BINARY";

/** The path of the program, which comes in a package for each platform. */
function binaryPath() {
  const chosen = process.env[VARIABLE];
  if (chosen) return chosen;
  const name = `acs-emulator-${process.platform}-${process.arch}`;
  const program = process.platform === "win32" ? "acs-emulator.exe" : "acs-emulator";
  try {
    const path = require.resolve(`${name}/bin/${program}`);
    if (existsSync(path)) return path;
  } catch {
    // Told below.
  }
  throw new Error(
    `the package ${name} with the program is missing; install acs-emulator again with optional ` +
      `dependencies, or name a program in ${VARIABLE}`,
  );
}

exports.binaryPath = binaryPath;
