// What the scripts of scale share: a Forebay in a process of its own with one bucket, and its memory.
import { readFileSync, statSync } from "node:fs";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { type BenchServer, startForebayServer } from "../../bench/server.ts";

export const Bucket = "scale";

/**
 * Memory of the server in MiB: its own now, what it maps of files now (LMDB's pages and the binary, which the kernel takes
 * back when it needs them), and both at most so far.
 */
export function memoryOf({ pid }: BenchServer): {
  readonly now: number;
  readonly mapped: number;
  readonly most: number;
} {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  const mib = (name: string): number => Math.round(kib(name) / 1024);
  return { now: mib("RssAnon"), mapped: mib("RssFile"), most: mib("VmHWM") };
}

export const memoryText = (server: BenchServer): string =>
  `server memory ${memoryOf(server).now} MiB and ${memoryOf(server).mapped} mapped, at most ${memoryOf(server).most} together`;

export async function against(work: (server: BenchServer, s3: S3Client) => Promise<void>): Promise<void> {
  if (statSync("/proc/self/status", { throwIfNoEntry: false }) === undefined)
    throw new Error("Memory is read from /proc: this runs on Linux only.");
  const server = await startForebayServer();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const s3 = new S3Client({ endpoint: server.endpoint, region: "us-east-1", credentials, forcePathStyle: true });
  try {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await work(server, s3);
  } finally {
    s3.destroy();
    await server.stop();
  }
}
