// Small blobs, many to a file: those put at the same time share one synced write, and a get is one read of an open file.
import { constants, read as readFile } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "../../kit/errors.ts";
import { realNowMs } from "../../kit/clock.ts";
import { bytes as randomBytes } from "../../kit/ids.ts";
import { FileHandles } from "../file-handles.ts";
import { engineErrorOf } from "../system-error.ts";
import type { BlobId, StoredBlob } from "./blobs.ts";
import { BytesCache } from "./bytes-cache.ts";
import { notFoundOf } from "./not-found.ts";
import { deletedMark, framesIn, OpenPack, PACK_BYTES, PACKED_MAX_BYTES, punch } from "./pack.ts";
import {
  decodeHeader,
  DELETED,
  encodeFrame,
  FRAME_HEADER_BYTES,
  frameSize,
  isWhole,
  KEY_BYTES,
  LIVE,
} from "./pack-frame.ts";

const NAME_DIGITS = 6;
const SUFFIX = ".pack";
const HANDLES_MAX = 64;
/** One write takes no more; the rest waits for the next. */
const COMMIT_MAX_BYTES = 4 * 1024 * 1024;
/** A full pack is written anew once this much of it was deleted. */
const PUNCH_MIN_BYTES = PACK_BYTES / 4;

interface Place {
  readonly pack: number;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly key: string;
}

/** `<pack>.<offset>.<size>-<128 random bits>`, in hexadecimal. */
const ID = /^([0-9a-f]{6,10})\.([0-9a-f]{1,8})\.([0-9a-f]{1,8})-([0-9a-f]{32})$/;

/** Undefined for what is no id of a small blob. */
export function placeOf(id: BlobId): Place | undefined {
  const [, pack, offset, sizeBytes, key] = ID.exec(id) ?? [];
  if (pack === undefined || offset === undefined || sizeBytes === undefined || key === undefined) return undefined;
  const [a, b, c] = [pack, offset, sizeBytes].map((part) => Number.parseInt(part, 16)) as [number, number, number];
  return c > PACKED_MAX_BYTES ? undefined : { pack: a, offset: b, sizeBytes: c, key };
}

const idOf = ({ pack, offset, sizeBytes, key }: Place): BlobId =>
  `${nameOf(pack)}.${offset.toString(16)}.${sizeBytes.toString(16)}-${key}`;
const nameOf = (pack: number): string => pack.toString(16).padStart(NAME_DIGITS, "0");

interface Waiting {
  readonly key: Buffer;
  readonly frame: Buffer;
  readonly sizeBytes: number;
  readonly resolve: (blob: StoredBlob) => void;
  readonly reject: (error: unknown) => void;
}

export class Packs {
  readonly #folder: string;
  /** For reading and for marks of deletion, which need not be on disk at once. */
  readonly #handles = new FileHandles("blobs", HANDLES_MAX, constants.O_RDWR);
  readonly #cache = new BytesCache();
  readonly #deletedBytes = new Map<number, number>();
  /** What changes a pack in place or as a whole, one after the other. */
  readonly #lanes = new Map<number, Promise<unknown>>();
  #newest: number;
  #open: OpenPack | undefined;
  #waiting: Waiting[] = [];
  #committing: Promise<void> | undefined;
  #closed = false;

  private constructor(folder: string, newest: number) {
    this.#folder = folder;
    this.#newest = newest;
  }

  static async open(folder: string): Promise<Packs> {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    for (const name of names) if (!name.endsWith(SUFFIX)) await rm(join(folder, name)); // what a punch left
    return new Packs(folder, Math.max(0, ...numbersOf(names)));
  }

