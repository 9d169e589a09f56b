// Which shards exist and under which number their files stand: a text file that only grows, rewritten when it opens.
//
//   forebay log registry 1
//   <CRC-32 of the rest, 8 hex digits> create <number> <name as JSON>
//   <CRC-32 of the rest, 8 hex digits> delete <number> <name as JSON>
import { type FileHandle, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { EngineError } from "../../kit/errors.ts";
import { syncFolder } from "../sync-folder.ts";
import { writeWhole } from "../write-whole.ts";

const HEADER = "forebay log registry 1";

const lineOf = (verb: "create" | "delete", number: number, name: string): string => {
  const text = `${verb} ${number} ${JSON.stringify(name)}`;
  return `${checksum(text)} ${text}\n`;
};

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, "0");

export class Registry {
  readonly #numbers: Map<string, number>;
  readonly #handle: FileHandle;
  #nextNumber: number;
  #sizeBytes: number;

  private constructor(numbers: Map<string, number>, nextNumber: number, handle: FileHandle, sizeBytes: number) {
    this.#numbers = numbers;
    this.#nextNumber = nextNumber;
    this.#handle = handle;
    this.#sizeBytes = sizeBytes;
  }

  static async open(folder: string): Promise<Registry> {
    const path = join(folder, "registry");
    const { numbers, nextNumber } = parse(await readFile(path, "utf8").catch(absent));
    let text = `${HEADER}\n`;
    for (const [name, number] of numbers) text += lineOf("create", number, name);
    // Keeps the numbers of deleted shards from being used again.
    text += lineOf("delete", nextNumber - 1, "");
    const temporary = await open(`${path}.new`, "w");
    await temporary.writeFile(text);
    await temporary.datasync();
    await rename(`${path}.new`, path);
    await syncFolder(folder);
    return new Registry(numbers, nextNumber, temporary, Buffer.byteLength(text));
  }

  numberOf(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  get numbers(): Iterable<number> {
    return this.#numbers.values();
  }

  /** Durable when resolved. Not to be called while another call is under way. */
  async create(names: readonly string[]): Promise<void> {
    const added = [...new Set(names)].filter((name) => !this.#numbers.has(name));
    const first = this.#nextNumber;
    await this.#write(added.map((name, at) => lineOf("create", first + at, name)).join(""));
    for (const [at, name] of added.entries()) this.#numbers.set(name, first + at);
    this.#nextNumber += added.length;
  }

  /** Durable when resolved; returns the numbers whose files may go. */
  async delete(names: readonly string[]): Promise<number[]> {
    const removed = [...new Set(names)].flatMap((name) => {
      const number = this.#numbers.get(name);
      return number === undefined ? [] : [{ name, number }];
    });
    await this.#write(removed.map(({ name, number }) => lineOf("delete", number, name)).join(""));
    for (const { name } of removed) this.#numbers.delete(name);
    return removed.map(({ number }) => number);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #write(lines: string): Promise<void> {
    if (lines === "") return;
    const bytes = Buffer.from(lines);
    try {
      await writeWhole(this.#handle, bytes, this.#sizeBytes);
      await this.#handle.datasync();
    } catch (error) {
      await this.#handle.truncate(this.#sizeBytes);
      throw error;
    }
    this.#sizeBytes += bytes.length;
  }
}

function parse(text: string): { readonly numbers: Map<string, number>; readonly nextNumber: number } {
  const numbers = new Map<string, number>();
  let nextNumber = 1;
  const [header, ...lines] = text.split("\n");
  if (text !== "" && header !== HEADER)
    throw new EngineError(
      "log",
      "corrupt",
      `The registry begins with "${header?.slice(0, 40)}", not with "${HEADER}".`,
    );
  for (const line of lines) {
    const text = line.slice(9);
    // What follows a torn line was never acknowledged.
    if (line.slice(0, 8) !== checksum(text)) break;
    const [verb, number, ...name] = text.split(" ");
    const key = JSON.parse(name.join(" ")) as string;
    if (verb === "create") numbers.set(key, Number(number));
    else numbers.delete(key);
    nextNumber = Math.max(nextNumber, Number(number) + 1);
  }
  return { numbers, nextNumber };
}

function absent(error: NodeJS.ErrnoException): string {
  if (error.code === "ENOENT") return "";
  throw error;
}
