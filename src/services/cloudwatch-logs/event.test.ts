import { describe, expect, it } from "vitest";
import { comparePositions, idOf, positionOfId } from "./event.ts";

describe("event ids", () => {
  it("are 56 digits that sort as the events do, and lead back", () => {
    const positions = [
      { timestampMs: 1_700_000_000_000, order: 7_000_000_000_000_000, index: 9_999 },
      { timestampMs: 1_700_000_000_001, order: 1, index: 0 },
      { timestampMs: 1_700_000_000_001, order: 1, index: 1 },
      { timestampMs: 1_700_000_000_001, order: 2, index: 0 },
    ];
    const ids = positions.map(idOf);
    expect(ids.every((id) => id.length === 56)).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(ids.map(positionOfId)).toEqual(positions);
    expect(positions.toSorted(comparePositions)).toEqual(positions);
    expect(positionOfId("7")).toBeUndefined();
  });
});
