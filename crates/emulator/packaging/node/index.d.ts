/** Options for an emulator. */
export interface StartOptions {
  /**
   * Speak HTTPS as well, on the same port. Node.js trusts its certificate only if
   * `NODE_EXTRA_CA_CERTS` named it at the start of the process; `acs-emulator --tls -- COMMAND`
   * sees to that.
   */
  tls?: boolean;
  /** More for the command line of the program, such as `["--clock", "2026-01-05T10:00:00Z"]`. */
  args?: readonly string[];
  /** Milliseconds to get ready in; 30,000 unless given. */
  timeout?: number;
}

/**
 * Starts an emulator and resolves when it is ready.
 *
 * It ends with {@link Emulator.stop}, or with the process that started it.
 *
 * @throws If the program is missing, or did not get ready; the message has what it said.
 */
export function startEmulator(options?: StartOptions): Promise<Emulator>;

/**
 * The path of the program; the environment variable `ACS_EMULATOR_BINARY` names another one.
 *
 * @throws If the package for this platform was not installed.
 */
export function binaryPath(): string;

/** A running emulator. */
export interface Emulator extends AsyncDisposable {
  /** Where the service is, over HTTP. */
  readonly endpoint: string;
  /** The same over HTTPS, with `tls`. */
  readonly httpsEndpoint: string | undefined;
  /** Endpoint and access key; over HTTPS with `tls`. */
  readonly connectionString: string;
  /** The access key alone. */
  readonly accessKey: string;
  /** A bearer token, good for a day. */
  readonly token: string;
  /** The certificate to trust, as a PEM file, with `tls`. */
  readonly caFile: string | undefined;
  /** Options with which the official clients accept HTTP. */
  readonly clientOptions: { allowInsecureConnection: boolean };
  /** The admin API. */
  readonly admin: Admin;
  /** The whole ready line. */
  readonly ready: Readonly<Record<string, string>>;
  /** Ends it. Does nothing if it has ended. */
  stop(): Promise<void>;
}

/**
 * The admin API: what a test can do that the real service does not offer. The emulator's
 * `docs/admin-api.md` describes all of it. Each method rejects with an {@link AdminError} if the
 * request is refused.
 */
export interface Admin {
  readonly endpoint: string;
  /** Puts everything but snapshots back as it was at the start. */
  reset(): Promise<void>;
  /** The time on the emulator's clock. */
  now(): Promise<Date>;
  /** Sets the clock, stops it or lets it run; what is left out stays. */
  setClock(clock: { now?: Date | string; running?: boolean }): Promise<Date>;
  /** Moves the clock forward, and lets happen what the new time brings. */
  advance(seconds: number): Promise<Date>;
  /** Makes something go wrong, and resolves to the id of the rule. */
  addFault(rule: FaultRule): Promise<number>;
  /** The rules, each with how often it applied. */
  faults(): Promise<{ id: number; rule: FaultRule; hits: number }[]>;
  removeFault(id: number): Promise<void>;
  clearFaults(): Promise<void>;
  /** The requests that were answered, all or those of one operation. */
  requests(operation?: string): Promise<RecordedRequest[]>;
  clearRequests(): Promise<void>;
  /** The names of the snapshots. */
  snapshots(): Promise<string[]>;
  /** Keeps the state under a name. */
  saveSnapshot(name: string): Promise<void>;
  /** Puts everything back as it was when the snapshot was saved. */
  restoreSnapshot(name: string): Promise<void>;
  /** Chooses how operations of a kind that start from now on run; `null` takes the usual way. */
  script(kind: OperationKind, script: OperationScript | null): Promise<void>;
  /** The numbers that the resource owns. */
  ownedNumbers(): Promise<string[]>;
  /** Any other request; resolves to the JSON of the answer, if it has one. */
  request(method: string, path: string, body?: unknown): Promise<any>;
}

/** What goes wrong, for which requests and how often. */
export interface FaultRule {
  fault:
    | "status"
    | "delay"
    | "resetBeforeExecution"
    | "resetAfterExecution"
    | "truncatedBody"
    | "malformedBody";
  /** For `status`: 400 to 599. */
  status?: number;
  retryAfterSeconds?: number;
  delayMilliseconds?: number;
  /** The id of an operation, such as `PhoneNumbers_GetByNumber`; every request if left out. */
  operation?: string;
  /** How many requests to let pass first. */
  after?: number;
  /** How often it applies; always if left out. */
  times?: number;
  probability?: number;
  seed?: number;
}

/** A request and its fate. */
export interface RecordedRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body?: string | null;
  bodyBase64?: string;
  received: string;
  operation: string | null;
  /** 0 if the request was left without an answer. */
  status: number;
  /** The id of the fault's rule that applied. */
  fault: number | null;
}

export type OperationKind =
  | "search"
  | "purchase"
  | "releasePhoneNumber"
  | "updatePhoneNumberCapabilities"
  | "reservationPurchase";

export type OperationScript =
  | { advance: "polls"; pending?: ("notStarted" | "running")[]; error?: OperationError | null }
  | { advance: "time"; seconds: number; error?: OperationError | null }
  | { advance: "told"; status: "notStarted" | "running" };

export interface OperationError {
  code: string;
  message: string;
  target?: string;
}

/** A request that the admin API refused. */
export class AdminError extends Error {
  readonly status: number;
  readonly reason: string;
}