  put(bytes: Uint8Array): Promise<StoredBlob> {
    const key = randomBytes(KEY_BYTES);
    const frame = encodeFrame(bytes, key, realNowMs());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, frame, sizeBytes: bytes.length, resolve, reject });
      this.#committing ??= this.#commitAll();
    });
  }

  /** The bytes if they are in memory. */
  atHand(id: BlobId): Buffer | undefined {
    return this.#cache.get(id);
  }

  /** Errors: `not-found`, `corrupt`. */
  async read(id: BlobId, place: Place): Promise<Buffer> {
    const kept = this.#cache.get(id);
    if (kept !== undefined) return kept;
    const frame = Buffer.allocUnsafeSlow(FRAME_HEADER_BYTES + place.sizeBytes);
    const bytesRead = await this.#at(place, (handle) => readAt(handle, frame, place.offset));
    const header = bytesRead < FRAME_HEADER_BYTES ? undefined : decodeHeader(frame, 0);
    if (header?.key !== place.key || header.state !== LIVE) throw notFoundOf(undefined);
    if (bytesRead < frame.length || header.sizeBytes !== place.sizeBytes || !isWhole(frame, place.sizeBytes))
      throw new EngineError("blobs", "corrupt", `Blob ${id} is not as it was written.`);
    const bytes = frame.subarray(FRAME_HEADER_BYTES);
    this.#cache.set(id, bytes);
    return bytes;
  }

  async delete(id: BlobId, place: Place): Promise<void> {
    this.#cache.delete(id);
    await this.#inLane(place.pack, async () => {
      const header = Buffer.alloc(FRAME_HEADER_BYTES);
      const found = await this.#at(place, async (handle) => {
        if ((await readAt(handle, header, place.offset)) < FRAME_HEADER_BYTES) return false;
        const stored = decodeHeader(header, 0);
        if (stored?.key !== place.key || stored.state !== LIVE) return false;
        await handle.write(deletedMark, 0, 1, place.offset);
        return true;
      }).catch((error: unknown) => {
        if (error instanceof EngineError && error.kind === "not-found") return false;
        throw engineErrorOf("blobs", error);
      });
      this.#cache.delete(id);
      if (found) this.#deletedBytes.set(place.pack, this.#deletedIn(place.pack) + frameSize(place.sizeBytes));
    });
    this.#punchIfDue(place.pack);
  }

  async *list(): AsyncIterable<{ readonly id: BlobId; readonly writtenAtMs: number }> {
    for (const pack of numbersOf(await readdir(this.#folder)).toSorted((a, b) => a - b)) {
      let [liveFrames, deletedBytes] = [0, 0];
      const handle = await open(this.#path(pack), "r").catch(ignoreAbsent);
      if (handle === undefined) continue;
      try {
        for await (const { state, sizeBytes, writtenAtMs, key, offset } of framesIn(handle)) {
          if (state === DELETED) deletedBytes += frameSize(sizeBytes);
          if (state !== LIVE) continue;
          liveFrames++;
          yield { id: idOf({ pack, offset, sizeBytes, key }), writtenAtMs };
        }
      } finally {
        await handle.close();
      }
      // What was deleted before this process began is known only now.
      this.#deletedBytes.set(pack, liveFrames === 0 ? PACK_BYTES : Math.max(deletedBytes, this.#deletedIn(pack)));
      this.#punchIfDue(pack);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#committing;
    await Promise.allSettled(this.#lanes.values());
    await this.#open?.close();
    this.#open = undefined;
    await this.#handles.close();
  }

  #at<Result>({ pack }: Place, use: (handle: FileHandle) => Promise<Result>): Promise<Result> {
    return this.#handles.with(this.#path(pack), use).catch((error: unknown) => {
      throw notFoundOf(error);
    });
  }

  #path(pack: number): string {
    return join(this.#folder, `${nameOf(pack)}${SUFFIX}`);
  }

  async #commitAll(): Promise<void> {
    // What is put in the same turn shares the first write.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      try {
        const pack = await this.#writable();
        const first = pack.endBytes;
        await pack.append(batch.map(({ frame }) => frame));
        this.#settle(batch, pack.number, first);
      } catch (error) {
        const reason = engineErrorOf("blobs", error);
        await this.#leave();
        for (const { reject } of batch) reject(reason);
      }
    }
    this.#committing = undefined;
  }

  #settle(batch: readonly Waiting[], pack: number, first: number): void {
    let offset = first;
    for (const { key, frame, sizeBytes, resolve } of batch) {
      const id = idOf({ pack, offset, sizeBytes, key: key.toString("hex") });
      offset += frame.length;
      this.#cache.set(id, frame.subarray(FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + sizeBytes));
      resolve({ id, sizeBytes });
    }
  }

  #take(): readonly Waiting[] {
    let sizeBytes = 0;
    let count = 0;
    while (count < this.#waiting.length && sizeBytes < COMMIT_MAX_BYTES)
      sizeBytes += (this.#waiting[count++] as Waiting).frame.length;
    return this.#waiting.splice(0, count);
  }

  async #writable(): Promise<OpenPack> {
    if (this.#open?.isFull) {
      const full = this.#open;
      this.#open = undefined;
      this.#newest = full.number + 1;
      await full.close();
      this.#punchIfDue(full.number);
    }
    while (this.#open === undefined) {
      this.#open = await OpenPack.open(this.#path(this.#newest), this.#newest).catch((error: unknown) => {
        if (isOfDisk(error)) this.#newest++; // it cannot be written to; the next put takes another
        throw error;
      });
      if (this.#open === undefined) this.#newest++;
    }
    return this.#open;
  }

  /**
   * A pack that was not written to as it should is left for a new one: an error of a sync is told once, and what was lost then
   * is never synced by a later one. One that holds nothing goes, so that a full disk does not fill with them.
   */
  async #leave(): Promise<void> {
    const broken = this.#open;
    this.#open = undefined;
    if (broken === undefined) return;
    await broken.close().catch(() => {}); // the disk has failed it already, and the puts were told
    const path = this.#path(broken.number);
    const isGone = broken.endBytes === 0 && (await rm(path).then(isTrue, isFalse));
    await this.#handles.forget(path);
    if (!isGone) this.#newest = broken.number + 1;
  }

  #deletedIn(pack: number): number {
    return this.#deletedBytes.get(pack) ?? 0;
  }

  #punchIfDue(pack: number): void {
    if (this.#closed || pack >= this.#newest || this.#deletedIn(pack) < PUNCH_MIN_BYTES) return;
    this.#deletedBytes.delete(pack);
    // Where it fails, the pack stays as it is until more is deleted of it or the blobs are listed again.
    void this.#inLane(pack, async () => {
      if (this.#closed) return;
      await punch(this.#path(pack));
      await this.#handles.forget(this.#path(pack));
    }).catch(() => {});
  }

  #inLane<Result>(pack: number, task: () => Promise<Result>): Promise<Result> {
    const running = (this.#lanes.get(pack) ?? Promise.resolve()).then(task, task);
    this.#lanes.set(pack, running);
    const forget = (): void => void (this.#lanes.get(pack) === running && this.#lanes.delete(pack));
    running.then(forget, forget);
    return running;
  }
}

const isTrue = (): boolean => true;
const isFalse = (): boolean => false;

const isOfDisk = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "EIO";

function numbersOf(names: readonly string[]): readonly number[] {
  const packs = names.filter((name) => name.endsWith(SUFFIX));
  return packs.map((name) => Number.parseInt(name, 16));
}

/** How many bytes were read. Cheaper than the handle's own `read`. */
const readAt = ({ fd }: FileHandle, buffer: Buffer, position: number): Promise<number> =>
  new Promise((resolve, reject) =>
    readFile(fd, buffer, 0, buffer.length, position, (error, bytesRead) =>
      error ? reject(error) : resolve(bytesRead),
    ),
  );

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
