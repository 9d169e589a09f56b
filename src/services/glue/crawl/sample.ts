// Reads as much of a file as its schema needs: the footer of a Parquet or ORC file, or the first megabytes of a text.
import { inferenceOfOrc } from "./orc-schema.ts";
import { inferenceOfParquet } from "./parquet-schema.ts";
import { footerLength, FOOTER_READ_MAX_BYTES, PARQUET_TAIL_BYTES } from "../../../formats/parquet/footer.ts";
import type { ClassifierInput } from "../store/inputs.ts";
import { classifyText } from "./classify.ts";
import { decompressed, type Decompressed } from "./compression.ts";
import type { Extent, FileSchema } from "./file-schema.ts";
import type { Source, SourceObject } from "./source.ts";

/** Tells a Parquet file from a text, is the whole of a small text, and holds most Parquet footers. Ours. */
const PROBE_BYTES = 64 * 1024;

/** A text is looked at for one megabyte, then for ten. Documented: knowledge centre, "How does the crawler detect the schema?". */
const SAMPLE_SIZES_BYTES = [1024 * 1024, 10 * 1024 * 1024];

/** Most that is unpacked of a compressed sample. Ours. */
const UNPACKED_MAX_BYTES = 10 * 1024 * 1024;

export interface SampledFile {
  readonly key: string;
  readonly schema: FileSchema;
  readonly extent: Extent;
}

/** Undefined for a file that no classifier knows. Errors: S3's. */
export async function sampleFile(
  source: Source,
  bucket: string,
  object: SourceObject,
  classifiers: readonly ClassifierInput[],
): Promise<SampledFile | undefined> {
  const { key, sizeBytes } = object;
  const probe = await source.read(bucket, key, 0, Math.min(PROBE_BYTES, sizeBytes));
  if (probe.subarray(0, 4).toString("latin1") === "PAR1") return sampleParquet(source, bucket, object);
  if (probe.subarray(0, 3).toString("latin1") === "ORC") {
    const sampled = await sampleOrc(source, bucket, object);
    if (sampled) return sampled;
  }
  for (const sampleBytes of SAMPLE_SIZES_BYTES) {
    const whole = probe.length >= sizeBytes;
    const bytes = whole ? probe : await source.read(bucket, key, 0, Math.min(sampleBytes, sizeBytes));
    const complete = bytes.length >= sizeBytes;
    const unpacked = await decompressed(bytes, complete, UNPACKED_MAX_BYTES);
    const sampled = unpacked && classifyUnpacked(unpacked, object, bytes.length, classifiers);
    if (sampled || complete) return sampled;
  }
  return undefined;
}

function classifyUnpacked(
  { bytes, complete, compression }: Decompressed,
  object: SourceObject,
  readBytes: number,
  classifiers: readonly ClassifierInput[],
): SampledFile | undefined {
  const text = new TextDecoder().decode(
    complete ? bytes : bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1 || bytes.length),
  );
  if (text.includes("\0")) return undefined;
  const classified = classifyText({ text, complete, compression }, classifiers);
  if (!classified) return undefined;
  const { schema, recordCount, recordsEnd } = classified;
  const share = recordsEnd / Math.max(text.length, 1);
  const recordBytes = Math.max(1, Math.round(bytes.length * share));
  const scale = complete ? 1 / Math.max(share, 1e-9) : object.sizeBytes / Math.max(1, readBytes * share);
  return {
    key: object.key,
    schema,
    extent: {
      objectCount: 1,
      sizeBytes: object.sizeBytes,
      recordCount: Math.round(recordCount * scale),
      recordBytes: Math.round(recordBytes * scale),
    },
  };
}

async function sampleParquet(source: Source, bucket: string, object: SourceObject): Promise<SampledFile | undefined> {
  const { key, sizeBytes } = object;
  const tail = await source.read(bucket, key, Math.max(0, sizeBytes - PROBE_BYTES), sizeBytes);
  const length = footerLength(tail.subarray(-PARQUET_TAIL_BYTES), sizeBytes);
  if (length === undefined) return undefined;
  const start = sizeBytes - PARQUET_TAIL_BYTES - length;
  const inTail = tail.length - PARQUET_TAIL_BYTES - length;
  const footer =
    inTail >= 0
      ? tail.subarray(inTail, -PARQUET_TAIL_BYTES)
      : await source.read(bucket, key, start, start + Math.min(length, FOOTER_READ_MAX_BYTES));
  const inferred = inferenceOfParquet(footer);
  if (inferred === undefined) return undefined;
  const { columns, recordCount } = inferred;
  return {
    key,
    schema: { layout: { classification: "parquet" }, compression: "none", columns, paths: [], quoted: false },
    extent: { objectCount: 1, sizeBytes, recordCount, recordBytes: sizeBytes },
  };
}

/** Undefined for what only begins like an ORC file. */
async function sampleOrc(source: Source, bucket: string, object: SourceObject): Promise<SampledFile | undefined> {
  const { key, sizeBytes } = object;
  const inferred = await inferenceOfOrc({
    sizeBytes,
    read: (offset, length) => source.read(bucket, key, offset, offset + length),
  });
  if (inferred === undefined) return undefined;
  const { columns, recordCount } = inferred;
  return {
    key,
    schema: { layout: { classification: "orc" }, compression: "none", columns, paths: [], quoted: false },
    extent: { objectCount: 1, sizeBytes, recordCount, recordBytes: sizeBytes },
  };
}
