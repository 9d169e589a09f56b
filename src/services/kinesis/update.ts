// What a stream in UPDATING becomes, and how: by a durable timer, so that a crash on the way loses nothing.
import type { KinesisContext } from "./context.ts";
import { reshard, type Reshard } from "./lineage.ts";
import { scaling } from "./timers.ts";
import type { Stream, StreamRow } from "./stream.ts";

/** Settings that change with the status, without touching shards. */
interface SettingsUpdate {
  readonly kind: "settings";
  readonly settings: Partial<
    Pick<StreamRow, "mode" | "recordSizeKiBMax" | "encryption" | "shardLevelMetrics" | "warmMiBps">
  >;
}

export type StreamUpdate = Reshard | SettingsUpdate;

/** Idempotent: does nothing to a stream that is no longer UPDATING. */
export async function applyUpdate(stream: Stream, context: KinesisContext): Promise<void> {
  const { update } = stream;
  if (stream.status !== "UPDATING" || !update) return;
  if (update.kind === "settings") await applySettings(stream, update, context);
  else await applyReshard(stream, update, context);
}

/** The target that the stream was scaled to is there now. */
const warmed = ({ warmMiBps }: StreamRow): Partial<StreamRow> =>
  warmMiBps ? { warmMiBps: { target: warmMiBps.target, current: warmMiBps.target } } : {};

const isCurrent = (row: StreamRow, { id }: Stream): boolean => row.id === id && row.status === "UPDATING";

async function applySettings(
  stream: Stream,
  { settings }: SettingsUpdate,
  { store, clock }: KinesisContext,
): Promise<void> {
  const timers = settings.mode === "ON_DEMAND" ? [scaling(stream.key, stream.id, clock.now())] : [];
  await store.change(stream.key, ({ update, ...row }) => ({
    row: isCurrent(row, stream) ? { ...row, ...settings, status: "ACTIVE" } : { ...row, update },
    timers,
  }));
}

async function applyReshard(stream: Stream, change: Reshard, { store, clock }: KinesisContext): Promise<void> {
  const planned = reshard(stream, change, clock.now());
  const closing = stream.shards.filter((shard) => !planned.shards.includes(shard));
  await store.reshard(
    stream,
    closing,
    (nextOf) => reshard(stream, change, clock.now(), nextOf),
    ({ update, ...row }, lineage) =>
      isCurrent(row, stream) ? { ...row, ...lineage, ...warmed(row), status: "ACTIVE" } : { ...row, update },
  );
}
