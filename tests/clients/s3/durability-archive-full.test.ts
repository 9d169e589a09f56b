// A disk that is full, for real, when archived objects are to be compressed: they stay as they are until there is room again.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  RestoreObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { startServer } from "../../cli/forebay.ts";

const DISK_BYTES = 64 * 1024 * 1024;
const OBJECT_BYTES = 3 * 1024 * 1024;
const Bucket = "full";
const DAY_MS = 86_400_000;

const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;

describe.skipIf(!canMount)("a full disk (skipped where `unshare -rm mount` is not allowed)", () => {
  it("compression waits for room and loses nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-archive-full-"));
    const mount = `mount -t tmpfs -o size=${DISK_BYTES} tmpfs ${folder}`;
    const server = await startServer(["--port", "0", "--data", join(folder, "data")], {}, mount);
    const { endpoint } = server;
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const s3 = new S3Client({ endpoint, credentials, region: "us-east-1", forcePathStyle: true, maxAttempts: 1 });
    const advance = (advanceMs: number) =>
      fetch(`${endpoint}/_forebay/clock`, { method: "POST", body: JSON.stringify({ advanceMs }) });
    const failedJobs = async (): Promise<number> => {
      const { jobs } = (await (await fetch(`${endpoint}/_forebay/jobs`)).json()) as {
        jobs: { kind: string; failures: number }[];
      };
      return jobs.filter(({ kind, failures }) => kind === "compress" && failures > 0).length;
    };
    /** As the server sees it, in its own name space. */
    const freeBytes = async (): Promise<number> => {
      const { bavail, bsize } = await statfs(`/proc/${server.pid}/root${folder}`);
      return bavail * bsize;
    };
    try {
      await s3.send(new CreateBucketCommand({ Bucket }));
      const Rules = [
        { Status: "Enabled" as const, Filter: {}, Transitions: [{ Days: 1, StorageClass: "GLACIER" as const }] },
      ];
      await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
      const bodies: Buffer[] = [];
      while ((await freeBytes()) > 2 * OBJECT_BYTES) {
        const Body = Buffer.from(randomBytes(OBJECT_BYTES / 2).toString("hex"));
        await s3.send(new PutObjectCommand({ Bucket, Key: `${bodies.push(Body) - 1}`, Body }));
      }
      // Chance does not shrink. Room is left for rows, and for no compressed object.
      for (let at = 0; (await freeBytes()) > OBJECT_BYTES / 2; at++)
        await s3.send(new PutObjectCommand({ Bucket, Key: `chance ${at}`, Body: randomBytes(OBJECT_BYTES / 4) }));

      expect(bodies.length).toBeGreaterThan(5);
      await advance(3 * DAY_MS);
      await expect.poll(failedJobs, { timeout: 30_000, interval: 100 }).toBeGreaterThan(0);
      for (const Key of bodies.keys())
        expect(await s3.send(new HeadObjectCommand({ Bucket, Key: `${Key}` }))).toMatchObject({
          ContentLength: OBJECT_BYTES,
        });
      const full = await freeBytes();
      for (const Key of ["0", "1", "2"]) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      const roomier = async (): Promise<number> => {
        await advance(3_600_000);
        return (await freeBytes()) - full;
      };
      const enough = 3 * OBJECT_BYTES + ((bodies.length - 3) * OBJECT_BYTES) / 3;
      await expect.poll(roomier, { timeout: 60_000, interval: 300 }).toBeGreaterThan(enough);
      const stillFailing = async (): Promise<number> => {
        await advance(3_600_000);
        return failedJobs();
      };
      await expect.poll(stillFailing, { timeout: 60_000, interval: 300 }).toBe(0);
      for (const [index, body] of bodies.entries()) {
        if (index < 3) continue;
        const Key = `${index}`;
        await s3.send(new RestoreObjectCommand({ Bucket, Key, RestoreRequest: { Days: 1 } }));
        await advance(5 * 3_600_000);
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        expect(body.equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0)), Key).toBe(true);
      }
    } finally {
      s3.destroy();
      expect(await server.end("SIGTERM")).toBe(0);
      await rm(folder, { recursive: true, force: true });
    }
  });
});
