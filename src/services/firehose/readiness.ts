// When an open batch is to be delivered, by the hints of what it becomes.
import type { Open } from "./buffers.ts";
import { backsUp, type Destination } from "./destination.ts";
import { MIB } from "./limits.ts";

type Kind = Open["batch"]["output"]["kind"];

/** A backup has hints of its own; everything else follows the destination's. */
function hintsOf(kind: Kind, destination: Destination) {
  const hints =
    (kind === "backup" ? destination.S3BackupDescription : undefined)?.BufferingHints ?? destination.BufferingHints;
  return { sizeMax: (hints.SizeInMBs ?? 0) * MIB, intervalMs: (hints.IntervalInSeconds ?? 0) * 1000 };
}

export const dueMsOf = ({ batch, openedMs }: Open, destination: Destination): number =>
  Math.min(openedMs, Math.max(batch.oldestMs, 0)) + hintsOf(batch.output.kind, destination).intervalMs;

/** Full, or due with nothing more to come that belongs into it. */
export function isReady(open: Open, destination: Destination, nowMs: number, idle: boolean): boolean {
  const { batch } = open;
  const dueMs = dueMsOf(open, destination);
  return (
    batch.sizeBytes >= hintsOf(batch.output.kind, destination).sizeMax ||
    (nowMs >= dueMs && (idle || batch.newestMs >= dueMs))
  );
}

/** Bytes until the first of the open batches is full. */
export function roomIn(open: readonly Open[], destination: Destination): number {
  const kinds: Kind[] = backsUp(destination) ? ["data", "backup"] : ["data"];
  const rooms = kinds.map((kind) => {
    const sizes = open.filter(({ batch }) => batch.output.kind === kind).map(({ batch }) => batch.sizeBytes);
    return hintsOf(kind, destination).sizeMax - Math.max(0, ...sizes);
  });
  return Math.min(...rooms);
}
