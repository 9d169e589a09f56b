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
  readonly folder: string;
  /** Of encrypted objects. */
  readonly isPrivate: boolean;
  readonly parts: Uint8Array[];
  /** Files of its format that are read. */
  readonly paths: string[];
}

/** Of one scan. */
export class TextBatches {
  /** By folder, since objects of one are of one format, and by whether they are private. */
  readonly #batches = new Map<string, Batch>();
  readonly #keepPrivate: (bytes: Uint8Array, path: string) => Promise<void>;
  #sizeBytes = 0;
  #files = 0;

  /** `keepPrivate` makes plaintext of encrypted objects readable at a path. */
  constructor(keepPrivate: (bytes: Uint8Array, path: string) => Promise<void>) {
    this.#keepPrivate = keepPrivate;
  }

  /** Adds the files it makes in `folder` to `paths`. False for what must be a file of its own; nothing is taken then. */
  async take({ isPrivate, bytesAtHand }: BlobStream, folder: string, paths: string[]): Promise<boolean> {
    if (bytesAtHand === undefined) return false;
    if (bytesAtHand[0] === MARK || bytesAtHand.includes(CARRIAGE_RETURN)) return false;
    const key = `${folder} ${isPrivate}`;
    const batch = this.#batches.get(key) ?? { folder, isPrivate, parts: [], paths };
    this.#batches.set(key, batch);
    batch.parts.push(bytesAtHand);
    if (bytesAtHand.at(-1) !== NEWLINE) batch.parts.push(Buffer.of(NEWLINE));
    this.#sizeBytes += bytesAtHand.length;
    if (this.#sizeBytes >= TEXT_BATCH_BYTES) await this.finish();
    return true;
  }

  /** Writes what was taken and is in no file yet. */
  async finish(): Promise<void> {
    const batches = [...this.#batches.values()];
    this.#batches.clear();
    this.#sizeBytes = 0;
    for (const { folder, isPrivate, parts, paths } of batches) {
      const path = join(folder, `b${++this.#files}`);
      paths.push(path);
      const bytes = Buffer.concat(parts);
      await (isPrivate ? this.#keepPrivate(bytes, path) : writeFile(path, bytes, { flag: "wx" }));
    }
  }
}
