// FilterLogEvents: the events of a group's streams that match a pattern, by their times, in pages.
import type { FilteredLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import type { Call, InputOf } from "../../../kit/service.ts";
import { sizeOf } from "../chunk.ts";
import type { LogsContext, Operation, Sdk } from "../context.ts";
import { invalidNextToken, invalidParameter, streamNotFound } from "../errors.ts";
import { idOf, type Position, positionOfId } from "../event.ts";
import { type Group, groupKey, horizonMs } from "../group.ts";
import { EVENTS_PAGE, EVENTS_PAGE_BYTES, SEARCHED_BYTES_MAX } from "../limits.ts";
import { patternOf } from "../pattern.ts";

type Input = InputOf<Sdk, "FilterLogEvents">;

export const filterLogEvents: Operation<"FilterLogEvents"> = async (input, call) => {
  const { store, reader, host } = call.context;
  const pattern = patternOf(input.filterPattern ?? "");
  const group = await store.groups.get(groupKey(input, call));
  const listing = `logs.FilterLogEvents/${group.id}`;
  const after =
    input.nextToken === undefined ? undefined : positionOf(host.paging.open<string>(listing, input.nextToken));
  const names = await namesOf(input, group, call.context);
  const events: FilteredLogEvent[] = [];
  let searchedBytes = 0;
  let foundBytes = 0;
  let last: Position | undefined;
  const read = reader.read(group, {
    // One stream is read by itself; of some, the others are left out.
    ...(names?.size === 1 ? { streamId: [...names.keys()][0] } : names && { streamIds: new Set(names.keys()) }),
    fromMs: Math.max(input.startTime ?? 0, horizonMs(group, host.clock.now())),
    // Documented: later events are not returned, those at this very time are.
    untilMs: input.endTime === undefined ? Infinity : input.endTime + 1,
    after,
    isBackward: input.startFromHead === false,
  });
  const limit = input.limit ?? EVENTS_PAGE;
  const streams = new StreamNames(group, call, names);
  let isWhole = true;
  searching: for await (const batch of names?.size === 0 ? [] : read)
    for (const event of batch) {
      if (events.length === limit || searchedBytes > SEARCHED_BYTES_MAX || foundBytes > EVENTS_PAGE_BYTES) {
        isWhole = false;
        break searching;
      }
      searchedBytes += sizeOf(event);
      last = event;
      if (!pattern(event.message)) continue;
      const logStreamName = await streams.nameOf(event.streamId);
      if (logStreamName === undefined) continue;
      foundBytes += sizeOf(event);
      events.push({
        logStreamName,
        timestamp: event.timestampMs,
        message: event.message,
        ingestionTime: event.ingestionMs,
        eventId: idOf(event),
      });
    }
  return {
    events,
    // Documented: always empty by now.
    searchedLogStreams: [],
    ...(!isWhole && last && { nextToken: host.paging.seal(listing, idOf(last)) }),
  };
};

function positionOf(id: string | undefined): Position {
  const position = id === undefined ? undefined : positionOfId(id);
  if (!position) throw invalidNextToken();
  return position;
}

/** The names of the streams that are asked for, by their ids; undefined: all. Errors: ResourceNotFoundException. */
async function namesOf(input: Input, group: Group, { store }: LogsContext): Promise<Map<string, string> | undefined> {
  const { logStreamNames: listed, logStreamNamePrefix: prefix } = input;
  if (listed && prefix !== undefined)
    throw invalidParameter("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
  if (listed) {
    const streams = await Promise.all(listed.map((name) => store.streams.find(group, name)));
    if (streams.some((stream) => stream === undefined)) throw streamNotFound();
    return new Map(streams.filter((stream) => stream !== undefined).map(({ id, name }) => [id, name]));
  }
  if (prefix === undefined) return undefined;
  const names = new Map<string, string>();
  for await (const { id, name } of store.streams.list(group, { from: prefix })) {
    if (!name.startsWith(prefix)) break;
    names.set(id, name);
  }
  return names;
}

/** Read when the first event is found. */
class StreamNames {
  readonly #group: Group;
  readonly #context: LogsContext;
  #names: ReadonlyMap<string, string> | undefined;

  constructor(group: Group, { context }: Call<LogsContext>, names: ReadonlyMap<string, string> | undefined) {
    this.#group = group;
    this.#context = context;
    this.#names = names;
  }

  /** Undefined for a stream that is gone. */
  async nameOf(id: string): Promise<string | undefined> {
    this.#names ??= await this.#all();
    return this.#names.get(id);
  }

  async #all(): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    for await (const { id, name } of this.#context.store.streams.list(this.#group)) names.set(id, name);
    return names;
  }
}
