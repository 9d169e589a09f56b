// Queries over encrypted objects: the engine reads plaintext, and none of it is left behind.
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  DeleteBucketEncryptionCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { filesWith } from "../s3/data-folder.ts";
import { BUCKET, Platform } from "./platform.ts";

const MARK = `mark${randomBytes(12).toString("hex")}`;
const ROWS = 2000;
const csv = Array.from({ length: ROWS }, (_, row) => `${row},${MARK}${row}`).join("\n");

let folder: string;
let platform: Platform;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-encrypted-lake-"));
  platform = await Platform.start({ dataFolder: folder });
  await platform.query("CREATE DATABASE db", { QueryExecutionContext: {} });
});
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const encryptAs = (SSEAlgorithm: "AES256" | "aws:kms", KMSMasterKeyID?: string) =>
  platform.s3.send(
    new PutBucketEncryptionCommand({
      Bucket: BUCKET,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } }],
      },
    }),
  );

const inMemory = async (): Promise<string[]> =>
  (await readdir("/dev/shm").catch(() => [])).filter((name) => name.startsWith("forebay-"));

it.each(["AES256", "aws:kms"] as const)("CSV and Parquet under %s", async (algorithm) => {
  const kms = new KMSClient(platform.forebay.clientConfig);
  const key = algorithm === "aws:kms" ? (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn : undefined;
  kms.destroy();
  await encryptAs(algorithm, key);
  const name = algorithm === "AES256" ? "own" : "kms";
  await platform.put(`${name}/csv/rows.csv`, csv);
  await platform.query(
    `CREATE EXTERNAL TABLE ${name}_csv (id INT, word STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://${BUCKET}/${name}/csv/'`,
  );
  await platform.query(
    `CREATE TABLE ${name}_parquet WITH (format = 'PARQUET', external_location = 's3://${BUCKET}/${name}/parquet/') AS SELECT * FROM ${name}_csv`,
  );
  for (const table of [`${name}_csv`, `${name}_parquet`]) {
    const { rows } = await platform.query(`SELECT count(*), max(word), sum(id) FROM ${table}`);
    expect(rows).toEqual([[String(ROWS), `${MARK}999`, String((ROWS * (ROWS - 1)) / 2)]]);
  }
  const { Contents = [] } = await platform.s3.send(
    new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `${name}/parquet/` }),
  );
  const Key = Contents[0]?.Key;
  const head = await platform.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key }));
  expect(head).toMatchObject({ ServerSideEncryption: algorithm, ...(key && { SSEKMSKeyId: key }) });
  const { Body } = await platform.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  const parquet = Buffer.from((await Body?.transformToByteArray()) ?? []);
  expect(parquet.subarray(0, 4).toString()).toBe("PAR1");
  for (const bytes of [Buffer.from(MARK), parquet.subarray(100, 148)])
    expect(await filesWith(folder, bytes)).toEqual([]);
  expect(await inMemory()).toEqual([]);
});

it("small objects of text share copies, and plain ones beside them stay apart", async () => {
  const put = (from: number) =>
    Promise.all(
      Array.from({ length: 100 }, (_, n) => platform.put(`many/${from + n}.json`, `{"n":${from + n},"w":"${MARK}"}`)),
    );
  await encryptAs("AES256");
  await put(0);
  await platform.s3.send(new DeleteBucketEncryptionCommand({ Bucket: BUCKET }));
  await put(100);
  await platform.query(
    `CREATE EXTERNAL TABLE many (n INT, w STRING) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://${BUCKET}/many/'`,
  );
  const { rows } = await platform.query("SELECT count(*), sum(n), max(w) FROM many");
  expect(rows).toEqual([["200", String((200 * 199) / 2), MARK]]);
  await expect.poll(inMemory).toEqual([]);
});
