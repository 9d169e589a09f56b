// When few large values would widen a whole run: their upper bits apart from the others.
import { allowedWidth, bitsOf, packedBytes } from "./bit-widths.ts";

export interface Patches {
  /** Bits of every value above the base. */
  readonly width: number;
  /** Bits above those, of the values that need them. */
  readonly patchWidth: number;
  readonly gapWidth: number;
  /** Each with its distance from the patch before, which may need empty ones in between. */
  readonly entries: readonly { readonly gap: number; readonly patch: number }[];
}

const RUN_WORTH = 32;
/** Five bits count them. */
const ENTRIES_MAX = 31;
const GAP_MAX = 255;
const PATCHED_SHARE = 0.05;
/** Wider entries would not be exact as doubles. */
const ENTRY_WIDTH_MAX = 48;

/** Undefined when it does not get smaller than `directBytes`. */
export function planPatches(
  values: Float64Array,
  start: number,
  end: number,
  min: number,
  max: number,
  directBytes: number,
): Patches | undefined {
  const length = end - start;
  const widest = bitsOf(max - min);
  if (length < RUN_WORTH || widest > ENTRY_WIDTH_MAX) return undefined;
  const counts = new Uint16Array(ENTRY_WIDTH_MAX + 1);
  if (widest <= 32) for (let at = start; at < end; at++) counts[32 - Math.clz32(values[at]! - min)]!++;
  else for (let at = start; at < end; at++) counts[bitsOf(values[at]! - min)]!++;
  let above = 0;
  let bits = widest;
  while (bits > 1 && above + counts[bits]! <= length * PATCHED_SHARE) above += counts[bits--]!;
  const width = allowedWidth(bits);
  if (widest <= width) return undefined;
  const patchWidth = allowedWidth(widest - width);
  const found: { gap: number; patch: number }[] = [];
  let last = start;
  let gapMost = 0;
  for (let at = start; at < end; at++) {
    const patch = Math.floor((values[at]! - min) / 2 ** width);
    if (patch === 0) continue;
    let gap = at - last;
    for (; gap > GAP_MAX; gap -= GAP_MAX) {
      found.push({ gap: GAP_MAX, patch: 0 });
      gapMost = GAP_MAX;
    }
    found.push({ gap, patch });
    gapMost = Math.max(gapMost, gap);
    last = at;
  }
  const gapWidth = Math.max(1, bitsOf(gapMost));
  if (found.length > ENTRIES_MAX || gapWidth + patchWidth > ENTRY_WIDTH_MAX) return undefined;
  const bytes = packedBytes(length, width) + packedBytes(found.length, allowedWidth(gapWidth + patchWidth)) + 10;
  return bytes < directBytes ? { width, patchWidth, gapWidth, entries: found } : undefined;
}
