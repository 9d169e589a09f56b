// The virtual time of a platform in another process.
import { setTimeout as sleep } from "node:timers/promises";

export interface Time {
  /** Virtual epoch ms, once all that is due has been done. Services must have had a request: they start at the first one. */
  readonly settle: (advanceMs?: number) => Promise<number>;
  readonly now: () => Promise<number>;
}

export function timeOf(endpoint: string): Time {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    return (await fetch(`${endpoint}/_forebay/${path}`, init)).json();
  };
  const now = async () => ((await ask("clock")) as { epochMs: number }).epochMs;
  const isBusy = async (): Promise<boolean> => {
    const { jobs } = (await ask("jobs")) as { jobs: { dueMs: number; running: boolean }[] };
    const nowMs = await now();
    return jobs.some(({ dueMs, running }) => running || dueMs <= nowMs);
  };
  const settle = async (advanceMs = 0) => {
    if (advanceMs > 0) await ask("clock", { advanceMs });
    while (await isBusy()) await sleep(10);
    return now();
  };
  return { settle, now };
}
