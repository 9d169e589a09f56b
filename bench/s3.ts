// S3: 1 KiB and 64 MiB objects and listings of 1,000 keys, signed, over 1, 16 and 64 connections, against bare node:http servers,
// one that sends from memory and takes bodies without keeping them, one that streams files,
// and, where S3_PEER_CLI names the binary of minio or versitygw, against that on the same disk with the same client.
// S3_BENCH=full: longer, large objects over 64 connections, and encryption. Forebay's puts are on disk when answered.
import { crc32 } from "node:zlib";
import { load, type PreparedRequest, sendAll, wireBytes } from "./load.ts";
import { report } from "./report.ts";
import { type BenchServer, cpuSecondsOf, startBareServer, startFileServer, startForebayServer } from "./server.ts";
import { type S3Peer, startS3Peer } from "./s3-peer.ts";
import { signedBytes } from "./sign.ts";

const BUCKET = "bench";
const KIB = 1024;
const MIB = 1024 ** 2;
const LISTED_KEYS = 1000;
/** What a listing of 1,000 keys is about, for the bare server. */
const LISTED_BYTES = 300 * KIB;
const WARM_UP = 0.25;
const IS_FULL = process.env["S3_BENCH"] === "full";
const SMALL_MS = IS_FULL ? 4000 : 1000;
const LARGE_MS = IS_FULL ? 6000 : 1500;
const CONNECTIONS = [1, 16, 64];

interface Case {
  readonly name: "PutObject" | "GetObject" | "ListObjectsV2";
  readonly what: string;
  /** Of what goes over the wire each time, about. */
  readonly sizeBytes: number;
  /** How many keys are written and read in turn. */
  readonly keys: number;
  readonly connections: readonly number[];
  readonly durationMs: number;
  /** What puts ask for; undefined: nothing. */
  readonly encryption?: "AES256" | "aws:kms";
}

const small = { what: "1 KiB", sizeBytes: KIB, keys: 512, connections: CONNECTIONS, durationMs: SMALL_MS };
/** 64 at once take a quarter of a minute a round where the disk is slow. */
const largeConnections = IS_FULL ? CONNECTIONS : [1, 16];
const large = { what: "64 MiB", sizeBytes: 64 * MIB, keys: 2, connections: largeConnections, durationMs: LARGE_MS };
const both = (one: Omit<Case, "name">): readonly Case[] => [
  { ...one, name: "PutObject" },
  { ...one, name: "GetObject" },
];
const listing: Case = { ...small, name: "ListObjectsV2", what: "1,000 keys", sizeBytes: LISTED_BYTES, keys: 1 };
const encrypted: readonly Case[] = [
  ...both({ ...small, what: "1 KiB SSE-S3", connections: [64], encryption: "AES256" }),
  ...both({ ...large, what: "64 MiB SSE-S3", connections: [2], encryption: "AES256" }),
  ...both({ ...large, what: "64 MiB SSE-KMS", connections: [2], encryption: "aws:kms" }),
];

/** What Forebay is measured against. */
interface Others {
  readonly memory: BenchServer;
  readonly files: BenchServer;
  readonly peer: S3Peer | undefined;
}

export async function benchS3(): Promise<void> {
  const memory = await startBareServer();
  const files = await startFileServer([small.sizeBytes, large.sizeBytes]);
  const forebay: S3Peer = { ...(await startForebayServer()), name: "Forebay", credentials: undefined };
  const peer = await startS3Peer();
  if (peer === undefined) report("s3: peer", "none", "S3_PEER_CLI names no binary of minio or versitygw");
  const servers = peer === undefined ? [forebay] : [forebay, peer];
  try {
    for (const server of servers) await prepare(server);
    for (const one of [...both(small), ...both(large), listing]) await compare(one, forebay, { memory, files, peer });
    for (const one of IS_FULL ? encrypted : []) await compare(one, forebay, { memory, files, peer: undefined });
  } finally {
    for (const server of [memory, files, ...servers]) await server.stop();
  }
}

/** A bucket, and in it what is listed. */
async function prepare(server: S3Peer): Promise<void> {
  const bodyless = { headers: {}, body: Buffer.alloc(0) };
  await sendAll(server.endpoint, [await sign(server, { method: "PUT", path: `/${BUCKET}`, ...bodyless })], 1);
  const puts = Array.from({ length: LISTED_KEYS + 1 }, (_, n) => {
    const path = `/${BUCKET}/listed/${String(n).padStart(6, "0")}`;
    return sign(server, { method: "PUT", path, headers: {}, body: Buffer.from("listed") });
  });
  await sendAll(server.endpoint, await Promise.all(puts), 16);
}

