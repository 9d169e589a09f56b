// multipart/form-data as browsers send it: fields up to the file, then the file as a stream. RFC 7578.

export interface FormFile {
  /** Undefined when it was sent as a plain field. */
  readonly filename: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface MultipartForm {
  /** Lower-case names; of repeated fields the first. */
  readonly fields: ReadonlyMap<string, string>;
  /** The part named `file`; what follows it is not read. */
  readonly file: FormFile | undefined;
}

/** `too-large`: the fields before the file; `malformed`: not such a form, or cut short. */
export class FormError extends Error {
  readonly reason: "too-large" | "malformed";

  constructor(reason: "too-large" | "malformed") {
    super(`form: ${reason}`);
    this.reason = reason;
  }
}

/** Bounds of one part's headers. Ours. */
const PART_HEAD_MAX_BYTES = 8 * 1024;
const CRLF2 = Buffer.from("\r\n\r\n");

/** The boundary in a Content-Type header. */
export const boundaryOf = (contentType: string): string | undefined => {
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType) ?? [];
  return quoted ?? plain;
};

/** Errors: FormError; whatever `source` throws. */
export async function readMultipartForm(
  source: AsyncIterable<Uint8Array>,
  boundary: string,
  fieldsMaxBytes: number,
): Promise<MultipartForm> {
  const reader = new PartReader(source, boundary);
  const fields = new Map<string, string>();
  let sizeBytes = 0;
  await reader.begin();
  for (let head = await reader.nextHead(); head !== undefined; head = await reader.nextHead()) {
    const { name, filename } = dispositionOf(head);
    if (name === "file") return { fields, file: { filename, body: reader.content() } };
    const chunks: Uint8Array[] = [];
    for await (const chunk of reader.content()) {
      sizeBytes += chunk.length;
      if (sizeBytes > fieldsMaxBytes) throw new FormError("too-large");
      chunks.push(chunk);
    }
    sizeBytes += name.length;
    if (!fields.has(name)) fields.set(name, Buffer.concat(chunks).toString());
  }
  return { fields, file: undefined };
}

function dispositionOf(head: string): { readonly name: string; readonly filename: string | undefined } {
  const line = head.split("\r\n").find((one) => /^content-disposition\s*:/i.test(one)) ?? "";
  const parameter = (key: string): string | undefined => {
    const [, quoted, plain] = new RegExp(`;\\s*${key}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, "i").exec(line) ?? [];
    return quoted?.replaceAll(/\\(["\\])/g, "$1") ?? plain;
  };
  const name = parameter("name");
  if (name === undefined) throw new FormError("malformed");
  return { name: name.toLowerCase(), filename: parameter("filename") };
}

/** Walks from part to part without holding more than a chunk and a delimiter. */
class PartReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #delimiter: Buffer;
  /** As if the first delimiter had a line before it, too. */
  #held: Buffer = Buffer.from("\r\n");
  #ended = false;

  constructor(source: AsyncIterable<Uint8Array>, boundary: string) {
    this.#chunks = source[Symbol.asyncIterator]();
    this.#delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  /** Skips what stands before the first part. */
  async begin(): Promise<void> {
    for await (const _ of this.content()) continue;
  }

  /** The headers of the part that follows a delimiter; undefined after the last. */
  async nextHead(): Promise<string | undefined> {
    await this.#fill(2);
    if (this.#held.subarray(0, 2).toString() === "--") return undefined;
    let at: number;
    while ((at = this.#held.indexOf(CRLF2)) < 0) {
      if (this.#held.length > PART_HEAD_MAX_BYTES) throw new FormError("too-large");
      await this.#fill(this.#held.length + 1);
    }
    const head = this.#held.subarray(0, at).toString();
    this.#held = this.#held.subarray(at + CRLF2.length);
    return head;
  }

  /** The bytes up to the next delimiter, which is read too. */
  async *content(): AsyncIterable<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(this.#delimiter);
      if (at >= 0) {
        if (at > 0) yield this.#held.subarray(0, at);
        this.#held = this.#held.subarray(at + this.#delimiter.length);
        return;
      }
      const sure = this.#held.length - this.#delimiter.length + 1;
      if (sure > 0) {
        yield this.#held.subarray(0, sure);
        this.#held = this.#held.subarray(sure);
      }
      await this.#fill(this.#held.length + 1);
    }
  }

  async #fill(sizeBytes: number): Promise<void> {
    while (this.#held.length < sizeBytes) {
      const next = this.#ended ? undefined : await this.#chunks.next();
      if (next === undefined || next.done === true) {
        this.#ended = true;
        throw new FormError("malformed");
      }
      this.#held = this.#held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.#held, next.value]);
    }
  }
}
