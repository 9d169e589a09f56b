// npm run test:scale: one object of many gibibytes up and down, against a Forebay in a process of its own.
// SCALE_GIB (20) makes it smaller: 0 leaves it out. Its parts are as small as S3 takes them, so that there are many: 4,096.
// Prints figures; fails when a byte is missing or memory was not bounded at some time.
import { crc32 } from "node:zlib";
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { report } from "../../bench/report.ts";
import type { BenchServer } from "../../bench/server.ts";
import { against, Bucket, memoryOf, memoryText } from "./server.ts";

const GIB = Number(process.env["SCALE_GIB"] ?? 20);
const MIB = GIB * 1024;
const MEMORY_MAX_MIB = 200;
const PART_MIB = 5;
/** As the SDK's lib-storage sends them. */
const PARTS_AT_ONCE = 4;

interface Sent {
  readonly parts: CompletedPart[];
  readonly crc: number;
}

/** Each part differs from the others, and is made as it is sent. */
async function sendParts(s3: S3Client, upload: { readonly Key: string; readonly UploadId: string }): Promise<Sent> {
  const parts: CompletedPart[] = [];
  let [crc, last] = [0, 0];
  const lane = async (): Promise<void> => {
    const Body = Buffer.alloc(PART_MIB * 1024 ** 2);
    for (let at = 0; at < Body.length; at += 4) Body.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
    while (last < Math.ceil(MIB / PART_MIB)) {
      const PartNumber = ++last;
      const bytes = Body.subarray(0, (MIB - (PartNumber - 1) * PART_MIB) * 1024 ** 2);
      bytes.writeUInt32LE(PartNumber, 0);
      crc = crc32(bytes, crc);
      const { ETag } = await s3.send(new UploadPartCommand({ Bucket, ...upload, PartNumber, Body: bytes }));
      parts[PartNumber - 1] = { PartNumber, ETag };
    }
  };
  await Promise.all(Array.from({ length: PARTS_AT_ONCE }, lane));
  return { parts, crc };
}

async function large(server: BenchServer, s3: S3Client): Promise<void> {
  const Key = "large";
  const { UploadId = "" } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  let begun = performance.now();
  const rate = (): string => `${Math.round(MIB / ((performance.now() - begun) / 1000))} MiB/s`;
  const { parts: Parts, crc: sent } = await sendParts(s3, { Key, UploadId });
  report(`scale: ${GIB} GiB up, ${Parts.length} parts, ${PARTS_AT_ONCE} at once`, rate(), memoryText(server));
  begun = performance.now();
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  report("scale: completed", `${Math.round(performance.now() - begun)} ms`, memoryText(server));
  begun = performance.now();
  const response = await fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key })));
  let [received, sizeBytes] = [0, 0];
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    received = crc32(chunk, received);
    sizeBytes += chunk.length;
  }
  report("scale: down", rate(), memoryText(server));
  if (sizeBytes !== MIB * 1024 ** 2 || received !== sent) throw new Error(`${sizeBytes} bytes came back, or others`);
  const { most } = memoryOf(server);
  if (most > MEMORY_MAX_MIB) throw new Error(`The server took ${most} MiB of memory, more than ${MEMORY_MAX_MIB}.`);
}

if (GIB > 0) await against(large);
