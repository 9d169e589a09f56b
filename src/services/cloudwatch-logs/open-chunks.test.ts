import { describe, expect, it } from "vitest";
import { comparePositions, type StoredEvent } from "./event.ts";
import { OpenChunks } from "./open-chunks.ts";

const event = (timestampMs: number, order: number, index: number): StoredEvent => ({
  timestampMs,
  order,
  index,
  message: "",
  ingestionMs: 0,
  streamId: "s",
});

describe("OpenChunks", () => {
  it.each([false, true])("gives the events of overlapping chunks in their order (backward: %s)", (isBackward) => {
    const open = new OpenChunks(isBackward);
    const all: StoredEvent[] = [];
    for (let order = 0; order < 50; order++) {
      const chunk = Array.from({ length: 20 }, (_, index) => event(index * 3 + ((order * 7) % 11), order, index));
      all.push(...chunk);
      open.add(isBackward ? chunk : chunk.toReversed());
    }
    const found: StoredEvent[] = [];
    for (let next = open.next; next; next = open.next) {
      found.push(next);
      open.pop();
    }
    const sorted = all.toSorted(comparePositions);
    expect(found).toEqual(isBackward ? sorted.toReversed() : sorted);
  });
});
