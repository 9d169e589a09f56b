// Small text objects, many to a file: to make and to open a file takes longer than to read what stands in one.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BlobStream } from "../../../engines/blobs/blobs.ts";
import type { FileFormat } from "../../../formats/serde.ts";
import { TEXT_BATCH_BYTES } from "../limits.ts";

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
/** A byte order mark begins with it; it is one at the start of a file only. */
const MARK = 0xef;

/** Whether lines of several objects can stand in one file: none of them is skipped or goes on in the next. */
export const isBatched = (format: FileFormat): boolean =>
  format.kind === "json" ||
  (format.kind === "delimited" &&
    format.quote === undefined &&
    format.escape === undefined &&
    format.headerLines === 0);

interface Batch {
  readonly parts: Uint8Array[];
  /** Files of its format that are read. */
  readonly paths: string[];
}

/** Of one scan. */
export class TextBatches {
  /** By folder: objects of one are of one format. */
  readonly #batches = new Map<string, Batch>();
  #sizeBytes = 0;
  #files = 0;

  /** Adds the files it makes in `folder` to `paths`. False for what must be a file of its own; nothing is taken then. */
  async take({ isPrivate, bytesAtHand }: BlobStream, folder: string, paths: string[]): Promise<boolean> {
    if (isPrivate || bytesAtHand === undefined) return false;
    if (bytesAtHand[0] === MARK || bytesAtHand.includes(CARRIAGE_RETURN)) return false;
    const batch = this.#batches.get(folder) ?? { parts: [], paths };
    this.#batches.set(folder, batch);
    batch.parts.push(bytesAtHand);
    if (bytesAtHand.at(-1) !== NEWLINE) batch.parts.push(Buffer.of(NEWLINE));
    this.#sizeBytes += bytesAtHand.length;
    if (this.#sizeBytes >= TEXT_BATCH_BYTES) await this.finish();
    return true;
  }

  /** Writes what was taken and is in no file yet. */
  async finish(): Promise<void> {
    const batches = [...this.#batches];
    this.#batches.clear();
    this.#sizeBytes = 0;
    for (const [folder, { parts, paths }] of batches) {
      const path = join(folder, `b${++this.#files}`);
      paths.push(path);
      await writeFile(path, Buffer.concat(parts), { flag: "wx" });
    }
  }
}
