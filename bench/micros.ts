// How long a call takes that is too quick to be timed by itself.
import { median } from "./report.ts";

const ROUNDS = 7;
const ROUND_MS = 60;

/** Microseconds of processor time a call, the median of some rounds: what else the machine does is not counted. */
export function micros(action: () => unknown): number {
  const rounds: number[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    let calls = 0;
    const start = performance.now();
    const used = process.cpuUsage();
    while (performance.now() - start < ROUND_MS) {
      for (let call = 0; call < 10; call += 1) action();
      calls += 10;
    }
    const { user, system } = process.cpuUsage(used);
    if (round >= 0) rounds.push((user + system) / calls);
  }
  return median(rounds);
}
