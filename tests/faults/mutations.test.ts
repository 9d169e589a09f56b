// 10,000 random mutations of valid requests over every protocol: no 500, the platform goes on, memory stays bounded.
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateStreamCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";
import { send, signed } from "../gateway/raw-client.ts";
import { Connection, type Outcome } from "./connection.ts";
import { mutation, randomOf } from "./mutations.ts";
import { bytesOf, validRequests } from "./valid-requests.ts";

const MUTATIONS = Number(process.env["MUTATIONS"] ?? 10_000);
const SEED = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const CONNECTIONS = 16;
const HEAP_GROWTH_MAX_BYTES = 150 * 1024 * 1024;
const TIMEOUT_MS = 180_000;

let forebay: Forebay;
beforeAll(async () => {
  forebay = await startForebay({ logLevel: "error" });
  const s3 = new S3Client(forebay.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket: "mutations" }));
  await s3.send(new PutObjectCommand({ Bucket: "mutations", Key: "seed", Body: "hello" }));
  await createAccessPoint();
  const kinesis = new KinesisClient(forebay.clientConfig);
  await kinesis.send(new CreateStreamCommand({ StreamName: "mutations", ShardCount: 1 }));
  await createRole();
  await createTable();
  const kms = new KMSClient(forebay.clientConfig);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  await kms.send(new CreateAliasCommand({ AliasName: "alias/mutations", TargetKeyId: KeyMetadata?.KeyId }));
  kms.destroy();
  await forebay.clock.advance(60_000);
  kinesis.destroy();
});
afterAll(() => forebay.close());

async function createRole(): Promise<void> {
  const iam = new IAMClient(forebay.clientConfig);
  const Statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: ["sts:AssumeRole", "sts:TagSession"] };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new CreateRoleCommand({ RoleName: "mutations", AssumeRolePolicyDocument }));
  iam.destroy();
}

/** And a queue. */
async function createTable(): Promise<void> {
  const dynamodb = new DynamoDBClient(forebay.clientConfig);
  const id = { AttributeName: "id" };
  await dynamodb.send(
    new CreateTableCommand({
      TableName: "mutations",
      AttributeDefinitions: [{ ...id, AttributeType: "S" }],
      KeySchema: [{ ...id, KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  dynamodb.destroy();
  const sqs = new SQSClient(forebay.clientConfig);
  await sqs.send(new CreateQueueCommand({ QueueName: "mutations" }));
  sqs.destroy();
}

async function createAccessPoint(): Promise<void> {
  const xmlns = "http://awss3control.amazonaws.com/doc/2018-08-20/";
  const body = `<CreateAccessPointRequest xmlns="${xmlns}"><Bucket>mutations</Bucket></CreateAccessPointRequest>`;
  const headers = { "x-amz-account-id": "000000000000" };
  const asked = { method: "PUT", path: "/v20180820/accesspoint/mutations", headers, body };
  const { status } = await send(forebay.endpoint, await signed(forebay.endpoint, asked, { service: "s3" }));
  expect(status).toBe(200);
}

async function checkValid(): Promise<void> {
  const connection = new Connection(forebay.port);
  for (const request of validRequests) {
    const outcome = await connection.send(await bytesOf(forebay.endpoint, request), 10_000);
    expect([request.name, outcome]).toEqual([request.name, expect.objectContaining({ status: request.status })]);
  }
  connection.drop();
}

const isFault = (outcome: Outcome): boolean =>
  typeof outcome === "object" && outcome.status >= 500 && outcome.status !== 501;

interface Fault {
  readonly number: number;
  readonly sent: string;
  readonly outcome: Outcome;
}

async function attack(first: number, faults: Fault[], counts: Map<string, number>): Promise<void> {
  const connection = new Connection(forebay.port);
  for (let number = first; number < MUTATIONS; number += CONNECTIONS) {
    const random = randomOf(SEED + number);
    const request = validRequests[number % validRequests.length];
    if (!request) throw new Error("no request");
    const bytes = await mutation(random, forebay.endpoint, request);
    const outcome = await connection.send(bytes);
    const kind = typeof outcome === "string" ? outcome : String(outcome.status);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (isFault(outcome)) faults.push({ number, sent: bytes.toString("latin1").slice(0, 2000), outcome });
    // what is left of the mutation would be read as the next request
    if (typeof outcome === "string" || outcome.status !== 200) connection.drop();
  }
  connection.drop();
}

describe(`${MUTATIONS} mutations, seed ${SEED}`, () => {
  test("every request is valid as it stands", checkValid);

  test(
    "no fault, no leak, and the same requests pass afterwards",
    async () => {
      console.info(`mutations: SEED=${SEED} MUTATIONS=${MUTATIONS}`);
      const before = process.memoryUsage().heapUsed;
      const faults: Fault[] = [];
      const counts = new Map<string, number>();
      await Promise.all(Array.from({ length: CONNECTIONS }, (_, first) => attack(first, faults, counts)));
      console.info(
        `mutations: ${[...counts]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([kind, count]) => `${kind} x ${count}`)
          .join(", ")}`,
      );
      expect(faults.slice(0, 3)).toEqual([]);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(HEAP_GROWTH_MAX_BYTES);
      await checkValid();
    },
    TIMEOUT_MS,
  );

  test("nothing was stored that was not asked for", async () => {
    const { Contents = [] } = await new S3Client(forebay.clientConfig).send(
      new ListObjectsV2Command({ Bucket: "mutations" }),
    );
    for (const { Size = 0 } of Contents) expect(Size).toBeLessThan(6_000);
  });
});
