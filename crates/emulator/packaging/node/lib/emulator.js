"use strict";

const { spawn } = require("node:child_process");
const { once } = require("node:events");
const { createInterface } = require("node:readline");

const { Admin } = require("./admin.js");
const { binaryPath } = require("./binary.js");

const STARTING = 30_000;
const STOPPING = 10_000;
/** Enough of what a program said to find out why it did not start. */
const REMEMBERED = 16_384;

/** A running emulator. `index.d.ts` describes each member. */
class Emulator {
  #child;

  constructor(child, ready) {
    this.#child = child;
    this.ready = ready;
    this.endpoint = ready.endpoint;
    this.httpsEndpoint = ready.httpsEndpoint;
    this.connectionString = ready.connectionString;
    this.accessKey = /accesskey=(.*)$/.exec(ready.connectionString)[1];
    this.token = ready.token;
    this.caFile = ready.caFile;
    this.admin = new Admin(ready.adminEndpoint, ready.adminToken);
    this.clientOptions = { allowInsecureConnection: true };
  }

  async stop() {
    await end(this.#child);
  }

  async [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    await this.stop();
  }
}

async function startEmulator({ tls = false, args = [], timeout = STARTING } = {}) {
  const options = ["--log-level", "warn", ...(tls ? ["--tls"] : []), ...args];
  const child = spawn(binaryPath(), options, { stdio: ["ignore", "pipe", "pipe"] });
  // It ends with this process, and a test runner need not wait for it.
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.removeListener("exit", kill));
  const log = remember(child.stderr);
  try {
    const emulator = new Emulator(child, JSON.parse(await firstLine(child, timeout)));
    for (const held of [child, child.stdout, child.stderr]) held.unref();
    return emulator;
  } catch (error) {
    await end(child);
    throw new Error(`acs-emulator ${options.join(" ")}\n${log().trim() || error.message}`);
  }
}

/** The first line of its output. Fails if it cannot be run, ends, or takes too long. */
async function firstLine(child, timeout) {
  const lines = createInterface({ input: child.stdout });
  const signal = AbortSignal.timeout(timeout);
  const late = new Error(`it was not ready in ${timeout} ms`);
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(late), { once: true });
    child.once("error", reject);
    lines.once("line", resolve);
    // "close" comes after all of its output, so the reason is there.
    child.once("close", (code) => reject(new Error(`it ended with exit code ${code}`)));
  });
}

/** Reads a stream to its end, and returns a function for the latest part of it. */
function remember(stream) {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (more) => {
    text = (text + more).slice(-REMEMBERED);
  });
  return () => text;
}

async function end(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const ended = once(child, "exit");
  child.kill();
  const patience = setTimeout(() => child.kill("SIGKILL"), STOPPING);
  await ended;
  clearTimeout(patience);
}

exports.startEmulator = startEmulator;
