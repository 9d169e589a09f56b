// Long base64 texts taken out of a JSON body before it is parsed: they go from the body's bytes to their own, and the rest is short.
import type { Shape, Structure } from "../shapes.ts";
import { DecodeError } from "./decode-error.ts";
import { parseBase64 } from "./scalars.ts";

/** Below, taking out costs more than it saves. */
const BODY_BYTES_MIN = 16 * 1024;
const QUOTE = 0x22;
const SPACE = 0x20;
const BACKSLASH = 0x5c;
/** Begins what stands in the rest for a blob: no text without a backslash can be read as this. */
const MARK = "\u0000";

export interface Lifted {
  /** JSON with marks where the blobs stood. */
  readonly rest: Buffer;
  readonly blobs: readonly Uint8Array[];
}

/** The blob that a string of the rest stands for. */
export const blobOfMark = (text: string, blobs: readonly Uint8Array[]): Uint8Array | undefined =>
  text.startsWith(MARK) ? blobs[Number(text.slice(MARK.length))] : undefined;

/**
 * What stands before the blobs of the structure's lists: `"Data":`. Undefined when that could be something else too: a name
 * that others share, or a key of a map.
 */
export function liftedName(structure: Structure): Buffer | undefined {
  const names = { blobs: new Set<string>(), others: new Set<string>(), open: false };
  collect(structure, false, names, new Set());
  const [name] = names.blobs;
  if (names.open || names.blobs.size !== 1 || name === undefined || names.others.has(name)) return undefined;
  return Buffer.from(`"${name}":`);
}

interface Names {
  readonly blobs: Set<string>;
  readonly others: Set<string>;
  /** There are names that the model does not know. */
  open: boolean;
}

function collect(shape: Shape, inList: boolean, names: Names, seen: Set<Shape>): void {
  if (shape.kind === "map" || shape.kind === "document") names.open = true;
  if (shape.kind === "list") collect(shape.member.target, true, names, seen);
  if (shape.kind !== "structure" || seen.has(shape)) return;
  seen.add(shape);
  for (const { name, target } of shape.members) {
    (target.kind === "blob" && inList ? names.blobs : names.others).add(name);
    collect(target, inList, names, seen);
  }
}

/** Undefined when the body is short or not as clients usually write it: then it must be read as a whole. */
export function liftBlobs(body: Buffer, name: Buffer): Lifted | undefined {
  if (body.byteLength < BODY_BYTES_MIN) return undefined;
  const blobs: Uint8Array[] = [];
  const parts: Buffer[] = [];
  let end = 0;
  for (let found = body.indexOf(name); found >= 0; found = body.indexOf(name, end)) {
    let start = found + name.byteLength;
    if (body[start] === SPACE) start += 1;
    if (body[start] !== QUOTE) return undefined;
    const close = body.indexOf(QUOTE, start + 1);
    const blob = close < 0 ? undefined : base64At(body, start + 1, close);
    if (blob === undefined) return undefined;
    const before = body.subarray(end, start + 1);
    if (before.includes(BACKSLASH)) return undefined;
    parts.push(before, Buffer.from(`\\u0000${blobs.length}`));
    blobs.push(blob);
    end = close;
  }
  const after = body.subarray(end);
  if (after.includes(BACKSLASH)) return undefined;
  return { rest: Buffer.concat([...parts, after]), blobs };
}

function base64At(body: Buffer, start: number, end: number): Uint8Array | undefined {
  try {
    return parseBase64(body.toString("latin1", start, end));
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}
