// Tumbling windows: stretches of time over which a function keeps a state. Documented in "Using Lambda with Kinesis: stateful processing".
import type { SourceRecord } from "./source-record.ts";

type State = Readonly<Record<string, unknown>>;

/** A window that is open on a shard, as it is kept with the checkpoint. */
export interface OpenWindow {
  /** Virtual epoch ms. */
  readonly startMs: number;
  readonly endMs: number;
  /** By lane: what its last invocation gave back. */
  readonly states: Readonly<Record<string, State>>;
}

/** How an invocation is told of its window. */
export interface WindowShown {
  readonly window: { readonly start: string; readonly end: string };
  readonly state: State;
  readonly shardId: string;
  readonly eventSourceARN: string;
  readonly isFinalInvokeForWindow: boolean;
  readonly isWindowTerminatedEarly: boolean;
}

/** The window of a record: they begin at multiples of their size. Inferred. */
function windowAt(arrivalMs: number, sizeSeconds: number): OpenWindow {
  const sizeMs = sizeSeconds * 1000;
  const startMs = Math.floor(arrivalMs / sizeMs) * sizeMs;
  return { startMs, endMs: startMs + sizeMs, states: {} };
}

/** Runs of records of the same window. Kinesis gives records in the order of their arrival. */
export function* byWindow(
  records: readonly SourceRecord[],
  sizeSeconds: number,
): Generator<{ readonly window: OpenWindow; readonly records: readonly SourceRecord[] }> {
  let window: OpenWindow | undefined;
  let run: SourceRecord[] = [];
  for (const record of records) {
    const its = windowAt(record.arrivalMs, sizeSeconds);
    if (window && its.startMs !== window.startMs) {
      yield { window, records: run };
      run = [];
    }
    window = its;
    run.push(record);
  }
  if (window) yield { window, records: run };
}

export function shownWindow(
  { startMs, endMs, states }: OpenWindow,
  place: { readonly lane: number; readonly shardId: string; readonly sourceArn: string },
  { isFinal, isEarly }: { readonly isFinal: boolean; readonly isEarly: boolean },
): WindowShown {
  return {
    window: { start: timeOf(startMs), end: timeOf(endMs) },
    state: states[place.lane] ?? {},
    shardId: place.shardId,
    eventSourceARN: place.sourceArn,
    isFinalInvokeForWindow: isFinal,
    isWindowTerminatedEarly: isEarly,
  };
}

/** `2020-07-30T17:00:00Z` */
const timeOf = (epochMs: number): string => new Date(epochMs).toISOString().replace(".000Z", "Z");

/** What an invocation gave back; none is an empty state. Undefined for an answer that cannot be read. */
export function stateOf(payload: Uint8Array): State | undefined {
  try {
    const answer: unknown = JSON.parse(Buffer.from(payload).toString());
    if (answer === null) return {};
    const { state = {} } = answer as { readonly state?: unknown };
    return typeof state === "object" && state !== null && !Array.isArray(state) ? (state as State) : undefined;
  } catch {
    return undefined;
  }
}
