// Output as it comes, in parts, made into events: one for each line.
import { StringDecoder } from "node:string_decoder";

export interface LogLine {
  timestamp: number;
  message: string;
}

/** Documented limits of PutLogEvents, with what an event counts besides its message. */
const BATCH_BYTES_MAX = 1_048_576;
const BATCH_LINES_MAX = 10_000;
const LINE_OVERHEAD_BYTES = 26;
/** Documented: longer ones become several events. */
const LINE_BYTES_MAX = 262_144 - LINE_OVERHEAD_BYTES;

export class LogLines {
  #decoder = new StringDecoder("utf8");
  #parts: { readonly text: string; readonly atMs: number; readonly isOwn: boolean }[] = [];
  /** The beginning of a line whose end has not come. */
  #open = "";
  sizeBytes = 0;

  /** Texts are the platform's own: they begin a line, whether the one before has ended or not. */
  add(text: string | Uint8Array, atMs: number): void {
    this.sizeBytes += text.length;
    const isOwn = typeof text === "string";
    this.#parts.push({ text: isOwn ? text : this.#decoder.write(Buffer.from(text)), atMs, isOwn });
  }

  /** Whole lines in batches that one request takes; a line that is still open stays, unless it is long. */
  take(): LogLine[][] {
    const lines: LogLine[] = [];
    for (const { text, atMs, isOwn } of this.#parts) {
      if (isOwn && this.#open !== "") {
        lines.push(...cut(this.#open, atMs));
        this.#open = "";
      }
      let from = 0;
      for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
        lines.push(...cut(this.#open + text.slice(from, end + 1), atMs));
        this.#open = "";
        from = end + 1;
      }
      this.#open += text.slice(from);
      if (this.#open.length < LINE_BYTES_MAX) continue;
      lines.push(...cut(this.#open, atMs));
      this.#open = "";
    }
    this.#parts = [];
    this.sizeBytes = 0;
    return batched(lines);
  }
}

/** An empty line is an event of its own, its end included. */
function cut(text: string, timestamp: number): LogLine[] {
  if (Buffer.byteLength(text) <= LINE_BYTES_MAX) return [{ timestamp, message: text }];
  const bytes = Buffer.from(text);
  const lines: LogLine[] = [];
  for (let from = 0; from < bytes.length; from += LINE_BYTES_MAX)
    lines.push({ timestamp, message: bytes.toString("utf8", from, from + LINE_BYTES_MAX) });
  return lines;
}

/** In the order of their times: the clock may have been moved back meanwhile. */
function batched(lines: readonly LogLine[]): LogLine[][] {
  const batches: LogLine[][] = [];
  let batch: LogLine[] = [];
  let sizeBytes = 0;
  let lastMs = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.message) + LINE_OVERHEAD_BYTES;
    const isFull = batch.length === BATCH_LINES_MAX || sizeBytes + size > BATCH_BYTES_MAX || line.timestamp < lastMs;
    if (isFull && batch.length > 0) {
      batches.push(batch);
      [batch, sizeBytes] = [[], 0];
    }
    batch.push(line);
    sizeBytes += size;
    lastMs = line.timestamp;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
