import {
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateEventSourceMappingCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { activeTable } from "../dynamodb/platform.ts";
import { enabledMapping, seen, until, writing } from "./mappings.ts";
import { activeFunction, arnOf, platform } from "./platform.ts";

const own = await platform();
const { lambda, forebay } = own;
const dynamodb = new DynamoDBClient({ ...forebay.clientConfig, maxAttempts: 1 });
const folder = mkdtempSync(join(tmpdir(), "forebay-table-streams-"));
afterAll(() => {
  dynamodb.destroy();
  rmSync(folder, { recursive: true, force: true });
});

interface Change {
  readonly eventName: string;
  readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } }; readonly SequenceNumber: string };
}

async function streamed(): Promise<{ TableName: string; EventSourceArn: string }> {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" } as const;
  const TableName = await activeTable(dynamodb, { StreamSpecification });
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  return { TableName, EventSourceArn: Table?.LatestStreamArn ?? "" };
}

const put = (TableName: string, id: string, more: Record<string, AttributeValue> = {}) =>
  dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, ...more } }));

const ids = (batches: readonly (readonly Change[])[]): string[] =>
  batches.flat().map(({ dynamodb: { Keys } }) => Keys.id.S);

describe("event source mappings of DynamoDB streams", () => {
  it("CreateEventSourceMapping: the function gets the changes in order, in AWS's JSON (documented)", async () => {
    const file = join(folder, "ordered");
    const FunctionName = await activeFunction(own, writing(file, "event.Records"));
    const { TableName, EventSourceArn } = await streamed();
    const more = { bytes: { B: Buffer.from("hi") }, list: { L: [{ BS: [Buffer.from("x")] }, { NULL: true }] } };
    await put(TableName, "a", more);
    await put(TableName, "a", { n: { N: "2" } });
    await dynamodb.send(new DeleteItemCommand({ TableName, Key: { id: { S: "a" } } }));
    await enabledMapping(lambda, { EventSourceArn, FunctionName, StartingPosition: "TRIM_HORIZON", BatchSize: 2 });
    await until(() => (seen(file).flat().length >= 3 ? true : undefined));
    const batches = seen<Change[]>(file);
    expect(batches.map((batch) => batch.map(({ eventName }) => eventName))).toEqual([["INSERT", "MODIFY"], ["REMOVE"]]);
    const shown = { bytes: { B: "aGk=" }, list: { L: [{ BS: ["eA=="] }, { NULL: true }] } };
    expect(batches[0]?.[0]).toEqual({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      eventName: "INSERT",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "us-east-1",
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Number),
        Keys: { id: { S: "a" } },
        NewImage: { id: { S: "a" }, ...shown },
        SequenceNumber: expect.stringMatching(/^\d+$/),
        SizeBytes: expect.any(Number),
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
      eventSourceARN: EventSourceArn,
    });
    expect(batches[1]?.[0]).toMatchObject({ dynamodb: { OldImage: { id: { S: "a" }, n: { N: "2" } } } });
  });

  it("CreateEventSourceMapping: filters, a bad change isolated and told of in S3, and parallel lanes (documented)", async () => {
    const file = join(folder, "bisected");
    const fail = "if (event.Records.some((one) => one.dynamodb.Keys.id.S === 'bad')) throw new Error('bad');";
    const FunctionName = await activeFunction(own, writing(file, "event.Records", fail));
    const { TableName, EventSourceArn } = await streamed();
    const s3 = new S3Client(forebay.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: "not-followed" }));
    for (const id of ["one", "bad", "two", "three"]) await put(TableName, id, { kind: { S: "wanted" } });
    await put(TableName, "other", { kind: { S: "unwanted" } });
    const Pattern = JSON.stringify({ eventName: ["INSERT"], dynamodb: { NewImage: { kind: { S: ["wanted"] } } } });
    await enabledMapping(lambda, {
      EventSourceArn,
      FunctionName,
      StartingPosition: "TRIM_HORIZON",
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 0,
      ParallelizationFactor: 3,
      FilterCriteria: { Filters: [{ Pattern }] },
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::not-followed" } },
    });
    const Key = await until(async () => {
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: "not-followed" }));
      return Contents?.[0]?.Key;
    });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "not-followed", Key }));
    expect(JSON.parse((await Body?.transformToString()) ?? "")).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted", functionArn: arnOf(FunctionName) },
      DDBStreamBatchInfo: { batchSize: 1, streamArn: EventSourceArn, shardId: expect.stringMatching(/^shardId-/) },
    });
    const good = () =>
      seen<Change[]>(file)
        .filter((batch) => !ids([batch]).includes("bad"))
        .flat();
    await until(() => (good().length >= 3 ? true : undefined));
    expect(ids([good()]).toSorted()).toEqual(["one", "three", "two"]);
    expect(ids(seen(file))).not.toContain("other");
    s3.destroy();
  });

  it("CreateEventSourceMapping: ReportBatchItemFailures goes on at the change that failed, LATEST begins now (documented)", async () => {
    const file = join(folder, "reported");
    const then = `if (event.Records.length === 3) return { batchItemFailures: [{ itemIdentifier: event.Records[1].dynamodb.SequenceNumber }] };`;
    const FunctionName = await activeFunction(own, writing(file, "event.Records", then));
    const latestFile = join(folder, "latest");
    const late = await activeFunction(own, writing(latestFile, "event.Records"));
    const { TableName, EventSourceArn } = await streamed();
    for (const id of ["a", "b", "c"]) await put(TableName, id);
    await enabledMapping(lambda, { EventSourceArn, FunctionName: late, StartingPosition: "LATEST" });
    await enabledMapping(lambda, {
      EventSourceArn,
      FunctionName,
      StartingPosition: "TRIM_HORIZON",
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
    await until(() => (seen(file).length >= 2 ? true : undefined));
    expect(seen<Change[]>(file).map((batch) => ids([batch]))).toEqual([
      ["a", "b", "c"],
      ["b", "c"],
    ]);
    let written = 0;
    await until(async () => {
      if (seen(latestFile).length > 0) return true;
      return void (await put(TableName, `later-${written++}`));
    });
    expect(ids(seen(latestFile)).every((id) => id.startsWith("later-"))).toBe(true);
  });

  it("CreateEventSourceMapping: the function's role must be able to read the stream (recorded in threads)", async () => {
    const iam = new IAMClient(forebay.clientConfig);
    const Statement = {
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "reads-nothing", AssumeRolePolicyDocument }));
    iam.destroy();
    const FunctionName = await activeFunction({ lambda, Role: Role?.Arn ?? "" }, "exports.handler = async () => {};");
    const { EventSourceArn } = await streamed();
    const input = { EventSourceArn, FunctionName, StartingPosition: "TRIM_HORIZON" } as const;
    await expect(lambda.send(new CreateEventSourceMappingCommand(input))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: `Cannot access stream ${EventSourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    });
    const timed = { ...input, StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp: new Date(0) } as const;
    await expect(lambda.send(new CreateEventSourceMappingCommand(timed))).rejects.toMatchObject({
      message: `Unsupported starting position for arn type: ${EventSourceArn}`,
    });
  });
});
