// The job runner on the virtual clock, with a store in memory.
import { afterEach, describe, expect, test, vi } from "vitest";
import { VirtualClock } from "./clock.ts";
import { JobRunner, type JobStore, type StoredTimer } from "./job-runner.ts";
import type { Job } from "./service.ts";

const HOUR_MS = 3_600_000;

class MemoryStore implements JobStore {
  readonly timers = new Map<string, StoredTimer>();
  #revision = 0;

  put(key: string, dueMs: number, more: Partial<StoredTimer> = {}): void {
    const revision = String(++this.#revision);
    const timer = { service: "s", kind: "k", key, dueMs, failures: 0, lastError: undefined, ...more, revision };
    this.timers.set(key, timer);
  }

  list(limit: number): Promise<StoredTimer[]> {
    return Promise.resolve([...this.timers.values()].sort((a, b) => a.dueMs - b.dueMs).slice(0, limit));
  }

  settle(timer: StoredTimer, next: StoredTimer | undefined): Promise<void> {
    if (this.timers.get(timer.key)?.revision === timer.revision) {
      if (next) this.put(timer.key, next.dueMs, next);
      else this.timers.delete(timer.key);
    }
    return Promise.resolve();
  }
}

const runners: JobRunner[] = [];
afterEach(() => Promise.all(runners.splice(0).map((runner) => runner.close(Promise.resolve()))));

function setUp(run: (job: Job, clock: VirtualClock) => Promise<void | { againAtMs: number }>) {
  const clock = new VirtualClock();
  const store = new MemoryStore();
  const onFailure = vi.fn<(timer: StoredTimer, error: unknown) => void>();
  const runner = new JobRunner({ clock, store, run: (_, job) => run(job, clock), onFailure });
  runners.push(runner);
  return { clock, store, runner, onFailure };
}

describe("JobRunner", () => {
  test("runs what is due in the order of due times, and forgets it", async () => {
    const ran: string[] = [];
    const { clock, store, runner } = setUp(async ({ key }) => void ran.push(key));
    store.put("second", clock.now() - 1);
    store.put("first", clock.now() - 2);
    store.put("later", clock.now() + HOUR_MS);
    await runner.settled();
    expect(ran).toEqual(["first", "second"]);
    expect([...store.timers.keys()]).toEqual(["later"]);
  });

  test("a move of the clock makes timers due", async () => {
    const ran: string[] = [];
    const { clock, store, runner } = setUp(async ({ key }) => void ran.push(key));
    store.put("later", clock.now() + HOUR_MS);
    await runner.settled();
    clock.advance(HOUR_MS);
    await runner.settled();
    expect(ran).toEqual(["later"]);
  });

  test("wake alone is enough: nobody needs to look", async () => {
    const ran = withResolvers();
    const { clock, store, runner } = setUp(async () => ran.resolve(undefined));
    store.put("soon", clock.now() + 20);
    runner.wake(clock.now() + 20);
    await ran.promise;
  });

  test("a failure is tried again after a backoff that doubles, and is counted", async () => {
    const attempts: number[] = [];
    const { clock, store, runner, onFailure } = setUp(({ attempt }) => {
      attempts.push(attempt);
      return attempt < 3 ? Promise.reject(new Error("not yet")) : Promise.resolve();
    });
    store.put("stubborn", clock.now());
    await runner.settled();
    expect(store.timers.get("stubborn")).toMatchObject({ failures: 1, lastError: "not yet" });
    clock.advance(1_000);
    await runner.settled();
    clock.advance(1_000);
    await runner.settled();
    expect(attempts).toEqual([1, 2]);
    clock.advance(1_000);
    await runner.settled();
    expect(attempts).toEqual([1, 2, 3]);
    expect(store.timers.size).toBe(0);
    expect(onFailure).toHaveBeenCalledTimes(2);
  });

  test("a job that asks for it runs again, with a clean record", async () => {
    const { clock, store, runner } = setUp(async ({ dueMs }) => ({ againAtMs: dueMs + HOUR_MS }));
    const dueMs = clock.now();
    store.put("hourly", dueMs, { failures: 2, lastError: "before" });
    await runner.settled();
    expect(store.timers.get("hourly")).toMatchObject({ dueMs: dueMs + HOUR_MS, failures: 0, lastError: undefined });
  });

  test("a timer that is replaced while it runs is kept", async () => {
    const { clock, store, runner } = setUp(async (_, virtual) => store.put("self", virtual.now() + HOUR_MS));
    store.put("self", clock.now());
    await runner.settled();
    expect(store.timers.get("self")?.dueMs).toBeGreaterThan(clock.now());
  });

  test("at most 32 jobs run at once, and all come to run", async () => {
    let running = 0;
    let most = 0;
    const { clock, store, runner } = setUp(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    });
    for (let at = 0; at < 100; at++) store.put(`job ${at}`, clock.now());
    await runner.settled();
    expect(most).toBe(32);
    expect(store.timers.size).toBe(0);
  });

  test("closing aborts jobs, and what did not end is due at the next start", async () => {
    const { clock, store, runner } = setUp(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted")))),
    );
    store.put("long", clock.now());
    await runner.look();
    expect((await runner.list()).map(({ running }) => running)).toEqual([true]);
    await runner.close(new Promise(() => {}));
    expect(store.timers.get("long")).toMatchObject({ failures: 0 });
  });
});

function withResolvers(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => {};
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
