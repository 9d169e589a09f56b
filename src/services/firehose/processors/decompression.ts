// Unpacks records that CloudWatch Logs subscriptions sent: gzip, and the messages within.
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { DECOMPRESSED_RECORD_MAX_BYTES } from "../limits.ts";
import type { StreamMetrics } from "../metrics.ts";
import type { ProcessingError, Step, WorkRecord } from "./work.ts";

const unzip = promisify(gunzip);

/** Codes and texts are inferred. */
const notGzip: ProcessingError = {
  code: "Decompression.InvalidData",
  message: "The record could not be decompressed. Ensure that it is in GZIP format.",
};
const notLogs: ProcessingError = {
  code: "CloudWatchLogProcessing.InvalidData",
  message: "The record does not have the format of CloudWatch Logs subscriptions.",
};

export const decompression =
  (metrics: StreamMetrics): Step =>
  async (records, failures) => {
    const kept: WorkRecord[] = [];
    for (const record of records) {
      const data = await unzip(record.data, { maxOutputLength: DECOMPRESSED_RECORD_MAX_BYTES }).catch(() => undefined);
      if (data) kept.push({ ...record, data });
      else failures.push({ record, error: notGzip });
      const outcome = data ? "Success" : "Failed";
      metrics.add(`OutputDecompressedRecords.${outcome}`);
      metrics.add(`OutputDecompressedBytes.${outcome}`, (data ?? record.data).byteLength);
    }
    return kept;
  };

interface LogEvents {
  readonly messageType?: unknown;
  readonly logEvents?: readonly { readonly message?: unknown }[];
}

/** Documented: the messages remain, a line each. Inferred: control messages have none. */
export const messageExtraction: Step = async (records, failures) => {
  const kept: WorkRecord[] = [];
  for (const record of records) {
    const messages = messagesOf(Buffer.from(record.data).toString());
    if (!messages) failures.push({ record, error: notLogs });
    else if (messages.length > 0)
      kept.push({ ...record, data: Buffer.from(messages.map((message) => `${message}\n`).join("")) });
  }
  return kept;
};

function messagesOf(text: string): string[] | undefined {
  try {
    const { messageType, logEvents } = JSON.parse(text) as LogEvents;
    if (messageType === "CONTROL_MESSAGE") return [];
    return Array.isArray(logEvents) ? logEvents.map(({ message }) => String(message)) : undefined;
  } catch {
    return undefined;
  }
}