const sign = (server: S3Peer, request: PreparedRequest): Promise<Buffer> =>
  signedBytes(server.endpoint, "s3", request, server.credentials);

async function compare(one: Case, forebay: S3Peer, { memory, files, peer }: Others): Promise<void> {
  const signed = await signedFor(forebay, one);
  const peerSigned = peer && (await signedFor(peer, one));
  if (one.name === "GetObject")
    for (const server of peer === undefined ? [forebay] : [forebay, peer])
      await sendAll(server.endpoint, await signedFor(server, { ...one, name: "PutObject" }), 16);
  for (const connections of one.connections) {
    const ceiling = await measure(memory, one, connections, [wireBytes(bareRequest(one, memory.endpoint))]);
    const streamed =
      one.name === "GetObject"
        ? await measure(files, one, connections, [wireBytes(bareRequest(one, files.endpoint))])
        : undefined;
    const figure = await measure(forebay, one, connections, signed);
    const other = peer && peerSigned && (await measure(peer, one, connections, peerSigned));
    const versus = (of: Figure): string => (figure.perSecond / of.perSecond).toFixed(2);
    const filesText = streamed && `, ${versus(streamed)} of a file server (${shown(streamed, one)})`;
    const peerText = other && `, ${versus(other)} of ${peer?.name} (${shown(other, one)}, ${cores(other, one)})`;
    report(
      `s3: ${one.name} ${one.what}, ${connections} conn`,
      shown(figure, one),
      `${cores(figure, one)}, ${versus(ceiling)} of bare node:http (${shown(ceiling, one)})${filesText ?? ""}${peerText ?? ""}`,
    );
  }
}

const signedFor = (server: S3Peer, one: Case): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: one.keys }, (_, key) => sign(server, request(one, key))));

interface Figure {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

/** Requests a second, and requests for each second of CPU time that the server used. */
async function measure(
  server: BenchServer,
  one: Case,
  connections: number,
  requests: readonly Buffer[],
): Promise<Figure> {
  await load(server.endpoint, requests, Math.min(connections, 16), one.durationMs * WARM_UP);
  const before = cpuSecondsOf(server);
  const { requestsPerSecond, seconds } = await load(server.endpoint, requests, connections, one.durationMs);
  const cpuSeconds = cpuSecondsOf(server) - before;
  return { perSecond: requestsPerSecond, perCpuSecond: (requestsPerSecond * seconds) / cpuSeconds };
}

const rate = (perSecond: number, { sizeBytes }: Case): string =>
  sizeBytes < MIB ? `${Math.round(perSecond)} req/s` : `${Math.round((perSecond * sizeBytes) / MIB)} MiB/s`;
const shown = ({ perSecond }: Figure, one: Case): string => rate(perSecond, one);
const cores = ({ perCpuSecond }: Figure, one: Case): string => `${rate(perCpuSecond, one)} a core`;

/** What the AWS SDK sends over plain HTTP: a signed SHA-256 and a CRC32. */
function request({ name, sizeBytes, what, encryption }: Case, key: number): PreparedRequest {
  const bodyless = { method: "GET", headers: {}, body: Buffer.alloc(0) };
  if (name === "ListObjectsV2")
    return { ...bodyless, path: `/${BUCKET}?list-type=2&max-keys=${LISTED_KEYS}&prefix=listed%2F` };
  const path = `/${BUCKET}/${what.replaceAll(" ", "-")}/${key}`;
  if (name === "GetObject") return { ...bodyless, path };
  const body = Buffer.alloc(sizeBytes, key);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  const headers = { "x-amz-checksum-crc32": checksum.toString("base64") };
  const encrypted = encryption && { "x-amz-server-side-encryption": encryption };
  return { method: "PUT", path, headers: { ...headers, ...encrypted }, body };
}

function bareRequest({ name, sizeBytes }: Case, endpoint: string): PreparedRequest {
  const headers = { host: new URL(endpoint).host };
  if (name === "PutObject") return { method: "PUT", path: "/0", headers, body: Buffer.alloc(sizeBytes) };
  return { method: "GET", path: `/${sizeBytes}`, headers, body: Buffer.alloc(0) };
}
