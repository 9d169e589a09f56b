// S3: signed PutObject and GetObject of 1 KiB and 64 MiB against a bare node:http server. Puts are on disk when answered.
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { crc32 } from "node:zlib";
import { load, type PreparedRequest, wireBytes } from "./load.ts";
import { report } from "./report.ts";
import { type BenchServer, cpuSecondsOf, startBareServer, startForebayServer } from "./server.ts";
import { signedBytes } from "./sign.ts";

const BUCKET = "bench";
const KIB = 1024;
const MIB = 1024 ** 2;

interface Case {
  readonly what: string;
  readonly sizeBytes: number;
  /** How many keys are written and read in turn. */
  readonly keys: number;
  readonly connections: number;
  readonly durationMs: number;
}

const SMALL: Case = { what: "1 KiB", sizeBytes: KIB, keys: 512, connections: 64, durationMs: 3000 };
const LARGE: Case = { what: "64 MiB", sizeBytes: 64 * MIB, keys: 2, connections: 2, durationMs: 4000 };
const WARM_UP = 0.3;

export async function benchS3(): Promise<void> {
  const bare = await startBareServer();
  const forebay = await startForebayServer();
  try {
    await createBucket(forebay.endpoint);
    for (const one of [SMALL, LARGE]) {
      await compare("PutObject", one, bare, forebay);
      await compare("GetObject", one, bare, forebay);
    }
  } finally {
    await forebay.stop();
    await bare.stop();
  }
}

async function createBucket(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const s3 = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  s3.destroy();
}

type Name = "PutObject" | "GetObject";

async function compare(name: Name, one: Case, bare: BenchServer, forebay: BenchServer): Promise<void> {
  const ceiling = await measure(bare, one, [wireBytes(bareRequest(name, one, bare.endpoint))]);
  const signed = await Promise.all(
    Array.from({ length: one.keys }, (_, key) => signedBytes(forebay.endpoint, "s3", request(name, one, key))),
  );
  const figure = await measure(forebay, one, signed);
  const ratio = (figure.perSecond / ceiling.perSecond).toFixed(2);
  report(
    `s3: signed ${name} ${one.what}`,
    shown(figure.perSecond, one),
    `${ratio} of bare node:http (${shown(ceiling.perSecond, one)}), ${shown(figure.perCpuSecond, one)} a core`,
  );
}

interface Figure {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

/** Requests a second, and requests for each second of CPU time that the server used. */
async function measure(server: BenchServer, one: Case, requests: readonly Buffer[]): Promise<Figure> {
  await load(server.endpoint, requests, one.connections, one.durationMs * WARM_UP);
  const before = cpuSecondsOf(server);
  const { requestsPerSecond, seconds } = await load(server.endpoint, requests, one.connections, one.durationMs);
  const cpuSeconds = cpuSecondsOf(server) - before;
  return { perSecond: requestsPerSecond, perCpuSecond: (requestsPerSecond * seconds) / cpuSeconds };
}

const shown = (perSecond: number, { sizeBytes }: Case): string =>
  sizeBytes < MIB ? `${Math.round(perSecond)} req/s` : `${Math.round((perSecond * sizeBytes) / MIB)} MiB/s`;

/** What the AWS SDK sends over plain HTTP: a signed SHA-256 and a CRC32. */
function request(name: Name, { sizeBytes, what }: Case, key: number): PreparedRequest {
  const path = `/${BUCKET}/${what.replace(" ", "-")}/${key}`;
  if (name === "GetObject") return { method: "GET", path, headers: {}, body: Buffer.alloc(0) };
  const body = Buffer.alloc(sizeBytes, key);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return { method: "PUT", path, headers: { "x-amz-checksum-crc32": checksum.toString("base64") }, body };
}

function bareRequest(name: Name, { sizeBytes }: Case, endpoint: string): PreparedRequest {
  const headers = { host: new URL(endpoint).host };
  if (name === "GetObject") return { method: "GET", path: `/${sizeBytes}`, headers, body: Buffer.alloc(0) };
  return { method: "PUT", path: "/0", headers, body: Buffer.alloc(sizeBytes) };
}
