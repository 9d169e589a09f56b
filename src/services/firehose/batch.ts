// The records that become one object: staged in scratch files until the buffer is full or its time has come.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { foldKeys, onOneLine, splitDocuments, trimmed, type KeyFolding } from "../../formats/conversion/json-text.ts";
import { Spool } from "./spool.ts";
import type { SourceRecord } from "./source.ts";

/** What staging depends on. A batch that was staged otherwise than the destination now wants is staged anew. */
export interface Staging {
  readonly delimiter: Buffer | undefined;
  /** Keys are to be folded while staging. */
  readonly folding: KeyFolding | undefined;
  readonly converts: boolean;
  /** The bounds of the records are kept, for destinations that take them one by one. */
  readonly framed: boolean;
}

/** What a batch becomes: data under the prefix of its partition, lines of failed records, or a backup. */
export interface Output {
  readonly kind: "data" | "failed" | "backup";
  /** Of its partition: values by the prefix's expressions. */
  readonly keys: Readonly<Record<string, string>>;
}

export const DATA: Output = { kind: "data", keys: {} };

const NEWLINE = Buffer.from("\n");
const NEXT_DOCUMENT = Buffer.from("}{");
const OPEN_BRACE = 0x7b;

export class Batch {
  readonly staging: Staging;
  readonly output: Output;
  /** What is delivered: the records as they are, or one JSON document a line for the conversion. */
  readonly data: Spool;
  /** When converting, the records as they came, one after the other: for the lines of failed records. */
  readonly source: Spool | undefined;
  /** When converting, a line a record: its length, its lines in `data`, its arrival, its sequence number. */
  readonly index: Spool | undefined;
  /** When framed, a line a record: its length in `data`, its arrival, its sequence number. */
  readonly frames: Spool | undefined;
  records = 0;
  /** Records that are no JSON object at all; they have no line in `data`. */
  broken = 0;
  lines = 0;
  sizeBytes = 0;
  /** Arrival of the oldest record. */
  oldestMs = Infinity;
  newestMs = -Infinity;

  readonly #folder: string;

  /** `folder` is there, empty, and the batch's own. */
  constructor(folder: string, staging: Staging, output = DATA) {
    this.#folder = folder;
    this.staging = staging;
    this.output = output;
    // Of many open batches none holds much in memory, or a file open.
    const spool = (name: string): Spool => new Spool(this.file(name), output !== DATA);
    this.data = spool("data");
    this.source = staging.converts ? spool("source") : undefined;
    this.index = staging.converts ? spool("index") : undefined;
    this.frames = staging.framed ? spool("frames") : undefined;
  }

  /** The path of a scratch file that goes with the batch. */
  file(name: string): string {
    return join(this.#folder, name);
  }

  async append(records: readonly SourceRecord[]): Promise<void> {
    let index = "";
    let frames = "";
    for (const record of records) {
      const data = bufferOf(record.data);
      this.records++;
      this.sizeBytes += data.length;
      this.oldestMs = Math.min(this.oldestMs, record.arrivalMs);
      this.newestMs = Math.max(this.newestMs, record.arrivalMs);
      this.source?.add(data);
      if (this.index) index += `${data.length} ${this.#addLines(data)} ${record.arrivalMs} ${record.sequenceNumber}\n`;
      else {
        const length = this.#addWhole(data);
        if (this.frames) frames += `${length} ${record.arrivalMs} ${record.sequenceNumber}\n`;
      }
    }
    this.frames?.add(Buffer.from(frames));
    this.index?.add(Buffer.from(index));
    await Promise.all([this.data.flush(), this.source?.flush(), this.index?.flush(), this.frames?.flush()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.data.close(), this.source?.close(), this.index?.close(), this.frames?.close()]);
  }

  /** Deletes every scratch file of the batch. */
  async discard(): Promise<void> {
    await Promise.all([this.data.discard(), this.source?.discard(), this.index?.discard(), this.frames?.discard()]);
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Returns how many bytes were written. */
  #addWhole(data: Buffer): number {
    const { delimiter } = this.staging;
    this.data.add(data);
    if (delimiter) this.data.add(delimiter);
    return data.length + (delimiter?.length ?? 0);
  }

  /** Writes each document of the record on a line of its own, and returns how many there are: 0 when it is broken. */
  #addLines(data: Buffer): number {
    const text = bufferOf(trimmed(data));
    const documents = text[0] === OPEN_BRACE ? documentsOf(text) : [];
    for (const document of documents) {
      let line = document;
      if (this.staging.folding) {
        line = Buffer.from(document);
        foldKeys(line, this.staging.folding);
      }
      this.data.add(line);
      this.data.add(NEWLINE);
    }
    this.lines += documents.length;
    if (documents.length === 0) this.broken++;
    return documents.length;
  }
}

/** Most records are one document on one line: that is seen without looking at each byte. */
function documentsOf(text: Buffer): Buffer[] {
  if (!text.includes(0x0a) && !text.includes(NEXT_DOCUMENT)) return [text];
  const ranges = splitDocuments(text) ?? [];
  return ranges.map(({ start, end }) => bufferOf(onOneLine(text.subarray(start, end))));
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
