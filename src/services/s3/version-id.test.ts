// Version ids and their order.
import { describe, expect, it } from "vitest";
import { isVersionId, newVersionId, ORDER_LAST, orderAt, orderOf } from "./version-id.ts";

describe("version ids", () => {
  it("sort newest first, and by the clock's time", () => {
    const old = orderAt(1_700_000_000_000);
    expect(orderAt(1_700_000_000_001) < old).toBe(true);
    expect(old < ORDER_LAST).toBe(true);
  });

  it("are newer than the newest when the clock stands still or was set back", () => {
    const newest = orderAt(1_700_000_000_000);
    expect(orderAt(1_700_000_000_000, newest) < newest).toBe(true);
    expect(orderAt(5, newest) < newest).toBe(true);
  });

  it("are told from what no one made", () => {
    const id = newVersionId(orderAt(1_700_000_000_000));
    expect(id).toHaveLength(32);
    expect(orderOf(id)).toBe(orderAt(1_700_000_000_000));
    expect(isVersionId(id)).toBe(true);
    expect(isVersionId("null")).toBe(true);
    for (const other of [
      "",
      "bad",
      "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD",
      `${id.slice(0, -1)}${id.endsWith("a") ? "b" : "a"}`,
    ])
      expect(isVersionId(other), other).toBe(false);
  });
});
