// The whole platform on a disk that fills up, for real: errors of the service's kind, nothing acknowledged lost, no crash.
import { KinesisClient, CreateStreamCommand } from "@aws-sdk/client-kinesis";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startServer } from "../cli/forebay.ts";

const DISK_BYTES = 48 * 1024 * 1024;
const OBJECT_BYTES = 1024 * 1024;
const OBJECTS_MAX = 100;
/** Longer than S3 keeps the bytes of a deleted object for readers that have just got them. */
const DISCARD_AFTER_MS = 60 * 60_000;

const canMount = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]).status === 0;

const body = (index: number): Buffer => Buffer.alloc(OBJECT_BYTES, `object ${index} `);

describe.skipIf(!canMount)("a full disk (skipped where `unshare -rm mount` is not allowed)", () => {
  test("S3 answers 503 and goes on when there is room again; Kinesis answers too", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-full-"));
    const mount = `mount -t tmpfs -o size=${DISK_BYTES} tmpfs ${folder}`;
    const server = await startServer(["--port", "0", "--data", join(folder, "data")], {}, mount);
    const config = {
      endpoint: server.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts: 1,
    };
    const s3 = new S3Client({ ...config, forcePathStyle: true });
    const kinesis = new KinesisClient(config);
    try {
      await s3.send(new CreateBucketCommand({ Bucket: "full" }));
      let stored = 0;
      const refusal = await (async (): Promise<unknown> => {
        for (; stored < OBJECTS_MAX; stored++) {
          try {
            await s3.send(new PutObjectCommand({ Bucket: "full", Key: `${stored}`, Body: body(stored) }));
          } catch (error) {
            return error;
          }
        }
        return undefined;
      })();
      expect(refusal).toMatchObject({ name: "ServiceUnavailable", $metadata: { httpStatusCode: 503 } });
      expect(stored).toBeGreaterThan(10);
      const refused = new GetObjectCommand({ Bucket: "full", Key: `${stored}` });
      await expect(s3.send(refused)).rejects.toMatchObject({ name: "NoSuchKey" });

      const answer = await kinesis
        .send(new CreateStreamCommand({ StreamName: "full", ShardCount: 4 }))
        .catch((error: unknown) => error);
      expect(answer).toHaveProperty("$metadata");

      for (let index = 0; index < stored; index++) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: "full", Key: `${index}` }));
        expect(body(index).equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
      }
      for (let index = 0; index < 10; index++)
        await s3.send(new DeleteObjectCommand({ Bucket: "full", Key: `${index}` }));
      await fetch(`${server.endpoint}/_forebay/clock`, {
        method: "POST",
        body: JSON.stringify({ advanceMs: DISCARD_AFTER_MS }),
      });
      const again = (): Promise<unknown> =>
        s3.send(new PutObjectCommand({ Bucket: "full", Key: "again", Body: body(0) })).then(
          () => "stored",
          (error: unknown) => error,
        );
      await expect.poll(again, { timeout: 20_000, interval: 250 }).toBe("stored");
    } finally {
      s3.destroy();
      kinesis.destroy();
      expect(await server.end("SIGTERM")).toBe(0);
      await rm(folder, { recursive: true, force: true });
    }
  });
});
