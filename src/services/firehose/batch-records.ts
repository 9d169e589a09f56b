// The records of a staged batch, read back from its files; and its data with folded keys.
import { foldKeys, type KeyFolding } from "../../formats/conversion/json-text.ts";
import type { Batch } from "./batch.ts";
import { SpoolReader, type Spool } from "./spool.ts";

export interface StagedRecord {
  /** As it came. */
  readonly data: Buffer;
  /** Its lines in the data file, without line breaks; none when it is broken. */
  readonly lines: readonly Buffer[];
  readonly arrivalMs: number;
  readonly sequenceNumber: string;
}

/** The records of a batch that converts, in order. `dataPath` is its data file or a rewritten one with the same lines. */
export async function* stagedRecords(batch: Batch, dataPath: string): AsyncGenerator<StagedRecord> {
  if (!batch.index || !batch.source) throw new Error("the batch was staged without index and source");
  const readers = await Promise.all(
    [batch.index.path, batch.source.path, dataPath].map((path) => SpoolReader.open(path)),
  );
  const [index, source, data] = readers as [SpoolReader, SpoolReader, SpoolReader];
  try {
    for (let entry = await index.line(); entry !== undefined; entry = await index.line()) {
      const [length = "0", count = "0", arrivalMs = "0", sequenceNumber = ""] = entry.toString().split(" ");
      const lines: Buffer[] = [];
      while (lines.length < Number(count)) lines.push((await data.line()) ?? Buffer.alloc(0));
      yield { data: await source.take(Number(length)), lines, arrivalMs: Number(arrivalMs), sequenceNumber };
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
}

export interface FramedRecord {
  /** As processed. */
  readonly data: Buffer;
  readonly arrivalMs: number;
  readonly sequenceNumber: string;
}

/** The records of a framed batch, in order. */
export async function* framedRecords(batch: Batch): AsyncGenerator<FramedRecord> {
  if (!batch.frames) throw new Error("the batch was staged without frames");
  const frames = await SpoolReader.open(batch.frames.path);
  const data = await SpoolReader.open(batch.data.path);
  try {
    for (let frame = await frames.line(); frame !== undefined; frame = await frames.line()) {
      const [length = "0", arrivalMs = "0", sequenceNumber = ""] = frame.toString().split(" ");
      yield { data: await data.take(Number(length)), arrivalMs: Number(arrivalMs), sequenceNumber };
    }
  } finally {
    await Promise.all([frames.close(), data.close()]);
  }
}

/** Copies lines of JSON with their keys folded. */
export async function foldFile(from: string, to: Spool, folding: KeyFolding): Promise<void> {
  const reader = await SpoolReader.open(from);
  try {
    for (let line = await reader.line(); line !== undefined; line = await reader.line()) {
      const folded = Buffer.concat([line, LINE_BREAK]);
      foldKeys(folded, folding);
      to.add(folded);
      await to.flush();
    }
    await to.close();
  } finally {
    await reader.close();
  }
}

const LINE_BREAK = Buffer.from("\n");
