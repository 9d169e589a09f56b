// The virtual clock under fake real time: what waits follows both the passing and the moving of time.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { VirtualClock } from "./clock.ts";

const START_MS = Date.UTC(2024, 1, 29, 12);

describe("the virtual clock", () => {
  let clock: VirtualClock;
  let ran: string[];
  const note = (name: string) => (): void => void ran.push(name);
  beforeEach(() => {
    vi.useFakeTimers({ now: START_MS });
    clock = new VirtualClock();
    ran = [];
  });
  afterEach(() => vi.useRealTimers());

  test("runs at real speed from an offset that set and advance move", () => {
    expect(clock.now()).toBe(START_MS);
    clock.advance(1_000);
    vi.advanceTimersByTime(5);
    expect(clock.now()).toBe(START_MS + 1_005);
    clock.set(0);
    expect(clock.now()).toBe(0);
    expect(clock.offsetMs).toBe(-START_MS - 5);
    expect(new VirtualClock(7).now()).toBe(START_MS + 12);
  });

  test("timers run once, when real time reaches them, in the order they are due", () => {
    clock.at(START_MS + 200, note("b"));
    clock.at(START_MS + 100, note("a"));
    clock.at(START_MS + 300, note("c"));
    vi.advanceTimersByTime(99);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(["a"]);
    vi.advanceTimersByTime(10_000);
    expect(ran).toEqual(["a", "b", "c"]);
  });

  test("moving time runs at once what is due by then, also from years away, and leaves the rest", () => {
    clock.at(START_MS + 365 * 86_400_000, note("in a year"));
    clock.at(START_MS + 10, note("soon"));
    clock.at(START_MS + 400 * 86_400_000, note("later"));
    clock.advance(366 * 86_400_000);
    expect(ran).toEqual(["soon", "in a year"]);
    vi.advanceTimersByTime(34 * 86_400_000);
    expect(ran).toEqual(["soon", "in a year", "later"]);
  });

  test("a timer further away than the longest real timeout does not run early", () => {
    clock.at(START_MS + 40 * 86_400_000, note("in forty days"));
    vi.advanceTimersByTime(39 * 86_400_000);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(86_400_000);
    expect(ran).toEqual(["in forty days"]);
  });

  test("after time was set back, a timer waits for its time again", () => {
    clock.at(START_MS + 100, note("a"));
    clock.set(START_MS - 1_000);
    vi.advanceTimersByTime(1_099);
    expect(ran).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(["a"]);
  });

  test("a cancelled timer does not run, also when one that is due with it cancels it", () => {
    const first = clock.at(START_MS + 1, note("first"));
    first.cancel();
    clock.at(START_MS + 2, () => second.cancel());
    const second = clock.at(START_MS + 3, note("second"));
    clock.advance(10);
    expect(ran).toEqual([]);
  });

  test("a timer may set the next one, and a due time in the past runs soon", () => {
    clock.at(START_MS - 5, () => clock.at(START_MS + 50, note("next")));
    vi.advanceTimersByTime(50);
    expect(ran).toEqual(["next"]);
  });

  test("one that throws does not stop the clock", () => {
    clock.at(START_MS + 1, () => {
      throw new Error("a bug");
    });
    clock.at(START_MS + 2, note("due with it"));
    clock.at(START_MS + 1_000, note("after"));
    expect(() => clock.advance(5)).toThrow("a bug");
    vi.advanceTimersByTime(1);
    expect(ran).toEqual(["due with it"]);
    vi.advanceTimersByTime(1_000);
    expect(ran).toEqual(["due with it", "after"]);
  });

  test("sleep ends when time is moved or the signal aborts, and never rejects", async () => {
    const aborting = new AbortController();
    const slept = [
      clock.sleep(1_000).then(note("moved")),
      clock.sleep(1_000_000, aborting.signal).then(note("aborted")),
    ];
    clock.advance(1_000);
    await slept[0];
    aborting.abort();
    await slept[1];
    await clock.sleep(5, aborting.signal);
    expect(ran).toEqual(["moved", "aborted"]);
  });
});
