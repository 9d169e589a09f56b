// What destinations of subscription filters are sent: JSON, gzipped. Documented ("Subscriptions").
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { idOf, type StoredEvent } from "./event.ts";
import { MESSAGE_BYTES_MAX } from "./limits.ts";
import { sizeOf } from "./chunk.ts";

const compress = promisify(gzip);

export interface MatchedEvent {
  readonly event: StoredEvent;
  /** Of patterns of fields: by their names. */
  readonly extracted: Readonly<Record<string, string>> | undefined;
}

export interface MessageHead {
  readonly owner: string;
  readonly logGroup: string;
  readonly logStream: string;
  readonly filterName: string;
}

/** As many messages as it takes for none to pass `sizeMaxBytes`; an event that does by itself is left out. */
export async function messagesOf(
  head: MessageHead,
  events: readonly MatchedEvent[],
  sizeMaxBytes: number,
): Promise<Buffer[]> {
  const messages: Buffer[] = [];
  for (const some of parts(events)) messages.push(...(await packed(head, some, sizeMaxBytes)));
  return messages;
}

/** In public issue threads. */
export const controlMessage = (destination: "Kinesis stream" | "Firehose", nowMs: number): Promise<Buffer> =>
  compress(
    JSON.stringify({
      messageType: "CONTROL_MESSAGE",
      owner: "CloudwatchLogs",
      logGroup: "",
      logStream: "",
      subscriptionFilters: [],
      logEvents: [
        {
          id: "",
          timestamp: nowMs,
          message: `CWL CONTROL MESSAGE: Checking health of destination ${destination}.`,
        },
      ],
    }),
  );

function* parts(events: readonly MatchedEvent[]): Generator<readonly MatchedEvent[]> {
  let some: MatchedEvent[] = [];
  let sizeBytes = 0;
  for (const each of events) {
    const size = sizeOf(each.event);
    if (some.length > 0 && sizeBytes + size > MESSAGE_BYTES_MAX) {
      yield some;
      [some, sizeBytes] = [[], 0];
    }
    some.push(each);
    sizeBytes += size;
  }
  if (some.length > 0) yield some;
}

async function packed(head: MessageHead, events: readonly MatchedEvent[], sizeMaxBytes: number): Promise<Buffer[]> {
  const message = await compress(JSON.stringify(messageOf(head, events)));
  if (message.length <= sizeMaxBytes) return [message];
  if (events.length === 1) return [];
  const middle = Math.ceil(events.length / 2);
  return [
    ...(await packed(head, events.slice(0, middle), sizeMaxBytes)),
    ...(await packed(head, events.slice(middle), sizeMaxBytes)),
  ];
}

const messageOf = ({ owner, logGroup, logStream, filterName }: MessageHead, events: readonly MatchedEvent[]) => ({
  messageType: "DATA_MESSAGE",
  owner,
  logGroup,
  logStream,
  subscriptionFilters: [filterName],
  logEvents: events.map(({ event, extracted }) => ({
    id: idOf(event),
    timestamp: event.timestampMs,
    message: event.message,
    ...(extracted && { extractedFields: extracted }),
  })),
});
