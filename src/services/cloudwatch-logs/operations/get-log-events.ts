// GetLogEvents: the events of a stream, from its end or its beginning, forwards and backwards.
import type { Operation } from "../context.ts";
import { invalidNextToken } from "../errors.ts";
import { comparePositions, idOf, type Position, positionOfId, type StoredEvent } from "../event.ts";
import { groupKey, horizonMs } from "../group.ts";
import { sizeOf } from "../chunk.ts";
import { EVENTS_PAGE, EVENTS_PAGE_BYTES } from "../limits.ts";

/** As AWS's: `f/` or `b/`, the id of an event, `/s`. */
const TOKEN = /^([fb])\/(\d{56})\/s$/;

interface Token {
  readonly isBackward: boolean;
  readonly position: Position;
}

export const getLogEvents: Operation<"GetLogEvents"> = async (input, call) => {
  const { store, reader, host } = call.context;
  const group = await store.groups.get(groupKey(input, call));
  const stream = await store.streams.get(group, input.logStreamName);
  const token = input.nextToken === undefined ? undefined : parsed(input.nextToken);
  const isBackward = token ? token.isBackward : input.startFromHead !== true;
  const limit = input.limit ?? EVENTS_PAGE;
  const page: StoredEvent[] = [];
  let sizeBytes = 0;
  const range = {
    fromMs: Math.max(input.startTime ?? 0, horizonMs(group, host.clock.now())),
    untilMs: input.endTime ?? Infinity,
  };
  const events = reader.read(group, { streamId: stream.id, ...range, after: token?.position, isBackward });
  reading: for await (const batch of events)
    for (const event of batch) {
      sizeBytes += sizeOf(event);
      if (page.length > 0 && sizeBytes > EVENTS_PAGE_BYTES) break reading;
      page.push(event);
      if (page.length === limit) break reading;
    }
  page.sort(comparePositions);
  // Documented: at an end the token that was given comes back, so that readers see that they are there.
  const still = token?.position ?? { timestampMs: host.clock.now(), order: 0, index: 0 };
  return {
    events: page.map(({ timestampMs: timestamp, message, ingestionMs: ingestionTime }) => ({
      timestamp,
      message,
      ingestionTime,
    })),
    nextForwardToken: `f/${idOf(page.at(-1) ?? still)}/s`,
    nextBackwardToken: `b/${idOf(page[0] ?? still)}/s`,
  };
};

/** Errors: InvalidParameterException. */
function parsed(text: string): Token {
  const [, direction, id = ""] = TOKEN.exec(text) ?? [];
  const position = positionOfId(id);
  if (!position) throw invalidNextToken();
  return { isBackward: direction === "b", position };
}
