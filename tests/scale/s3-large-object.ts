// npm run test:scale: one object of many gibibytes up and down, against a Forebay in a process of its own.
// SCALE_GIB (20) makes it smaller: 0 leaves it out.
// Prints figures; fails when a byte is missing or memory is not bounded.
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
const MEMORY_MAX_MIB = 200;
const PART_BYTES = 64 * 1024 ** 2;

async function large(server: BenchServer, s3: S3Client): Promise<void> {
  const Key = "large";
  const mib = GIB * 1024;
  const bytes = Buffer.alloc(PART_BYTES);
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts: CompletedPart[] = [];
  let sent = 0;
  let begun = performance.now();
  for (let PartNumber = 1; PartNumber <= mib / 64; PartNumber++) {
    bytes.writeUInt32LE(PartNumber, 0);
    sent = crc32(bytes, sent);
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: bytes }));
    Parts.push({ PartNumber, ETag });
  }
  const rate = (): string => `${Math.round(mib / ((performance.now() - begun) / 1000))} MiB/s`;
  report(`scale: ${GIB} GiB up, one part at a time`, rate(), memoryText(server));
  begun = performance.now();
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  report("scale: completed", rate(), memoryText(server));
  begun = performance.now();
  const response = await fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key })));
  let [received, sizeBytes] = [0, 0];
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    received = crc32(chunk, received);
    sizeBytes += chunk.length;
  }
  report("scale: down", rate(), memoryText(server));
  if (sizeBytes !== mib * 1024 ** 2 || received !== sent) throw new Error(`${sizeBytes} bytes came back, or others`);
  const { most } = memoryOf(server);
  if (most > MEMORY_MAX_MIB) throw new Error(`The server took ${most} MiB of memory, more than ${MEMORY_MAX_MIB}.`);
}

if (GIB > 0) await against(large);
