// One inventory: its data file, manifest, checksum and symlink, as AWS lays them out. Documented.
import { createHash, hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { InventoryConfiguration, InventoryEncryption } from "@aws-sdk/client-s3";
import { writeOrc } from "../../../formats/conversion/json-to-orc.ts";
import { duckDbType } from "../../../formats/hive-type.ts";
import { ORC_DEFAULTS } from "../../../formats/orc/writer.ts";
import { uuid } from "../../../kit/ids.ts";
import type { S3Context } from "../context.ts";
import { deliver, type Delivered } from "../delivery.ts";
import { type Noncurrent, noncurrentAfter } from "../lifecycle/due.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { isDeleteMarker, type VersionRow } from "../store/tables.ts";
import { scanVersions } from "../store/versions.ts";
import { InventoryFacts } from "./facts.ts";
import { type Column, columnsOf, hiveColumnsOf, type InventoryFormat, schemaOf } from "./columns.ts";

/** Records written to the file at once. */
const LINES_MAX = 1000;
const FORMAT_VERSION = "2016-11-30";
const FILES = {
  CSV: { extension: ".csv.gz", contentType: "application/x-gzip" },
  ORC: { extension: ".orc", contentType: "application/octet-stream" },
  Parquet: { extension: ".parquet", contentType: "application/octet-stream" },
} as const;

/** Errors: as PutObject. */
export async function writeInventory(
  context: S3Context,
  source: NamedBucket,
  inventory: InventoryConfiguration,
  signal: AbortSignal,
): Promise<void> {
  const {
    Bucket: destinationArn = "",
    Prefix = "",
    Format = "",
    Encryption,
  } = inventory.Destination?.S3BucketDestination ?? {};
  const bucket = destinationArn.split(":").at(-1) ?? "";
  const nowMs = context.clock.now();
  const columns = columnsOf(inventory);
  const format = Format as InventoryFormat;
  const { extension, contentType } = FILES[format];
  const root = `${Prefix === "" ? "" : `${Prefix.replace(/\/$/, "")}/`}${source.name}/${inventory.Id}`;
  const folder = await mkdtemp(join(context.temporaryFolder, "inventory-"));
  const send = (key: string, body: Readable, sizeBytes: number, contentType: string): Promise<void> =>
    deliver(context, { source, bucket, key, body, sizeBytes, contentType, ...encryptionOf(Encryption) }, signal);
  const sendText = (key: string, text: string, contentType: string): Promise<void> =>
    send(key, Readable.from([Buffer.from(text)], { objectMode: false }), Buffer.byteLength(text), contentType);
  try {
    const path = await writeData(context, {
      folder,
      columns,
      format,
      lines: linesOf(context, source, inventory, columns),
    });
    const size = (await stat(path)).size;
    const key = `${root}/data/${uuid()}${extension}`;
    await send(key, createReadStream(path), size, contentType);
    const manifest = JSON.stringify({
      sourceBucket: source.name,
      destinationBucket: destinationArn,
      version: FORMAT_VERSION,
      creationTimestamp: String(nowMs),
      fileFormat: Format,
      fileSchema: schemaOf(columns, format),
      files: [{ key, size, MD5checksum: await md5Of(path) }],
    });
    const at = new Date(nowMs).toISOString().slice(0, 16).replace(":", "-");
    await sendText(`${root}/hive/dt=${at.replace("T", "-")}/symlink.txt`, `s3://${bucket}/${key}`, "text/plain");
    await sendText(`${root}/${at}Z/manifest.checksum`, hash("md5", manifest, "hex"), "text/plain");
    await sendText(`${root}/${at}Z/manifest.json`, manifest, "application/json");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Undefined: as the destination's bucket has it by default. */
function encryptionOf(encryption: InventoryEncryption | undefined): Pick<Delivered, "encryption"> {
  if (encryption?.SSEKMS !== undefined)
    return { encryption: { ServerSideEncryption: "aws:kms", SSEKMSKeyId: encryption.SSEKMS.KeyId } };
  return encryption?.SSES3 === undefined ? {} : { encryption: { ServerSideEncryption: "AES256" } };
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

interface Placed {
  readonly row: VersionRow;
  readonly noncurrent: Noncurrent | undefined;
}

async function* linesOf(
  context: S3Context,
  bucket: NamedBucket,
  { IncludedObjectVersions, Filter }: InventoryConfiguration,
  columns: readonly Column[],
): AsyncIterable<string> {
  const prefix = Filter?.Prefix ?? "";
  const facts = await InventoryFacts.open(context, bucket);
  let lines: string[] = [];
  let last: (Placed & { readonly key: string }) | undefined;
  for await (const { name: key, row } of scanVersions(context, bucket.name, { from: prefix }, Infinity)) {
    if (!key.startsWith(prefix)) break;
    const { version, isLatest } = row;
    const noncurrent = last?.key === key ? noncurrentAfter(last, version) : undefined;
    last = { key, row: version, noncurrent };
    if (IncludedObjectVersions === "Current" && (!isLatest || isDeleteMarker(version))) continue;
    const listed = { bucket: bucket.name, key, version, isLatest, noncurrent, facts };
    lines.push(`${columns.map(({ valueOf }) => quoted(valueOf(listed))).join(",")}\n`);
    if (lines.length < LINES_MAX) continue;
    yield lines.join("");
    lines = [];
  }
  yield lines.join("");
}

interface Data {
  readonly folder: string;
  readonly columns: readonly Column[];
  readonly format: InventoryFormat;
  readonly lines: AsyncIterable<string>;
}

/** The path of the data file. */
async function writeData(context: S3Context, { folder, columns, format, lines }: Data): Promise<string> {
  const isCsv = format === "CSV";
  const csv = join(folder, "data.csv");
  const compress = isCsv ? createGzip() : new PassThrough();
  await pipeline(Readable.from(lines, { objectMode: false }), compress, createWriteStream(csv, { mode: 0o600 }));
  if (isCsv) return csv;
  const path = join(folder, "data");
  const session = await (await context.sql()).session();
  try {
    const names = columns.map(({ parquet: name }) => `'${name}': 'VARCHAR'`).join(", ");
    const values = columns
      .map(({ parquet: name, type }) => `CAST(NULLIF("${name}", '') AS ${type}) AS "${name}"`)
      .join(", ");
    const rows =
      `FROM read_csv(${literal(csv)}, header = false, auto_detect = false, delim = ',', quote = '"',` +
      ` escape = '"', strict_mode = true, parallel = false, max_line_size = 1000000, columns = {${names}})`;
    if (format === "ORC") {
      const hive = hiveColumnsOf(columns);
      const items = hive.map(({ name, type }) => `CAST(NULLIF("${name}", '') AS ${duckDbType(type)})`);
      await writeOrc(await session.run(`SELECT ${items.join(", ")} ${rows}`), path, hive, ORC_DEFAULTS);
    } else {
      await session.run(`COPY (SELECT ${values} ${rows}) TO ${literal(path)} (FORMAT parquet, COMPRESSION snappy)`);
    }
  } finally {
    await session.close();
  }
  return path;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

async function md5Of(path: string): Promise<string> {
  const sum = createHash("md5");
  await pipeline(createReadStream(path), sum);
  return sum.digest("hex");
}
