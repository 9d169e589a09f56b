// GetLogRecord: the event that a `@ptr` of a query's rows points to, with the fields that are found in it.
import type { Call } from "../../../kit/service.ts";
import { minuteOf } from "../chunk.ts";
import type { LogsContext, Operation } from "../context.ts";
import { invalidParameter, recordNotFound } from "../errors.ts";
import { comparePositions, positionOfId } from "../event.ts";
import { EventRow, pointerParts } from "../insights/event-row.ts";

export const getLogRecord: Operation<"GetLogRecord"> = async (input, call) => {
  const { account, context } = call;
  const parts = pointerParts(input.logRecordPointer ?? "");
  const position = parts && positionOfId(parts.eventId);
  if (!position) throw invalidParameter("The specified logRecordPointer is invalid.");
  const { logGroup, streamId } = parts;
  const group = await context.store.groups.find(keyOf(logGroup, call));
  if (!group) throw recordNotFound();
  const ref = { streamId, minuteMs: minuteOf(position.timestampMs), order: position.order, ingestionMs: 0 };
  const events = await context.reader.eventsOf(group, ref);
  const event = events.find((each) => comparePositions(each, position) === 0);
  if (!event) throw recordNotFound();
  let logStream = "";
  for await (const { id, name } of context.store.streams.list(group)) if (id === streamId) logStream = name;
  return { logRecord: new EventRow(event, { account, logGroup, logStream }).all() };
};

const keyOf = (name: string, { account, region }: Call<LogsContext>) => ({ account, region, name });
