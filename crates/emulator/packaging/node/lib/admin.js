"use strict";

/** A request that the admin API refused, with its reason. */
class AdminError extends Error {
  constructor(status, reason) {
    super(`${status}: ${reason}`);
    this.name = "AdminError";
    this.status = status;
    this.reason = reason;
  }
}

/** The admin API of one emulator. `index.d.ts` describes each method. */
class Admin {
  #endpoint;
  #token;

  constructor(endpoint, token) {
    this.#endpoint = endpoint;
    this.#token = token;
  }

  get endpoint() {
    return this.#endpoint;
  }

  async request(method, path, body) {
    const headers = {};
    if (body !== undefined) headers["content-type"] = "application/json";
    if (this.#token) headers.authorization = `Bearer ${this.#token}`;
    const answer = await fetch(new URL(path, this.#endpoint), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new AdminError(answer.status, reason(text));
    return text ? JSON.parse(text) : undefined;
  }

  async reset() {
    await this.request("POST", "/reset");
  }

  async now() {
    return time(await this.request("GET", "/clock"));
  }

  async setClock({ now, running } = {}) {
    const body = { now: now && new Date(now).toISOString(), running };
    return time(await this.request("PUT", "/clock", body));
  }

  async advance(seconds) {
    return time(await this.request("POST", "/clock/advance", { seconds }));
  }

  async addFault(rule) {
    return (await this.request("POST", "/faults", rule)).id;
  }

  async faults() {
    return (await this.request("GET", "/faults")).faults;
  }

  async removeFault(id) {
    await this.request("DELETE", `/faults/${id}`);
  }

  async clearFaults() {
    await this.request("DELETE", "/faults");
  }

  async requests(operation) {
    const query = operation ? `?operation=${encodeURIComponent(operation)}` : "";
    return (await this.request("GET", `/requests${query}`)).requests;
  }

  async clearRequests() {
    await this.request("DELETE", "/requests");
  }

  async snapshots() {
    return (await this.request("GET", "/snapshots")).snapshots;
  }

  async saveSnapshot(name) {
    await this.request("PUT", `/snapshots/${encodeURIComponent(name)}`);
  }

  async restoreSnapshot(name) {
    await this.request("POST", `/snapshots/${encodeURIComponent(name)}/restore`);
  }

  async script(kind, script) {
    await this.request(script ? "PUT" : "DELETE", `/scripts/${kind}`, script ?? undefined);
  }

  async ownedNumbers() {
    return (await this.request("GET", "/numbers/owned")).phoneNumbers;
  }
}

function time(answer) {
  return new Date(answer.now);
}

function reason(text) {
  try {
    return JSON.parse(text).error ?? text;
  } catch {
    return text;
  }
}

exports.Admin = Admin;
exports.AdminError = AdminError;
