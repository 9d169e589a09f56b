// kill -9 of the whole platform while it tells of events: every acknowledged write is told at least once.
// FOREBAY_FAULT_ROUNDS kills more often; FOREBAY_SEED repeats a run.
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { AddPermissionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, start } from "../../faults/child.ts";
import { randomOf, seed } from "../../faults/random.ts";
import { activeFunction, arnOf } from "../lambda/platform.ts";
import { newRole } from "../role.ts";
import { recorderCode, recordsIn } from "./recorder.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 3);
const KEYS_A_ROUND = 40;
const TELLS_MAX_MS = 60;
const Bucket = "told-of";

let platform: Bundle;
beforeAll(async () => {
  platform = await bundle("../clients/s3/durability.child.ts");
});
afterAll(() => platform.remove());

/** Events that were acknowledged. */
const happened = new Set<string>();

async function prepare(s3: S3Client, lambda: LambdaClient, Role: string, file: string): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket }));
  const FunctionName = await activeFunction({ lambda, Role }, recorderCode(file));
  await lambda.send(
    new AddPermissionCommand({
      FunctionName,
      StatementId: "s3",
      Action: "lambda:InvokeFunction",
      Principal: "s3.amazonaws.com",
      SourceArn: `arn:aws:s3:::${Bucket}`,
    }),
  );
  const Events = ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"] as const;
  const one = { LambdaFunctionArn: arnOf(FunctionName), Events: [...Events] };
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { LambdaFunctionConfigurations: [one] },
    }),
  );
}

async function write(s3: S3Client, round: number): Promise<void> {
  const keys = Array.from({ length: KEYS_A_ROUND }, (_, at) => `${round}/${at}`);
  await Promise.all(
    keys.map(async (Key, at) => {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
      happened.add(`ObjectCreated:Put ${Key}`);
      if (at % 4 !== 0) return;
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
      happened.add(`ObjectRemoved:Delete ${Key}`);
    }),
  );
}

const told = (file: string): Set<string> =>
  new Set(recordsIn(file).map(({ eventName, s3: { object } }) => `${eventName} ${object.key}`));

it(`notifications outlive kill -9, ${ROUNDS} times (seed ${seed})`, { timeout: 120_000 }, async () => {
  const random = randomOf(seed);
  const folder = await mkdtemp(join(tmpdir(), "forebay-s3-notifications-"));
  const file = join(folder, "told");
  for (let round = 0; round <= ROUNDS; round++) {
    const { process, ended } = start([platform.path, join(folder, "data")]);
    if (!process.stdout) throw new Error("no output");
    const [endpoint] = (await once(createInterface({ input: process.stdout }), "line")) as [string];
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const clientConfig = { endpoint, credentials, region: "us-east-1", maxAttempts: 1 };
    const s3 = new S3Client({ ...clientConfig, forcePathStyle: true });
    const lambda = new LambdaClient(clientConfig);
    if (round === 0)
      await prepare(s3, lambda, await newRole({ clientConfig }, "tells", ["lambda.amazonaws.com"]), file);
    if (round < ROUNDS) {
      await write(s3, round);
      await sleep(random(TELLS_MAX_MS));
    } else while (told(file).size < happened.size) await sleep(20);
    process.kill("SIGKILL");
    s3.destroy();
    lambda.destroy();
    expect(await ended).toMatchObject({ signal: "SIGKILL" });
  }
  expect([...told(file)].toSorted()).toEqual([...happened].toSorted());
  await rm(folder, { recursive: true });
});
