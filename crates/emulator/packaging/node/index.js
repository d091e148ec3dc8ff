"use strict";

const { AdminError } = require("./lib/admin.js");
const { binaryPath } = require("./lib/binary.js");
const { startEmulator } = require("./lib/emulator.js");

// Written out, so that an ES module can import each by its name.
exports.AdminError = AdminError;
exports.binaryPath = binaryPath;
exports.startEmulator = startEmulator;
