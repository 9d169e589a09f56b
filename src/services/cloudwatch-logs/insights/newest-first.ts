// The events of several groups, the newest first.
import type { LogsContext } from "../context.ts";
import type { StoredEvent } from "../event.ts";
import { type Group, horizonMs } from "../group.ts";
import type { Found } from "./run.ts";

interface Range {
  readonly fromMs: number;
  /** Exclusive. */
  readonly untilMs: number;
}

/** Of one group in batches as they are read; of several merged one by one. */
export async function* newestFirst(
  groups: readonly Group[],
  range: Range,
  context: LogsContext,
): AsyncGenerator<Found> {
  const [only] = groups;
  if (only && groups.length === 1) {
    yield* ofGroup(only, range, context);
    return;
  }
  const sources: Source[] = [];
  for (const group of groups) {
    const source = new Source(ofGroup(group, range, context));
    if (await source.fill()) sources.push(source);
  }
  while (sources.length > 0) {
    const next = sources.reduce((newest, source) => (source.atMs > newest.atMs ? source : newest));
    yield next.take();
    if (!(await next.fill())) sources.splice(sources.indexOf(next), 1);
  }
}

async function* ofGroup(
  group: Group,
  { fromMs, untilMs }: Range,
  { store, reader, host }: LogsContext,
): AsyncGenerator<Found> {
  const streamNames = new Map<string, string>();
  for await (const { id, name } of store.streams.list(group)) streamNames.set(id, name);
  const since = Math.max(fromMs, horizonMs(group, host.clock.now()));
  for await (const events of reader.read(group, { fromMs: since, untilMs, isBackward: true }))
    yield { events: events.filter(({ streamId }) => streamNames.has(streamId)), logGroup: group.key.name, streamNames };
}

class Source {
  readonly #batches: AsyncIterator<Found>;
  #batch: Found | undefined;
  #at = 0;

  constructor(batches: AsyncIterator<Found>) {
    this.#batches = batches;
  }

  /** Virtual epoch ms of the next event. */
  get atMs(): number {
    return this.#next?.timestampMs ?? -Infinity;
  }

  get #next(): StoredEvent | undefined {
    return this.#batch?.events[this.#at];
  }

  /** Whether there is a next event. */
  async fill(): Promise<boolean> {
    while (!this.#next) {
      const { done, value } = await this.#batches.next();
      if (done === true) return false;
      this.#batch = value;
      this.#at = 0;
    }
    return true;
  }

  take(): Found {
    if (!this.#batch) throw new Error("nothing was read");
    const event = this.#batch.events[this.#at++];
    return { ...this.#batch, events: event ? [event] : [] };
  }
}
