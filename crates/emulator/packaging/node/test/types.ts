// Compiled only: the declarations describe what the package does.

import { AdminError, startEmulator, type FaultRule } from "acs-emulator";

export async function use(): Promise<string[]> {
  await using emulator = await startEmulator({ tls: true, args: ["--random-seed", "1"] });
  const rule: FaultRule = { fault: "status", status: 429, retryAfterSeconds: 1, times: 1 };
  const id: number = await emulator.admin.addFault(rule);
  const now: Date = await emulator.admin.setClock({ running: false });
  await emulator.admin.script("search", { advance: "polls", pending: ["running"] });
  try {
    await emulator.admin.removeFault(id);
  } catch (error) {
    if (error instanceof AdminError) console.log(error.status, error.reason, now);
  }
  // @ts-expect-error there is no such fault
  await emulator.admin.addFault({ fault: "nonsense" });
  return emulator.admin.ownedNumbers();
}
