// Reads ZIP archives: the central directory, stored and deflated files, nothing else. Strict: what does not fit is refused.
import { crc32 } from "@node-rs/crc32";
import { inflateRawSync } from "node:zlib";

/** An archive that is refused, with the reason in one sentence. */
export class ZipProblem extends Error {
  readonly kind: "malformed" | "too-large";

  constructor(kind: "malformed" | "too-large", message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface ZipEntry {
  /** Relative, with `/`, without `.` and `..`. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly isExecutable: boolean;
  /** Unpacked; what the archive says, which `read` holds it to. */
  readonly sizeBytes: number;
  read(): Buffer;
}

export interface ZipLimits {
  readonly entriesMax: number;
  /** Of all files together, unpacked. */
  readonly sizeMaxBytes: number;
}

const END = { signature: 0x06054b50, size: 22, commentMax: 0xffff } as const;
const CENTRAL = { signature: 0x02014b50, size: 46 } as const;
const LOCAL = { signature: 0x04034b50, size: 30 } as const;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
const UNIX = 3;
/** Of Unix modes. */
const TYPE = { mask: 0o170000, link: 0o120000, folder: 0o040000 } as const;
const EXECUTABLE = 0o111;

/** Errors: ZipProblem. Nothing is unpacked yet. */
export function readZip(archive: Buffer, limits: ZipLimits): readonly ZipEntry[] {
  const end = endOf(archive);
  const count = archive.readUInt16LE(end + 10);
  const start = archive.readUInt32LE(end + 16);
  if (start === 0xffffffff || count === 0xffff) throw malformed("ZIP64 archives are not read");
  if (count > limits.entriesMax) throw tooLarge(`more than ${limits.entriesMax} entries`);
  const entries: ZipEntry[] = [];
  let sizeBytes = 0;
  let at = start;
  for (let index = 0; index < count; index++) {
    const { entry, next } = entryAt(archive, at, end);
    sizeBytes += entry.sizeBytes;
    if (sizeBytes > limits.sizeMaxBytes) throw tooLarge(`more than ${limits.sizeMaxBytes} bytes`);
    entries.push(entry);
    at = next;
  }
  return entries;
}

function endOf(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - END.size - END.commentMax);
  for (let at = archive.length - END.size; at >= earliest; at--)
    if (archive.readUInt32LE(at) === END.signature && at + END.size + archive.readUInt16LE(at + 20) === archive.length)
      return at;
  throw malformed("no end of the central directory");
}

function entryAt(archive: Buffer, at: number, end: number): { readonly entry: ZipEntry; readonly next: number } {
  if (at + CENTRAL.size > end || archive.readUInt32LE(at) !== CENTRAL.signature)
    throw malformed("the central directory is broken");
  const nameLength = archive.readUInt16LE(at + 28);
  const next = at + CENTRAL.size + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  if (next > end) throw malformed("the central directory is broken");
  const name = archive.toString("utf8", at + CENTRAL.size, at + CENTRAL.size + nameLength);
  const mode = archive.readUInt16LE(at + 4) >> 8 === UNIX ? archive.readUInt32LE(at + 38) >>> 16 : 0;
  if ((mode & TYPE.mask) === TYPE.link) throw malformed(`${name} is a symbolic link`);
  const packed = {
    name,
    flags: archive.readUInt16LE(at + 8),
    method: archive.readUInt16LE(at + 10),
    checksum: archive.readUInt32LE(at + 16),
    packedBytes: archive.readUInt32LE(at + 20),
    sizeBytes: archive.readUInt32LE(at + 24),
    localAt: archive.readUInt32LE(at + 42),
  };
  if ((packed.flags & ENCRYPTED) !== 0) throw malformed(`${name} is encrypted`);
  const isFolder = name.endsWith("/") || (mode & TYPE.mask) === TYPE.folder;
  const entry = {
    path: safePath(name),
    isFolder,
    isExecutable: (mode & EXECUTABLE) !== 0,
    sizeBytes: packed.sizeBytes,
    read: () => unpack(archive, packed),
  };
  return { entry, next };
}

interface Packed {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly localAt: number;
}

function unpack(archive: Buffer, { name, method, checksum, packedBytes, sizeBytes, localAt }: Packed): Buffer {
  if (localAt + LOCAL.size > archive.length || archive.readUInt32LE(localAt) !== LOCAL.signature)
    throw malformed(`${name} has no header`);
  const start = localAt + LOCAL.size + archive.readUInt16LE(localAt + 26) + archive.readUInt16LE(localAt + 28);
  if (start + packedBytes > archive.length) throw malformed(`${name} is cut off`);
  const bytes = inflated(archive.subarray(start, start + packedBytes), method, sizeBytes, name);
  if (bytes.length !== sizeBytes) throw malformed(`${name} has another size than it says`);
  if (crc32(bytes) !== checksum) throw malformed(`${name} does not match its checksum`);
  return bytes;
}

function inflated(packed: Buffer, method: number, sizeBytes: number, name: string): Buffer {
  if (method === STORED) return packed;
  if (method !== DEFLATED) throw malformed(`${name} is packed in a way that is not read: ${method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, sizeBytes) });
  } catch {
    throw malformed(`${name} cannot be unpacked`);
  }
}

/** Errors: ZipProblem for what would leave the folder. */
function safePath(name: string): string {
  const parts = name.split(/[/\\]/).filter((part) => part !== "" && part !== ".");
  if (name.startsWith("/") || name.includes("\0") || parts.includes("..") || /^[A-Za-z]:/.test(name))
    throw malformed(`${name} leads out of the archive`);
  return parts.join("/");
}

const malformed = (message: string): ZipProblem => new ZipProblem("malformed", message);
const tooLarge = (message: string): ZipProblem => new ZipProblem("too-large", message);
