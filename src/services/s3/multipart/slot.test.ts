// Which parts have room in the blob that their upload assembles.
import { expect, test } from "vitest";
import { ASSEMBLY_SIZE_MAX_BYTES } from "../limits.ts";
import { slotFor } from "./slot.ts";

const GIB = 1024 ** 3;
const slots = (slotBytes: number) => ({ blobId: "b", slotBytes });

test("parts begin a slot apart; larger ones do not fit", () => {
  expect(slotFor(slots(10), 1, 10)).toBe(0);
  expect(slotFor(slots(10), 3, 4)).toBe(20);
  expect(slotFor(slots(10), 3, 11)).toBeUndefined();
});

test("no part lies where no file can reach", () => {
  expect(slotFor(slots(5 * GIB), 10_000, 5 * GIB)).toBeUndefined();
  expect(slotFor(slots(5 * GIB), 3072, 5 * GIB)).toBe(ASSEMBLY_SIZE_MAX_BYTES - 5 * GIB);
  expect(slotFor(slots(5 * GIB), 3073, 1)).toBeUndefined();
});
