// What the scripts of scale share: a Forebay in a process of its own with one bucket, and its memory.
import { readFileSync, statSync } from "node:fs";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { type BenchServer, startForebayServer } from "../../bench/server.ts";

export const Bucket = "scale";

/** Memory of the server in MiB: its own now, and with what it maps of files (LMDB's pages, which the kernel takes back) at most so far. */
export function memoryOf({ pid }: BenchServer): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  return { now: Math.round(kib("RssAnon") / 1024), most: Math.round(kib("VmHWM") / 1024) };
}

export const memoryText = (server: BenchServer): string =>
  `server memory ${memoryOf(server).now} MiB, at most ${memoryOf(server).most} with mapped files`;

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
