// The embedded blob engine. Small blobs share packs; any other is a file, written aside, synced, and renamed into a folder of its generation.
import {
  link as linkFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  unlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { EngineError } from "../../kit/errors.ts";
import { realNowMs } from "../../kit/clock.ts";
import { hex } from "../../kit/ids.ts";
import { syncFolder } from "../sync-folder.ts";
import { engineErrorOf } from "../system-error.ts";
import type { BlobId, Blobs, BlobStream, ByteRange, StoredBlob } from "./blobs.ts";
import { FileStream } from "./file-stream.ts";
import { FileWriter } from "./file-writer.ts";
import { Generations } from "./generations.ts";
import { notFoundOf } from "./not-found.ts";
import { PACKED_MAX_BYTES } from "./pack.ts";
import { filled, pieceId, pieceOf, rangeOf } from "./pieces.ts";
import { Packs, placeOf } from "./packs.ts";
import { SmallStream } from "./small-stream.ts";

const FORMAT = "forebay blobs 2\n";
/** Without packs; otherwise the same. */
const FORMAT_BEFORE = "forebay blobs 1\n";
/** Larger ones are files, which readers may take in place. */
const SMALL_MAX_BYTES = PACKED_MAX_BYTES;
const LINK_REFUSED_CODES: ReadonlySet<unknown> = new Set(["EMLINK", "EPERM", "EXDEV", "ENOTSUP", "ENOSYS", "EACCES"]);
/** `<generation>-<128 random bits>`, in hexadecimal. */
const ID = /^([0-9a-f]{6,})-[0-9a-f]{32}$/;

/** Opens or creates the blobs in `folder` and removes what was not finished. Errors: EngineError `corrupt`. */
export async function openFiles(folder: string): Promise<Blobs> {
  const incoming = join(folder, "incoming");
  await mkdir(incoming, { recursive: true });
  await checkFormat(join(folder, "format"));
  for (const name of await readdir(incoming)) await rm(join(incoming, name));
  const packs = await Packs.open(join(folder, "packs"));
  const generations = await Generations.open(join(folder, "stored"));
  await syncFolder(folder);
  await syncFolder(dirname(folder));
  return new FileBlobs(incoming, generations, packs);
}

async function checkFormat(path: string): Promise<void> {
  const format = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (format === undefined || format === FORMAT_BEFORE) {
    await writeFile(`${path}.new`, FORMAT, { flush: true });
    return rename(`${path}.new`, path); // never half written: it would not be opened again
  }
  if (format !== FORMAT)
    throw new EngineError(
      "blobs",
      "corrupt",
      `${path} says ${JSON.stringify(format)}; this version reads ${JSON.stringify(FORMAT)}.`,
    );
}

class FileBlobs implements Blobs {
  readonly #incoming: string;
  readonly #generations: Generations;
  readonly #packs: Packs;
  readonly #storing = new Set<Promise<StoredBlob>>();
  #closed = false;

  constructor(incoming: string, generations: Generations, packs: Packs) {
    this.#incoming = incoming;
    this.#generations = generations;
    this.#packs = packs;
  }

  async put(source: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBlob> {
    if (source instanceof Uint8Array)
      return source.length <= SMALL_MAX_BYTES ? this.#storeSmall(source) : this.#store((path) => write(path, source));
    const rest = source[Symbol.asyncIterator]();
    const begun: Uint8Array[] = [];
    let sizeBytes = 0;
    while (sizeBytes <= SMALL_MAX_BYTES) {
      const { done, value } = await rest.next();
      if (done === true) return this.#storeSmall(begun.length === 1 ? (begun[0] as Uint8Array) : Buffer.concat(begun));
      begun.push(value);
      sizeBytes += value.length;
    }
    try {
      return await this.#store((path) => write(path, chained(begun, rest)));
    } catch (error) {
      await rest.return?.(); // the file may have failed before anything was asked of the source again
      throw error;
    }
  }

  #storeSmall(bytes: Uint8Array): Promise<StoredBlob> {
    this.#assertOpen();
    return this.#packs.put(bytes);
  }

  async reserve(): Promise<BlobId> {
    const { id } = await this.#store((path) => write(path, new Uint8Array()));
    return id;
  }

  async putPiece(
    reserved: BlobId,
    offset: number,
    source: Uint8Array | AsyncIterable<Uint8Array>,
  ): Promise<StoredBlob> {
    this.#assertOpen();
    const writing = this.#writePiece(reserved, offset, source);
    this.#storing.add(writing);
    try {
      return await writing;
    } finally {
      this.#storing.delete(writing);
    }
  }

  async #writePiece(of: BlobId, offset: number, source: Uint8Array | AsyncIterable<Uint8Array>): Promise<StoredBlob> {
    try {
      const sizeBytes = await write(this.#path(of) ?? "", source, { flags: "r+", offset });
      return { id: pieceId({ of, offset, sizeBytes }), sizeBytes };
    } catch (error) {
      throw engineErrorOf("blobs", notFoundOf(error));
    }
  }

  async concat(ids: readonly BlobId[], isSettled = false): Promise<StoredBlob> {
    const copy = (path: string): Promise<number> => write(path, this.#bytesOf(ids));
    const whole = await this.#wholeOf(ids, isSettled);
    return whole === undefined ? this.put(this.#bytesOf(ids)) : this.#store((path) => link(whole, path, copy));
  }

  /** The path of the one file that has all of the bytes and no others, where there is one. */
  async #wholeOf(ids: readonly BlobId[], isSettled: boolean): Promise<string | undefined> {
    const [only = "", ...others] = ids;
    if (others.length === 0 && placeOf(only) === undefined && pieceOf(only) === undefined)
      return this.#path(only);
    const assembled = isSettled ? filled(ids) : undefined;
    const path = assembled && this.#path(assembled.id);
    const found = path === undefined ? undefined : await stat(path).catch(ignoreAbsent);
    return found?.size === assembled?.sizeBytes ? path : undefined;
  }

  /** `make` leaves a durable file at the path it is given and returns its size. */
  async #store(make: (path: string) => Promise<number>): Promise<StoredBlob> {
    this.#assertOpen();
    const storing = this.#finish(hex(32), make);
    this.#storing.add(storing);
    try {
      return await storing;
    } finally {
      this.#storing.delete(storing);
    }
  }

  async #finish(name: string, make: (path: string) => Promise<number>): Promise<StoredBlob> {
    const path = join(this.#incoming, name);
    try {
      const sizeBytes = await make(path);
      const generation = await this.#generations.current();
      await rename(path, join(generation.folder, name));
      await generation.sync();
      return { id: `${generation.name}-${name}`, sizeBytes };
    } catch (error) {
      await unlink(path).catch(ignoreAbsent);
      throw engineErrorOf("blobs", error);
    }
  }

  get(id: BlobId, range?: ByteRange): BlobStream {
    const place = this.#closed ? undefined : placeOf(id);
    if (place !== undefined)
      return new SmallStream(this.#packs.atHand(id) ?? (() => this.#packs.read(id, place)), range);
    return new FileStream(this.#closed ? undefined : this.#path(id), range);
  }

  async delete(id: BlobId): Promise<void> {
    this.#assertOpen();
    const place = placeOf(id);
    if (place !== undefined) return this.#packs.delete(id, place);
    if (pieceOf(id) !== undefined) return;
    const path = this.#path(id);
    if (path) await unlink(path).catch(ignoreAbsent);
  }

  async *list(): AsyncIterable<{ readonly id: BlobId; readonly writtenAtMs: number }> {
    this.#assertOpen();
    for await (const { name, folder } of this.#generations.all()) {
      for (const file of await readdir(folder)) {
        const stats = await stat(join(folder, file)).catch(ignoreAbsent);
        if (stats) yield { id: `${name}-${file}`, writtenAtMs: Math.floor(stats.mtimeMs) };
      }
    }
    yield* this.#packs.list();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.allSettled(this.#storing);
    await this.#packs.close();
  }

  async *#bytesOf(ids: readonly BlobId[]): AsyncIterable<Uint8Array> {
    for (const id of ids) {
      const piece = pieceOf(id);
      yield* (piece ? this.get(piece.of, rangeOf(piece)) : this.get(id)) as AsyncIterable<Uint8Array>;
    }
  }

  /** Undefined for what cannot be an id: it may come from outside. */
  #path(id: BlobId): string | undefined {
    const generation = ID.exec(id)?.[1];
    return generation && this.#generations.path(generation, id.slice(generation.length + 1));
  }

  #assertOpen(): void {
    if (this.#closed) throw new EngineError("blobs", "closed", "The blob engine is closed.");
  }
}

/** The chunks that were taken already and those that follow; whoever stops early ends the source, too. */
async function* chained(begun: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* begun;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** The bytes of `source`, on disk when resolved: in a new file unless told otherwise. Returns how many there were. */
async function write(
  path: string,
  source: Uint8Array | AsyncIterable<Uint8Array>,
  { flags, offset }: { readonly flags: string; readonly offset: number } = { flags: "wx", offset: 0 },
): Promise<number> {
  const handle = await open(path, flags);
  try {
    const writer = new FileWriter(handle, offset);
    if (source instanceof Uint8Array) await writer.add(source);
    else for await (const chunk of source) await writer.add(chunk);
    return await writer.finish();
  } finally {
    await handle.close();
  }
}

/** Blobs never change, so a copy may share the file. Where it cannot (65,000 links, no links at all), `copy` makes one. */
async function link(from: string, path: string, copy: (path: string) => Promise<number>): Promise<number> {
  try {
    await linkFile(from, path);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || !LINK_REFUSED_CODES.has(error.code)) throw notFoundOf(error);
    return copy(path);
  }
  const nowSeconds = realNowMs() / 1000;
  await utimes(path, nowSeconds, nowSeconds);
  return (await stat(path)).size;
}

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}
