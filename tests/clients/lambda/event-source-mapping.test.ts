import {
  CreateStreamCommand,
  DescribeStreamConsumerCommand,
  KinesisClient,
  PutRecordsCommand,
  RegisterStreamConsumerCommand,
  SplitShardCommand,
  waitUntilStreamExists,
} from "@aws-sdk/client-kinesis";
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { enabledMapping, seen, until, untilState } from "./mappings.ts";
import { account, activeFunction, arnOf, platform, region } from "./platform.ts";

const own = await platform();
const { lambda, forebay } = own;
const kinesis = new KinesisClient(forebay.clientConfig);
const folder = mkdtempSync(join(tmpdir(), "forebay-mappings-"));
afterAll(() => {
  kinesis.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const streamArn = (name: string): string => `arn:aws:kinesis:${region}:${account}:stream/${name}`;

const recorder = (file: string, then = ""): string => `
exports.handler = async (event) => {
  const texts = event.Records.map((record) => Buffer.from(record.kinesis.data, "base64").toString());
  require("fs").appendFileSync(${JSON.stringify(file)}, JSON.stringify(texts) + "\\n");
  ${then}
};`;

async function stream(name: string): Promise<string> {
  await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
  await waitUntilStreamExists({ client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StreamName: name });
  return streamArn(name);
}

async function consumer(StreamARN: string): Promise<string> {
  const registered = await kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "functions" }));
  const { ConsumerARN = "" } = registered.Consumer ?? {};
  return until(async () => {
    const { ConsumerDescription } = await kinesis.send(new DescribeStreamConsumerCommand({ ConsumerARN }));
    return ConsumerDescription?.ConsumerStatus === "ACTIVE" ? ConsumerARN : undefined;
  });
}

const put = (StreamName: string, texts: readonly string[]) =>
  kinesis.send(
    new PutRecordsCommand({
      StreamName,
      Records: texts.map((text) => ({ PartitionKey: "k", Data: Buffer.from(text) })),
    }),
  );

const mapping = (
  EventSourceArn: string,
  FunctionName: string,
  input: Partial<CreateEventSourceMappingCommandInput> = {},
): Promise<string> =>
  enabledMapping(lambda, { EventSourceArn, FunctionName, StartingPosition: "TRIM_HORIZON", ...input });

describe("event source mappings of Kinesis streams", () => {
  it("CreateEventSourceMapping: the function gets every record once and in order, from the checkpoint on", async () => {
    const file = join(folder, "ordered");
    const FunctionName = await activeFunction(own, recorder(file));
    const EventSourceArn = await stream("ordered");
    const texts = Array.from({ length: 50 }, (_, index) => `r${index}`);
    await put("ordered", texts);
    const UUID = await mapping(EventSourceArn, FunctionName, { BatchSize: 20 });
    await until(() => (seen(file).flat().length >= 50 ? true : undefined));
    expect(seen(file).flat()).toEqual(texts);
    expect(seen(file).every((batch) => batch.length <= 20)).toBe(true);
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    await untilState(lambda, UUID, "Disabled");
    await put("ordered", ["later"]);
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
    await until(() => (seen(file).flat().length >= 51 ? true : undefined));
    expect(seen(file).flat()).toEqual([...texts, "later"]);
    const { EventSourceMappings } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
    expect(EventSourceMappings).toMatchObject([
      { UUID, EventSourceArn, FunctionArn: arnOf(FunctionName), BatchSize: 20, LastProcessingResult: "OK" },
    ]);
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }));
    await until(() =>
      lambda.send(new GetEventSourceMappingCommand({ UUID })).then(
        () => undefined,
        (error: Error) => error.name,
      ),
    );
  });

  it("CreateEventSourceMapping: filters, and a bad record isolated by bisecting and told of in S3 (documented)", async () => {
    const file = join(folder, "bisected");
    const then = "if (texts.some((text) => text.includes('bad'))) throw new Error('bad record');";
    const FunctionName = await activeFunction(own, recorder(file, then));
    const EventSourceArn = await stream("bisected");
    const s3 = new S3Client(forebay.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: "given-up" }));
    await put(
      "bisected",
      [1, 2, 3, 4].map((n) => JSON.stringify({ n, kind: n === 3 ? "bad" : "good" })),
    );
    await put("bisected", ['{"n":5,"kind":"other"}', "no json"]);
    await mapping(EventSourceArn, FunctionName, {
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 0,
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ data: { kind: ["good", "bad"] } }) }] },
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::given-up" } },
    });
    const Key = await until(async () => {
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: "given-up" }));
      return Contents?.[0]?.Key;
    });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "given-up", Key }));
    const record = JSON.parse((await Body?.transformToString()) ?? "") as { payload: string };
    expect(record).toMatchObject({
      requestContext: { condition: "RetryAttemptsExhausted", functionArn: arnOf(FunctionName) },
      KinesisBatchInfo: { batchSize: 1, streamArn: EventSourceArn, shardId: "shardId-000000000000" },
    });
    const { Records } = JSON.parse(record.payload) as { Records: { kinesis: { data: string } }[] };
    expect(
      Records.map(({ kinesis: { data } }) => JSON.parse(Buffer.from(data, "base64").toString()) as unknown),
    ).toEqual([{ n: 3, kind: "bad" }]);
    await until(() =>
      seen(file).some((batch) => batch.join("").includes('"n":4') && batch.length === 1) ? true : undefined,
    );
    expect(seen(file).flat().join()).not.toContain("other");
    s3.destroy();
  });

  it("CreateEventSourceMapping: ReportBatchItemFailures goes on at the first item that failed (documented)", async () => {
    const file = join(folder, "reported");
    const then = `if (texts.length === 4) return { batchItemFailures: [{ itemIdentifier: event.Records[2].kinesis.sequenceNumber }] };`;
    const FunctionName = await activeFunction(own, recorder(file, then));
    const EventSourceArn = await stream("reported");
    await put("reported", ["1", "2", "3", "4"]);
    await mapping(EventSourceArn, FunctionName, { FunctionResponseTypes: ["ReportBatchItemFailures"] });
    await until(() => (seen(file).length >= 2 ? true : undefined));
    expect(seen(file)).toEqual([
      ["1", "2", "3", "4"],
      ["3", "4"],
    ]);
  });

  it("CreateEventSourceMapping: MaximumRecordAgeInSeconds gives records up by the platform's clock (documented)", async () => {
    const file = join(folder, "aged");
    const FunctionName = await activeFunction(own, recorder(file, "throw new Error('always');"));
    const EventSourceArn = await stream("aged");
    const s3 = new S3Client(forebay.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: "too-old" }));
    await put("aged", ["old"]);
    const UUID = await mapping(EventSourceArn, FunctionName, {
      MaximumRecordAgeInSeconds: 60,
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::too-old" } },
    });
    await until(() => (seen(file).length >= 1 ? true : undefined));
    await forebay.clock.advance(61_000);
    const Key = await until(async () => {
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: "too-old" }));
      return Contents?.[0]?.Key;
    });
    expect(Key).toMatch(
      new RegExp(`^aws/lambda/${UUID}/shardId-000000000000/\\d{4}/\\d\\d/\\d\\d/[\\dT.-]+-[0-9a-f-]{36}$`),
    );
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "too-old", Key }));
    expect(JSON.parse((await Body?.transformToString()) ?? "")).toMatchObject({
      requestContext: { condition: "RecordAgeExceeded" },
      KinesisBatchInfo: { batchSize: 1 },
    });
    s3.destroy();
  });

  it("CreateEventSourceMapping: LATEST and AT_TIMESTAMP begin where they say; ParallelizationFactor keeps keys in order (documented)", async () => {
    const EventSourceArn = await stream("positions");
    await put("positions", ["before"]);
    await sleep(50);
    const StartingPositionTimestamp = forebay.clock.now();
    await put("positions", ["between"]);
    const [latest, since] = [join(folder, "latest"), join(folder, "since")];
    const late = await activeFunction(own, recorder(latest));
    await mapping(EventSourceArn, late, { StartingPosition: "LATEST" });
    const timed = await activeFunction(own, recorder(since));
    await mapping(EventSourceArn, timed, {
      StartingPosition: "AT_TIMESTAMP",
      StartingPositionTimestamp,
      ParallelizationFactor: 4,
      BatchSize: 3,
    });
    await until(() => (seen(since).flat().includes("between") ? true : undefined));
    for (let round = 0; round < 3 && seen(latest).length === 0; round++) {
      await sleep(1_000);
      await put("positions", [`after-${round}`]);
    }
    await until(() => (seen(latest).length > 0 ? true : undefined));
    expect(
      seen(latest)
        .flat()
        .every((text) => text.startsWith("after-")),
    ).toBe(true);
    const texts = Array.from({ length: 24 }, (_, index) => `k${index % 4}-${String(index).padStart(2, "0")}`);
    const Records = texts.map((text) => ({ PartitionKey: text.slice(0, 2), Data: Buffer.from(text) }));
    await kinesis.send(new PutRecordsCommand({ StreamName: "positions", Records }));
    const keyed = () =>
      seen(since)
        .flat()
        .filter((text) => text.startsWith("k"));
    await until(() => (keyed().length >= 24 ? true : undefined));
    expect(keyed().toSorted()).toEqual(texts.toSorted());
    for (const key of ["k0", "k1", "k2", "k3"]) {
      const own = keyed().filter((text) => text.startsWith(key));
      expect(own).toEqual(own.toSorted());
    }
    expect(seen(since).flat()).not.toContain("before");
  });

  it("CreateEventSourceMapping: TumblingWindowInSeconds hands a state on, and ends each window (documented)", async () => {
    const file = join(folder, "windows");
    const source = `
exports.handler = async (event) => {
  const { window, state, shardId, eventSourceARN, isFinalInvokeForWindow, isWindowTerminatedEarly, Records } = event;
  const sum = Records.reduce((all, { kinesis }) => all + Number(Buffer.from(kinesis.data, "base64").toString()), state.sum ?? 0);
  const line = { window, state, shardId, eventSourceARN, isFinalInvokeForWindow, isWindowTerminatedEarly, count: Records.length };
  require("fs").appendFileSync(${JSON.stringify(file)}, JSON.stringify(line) + "\\n");
  return { state: { sum } };
};`;
    const FunctionName = await activeFunction(own, source);
    const EventSourceArn = await stream("windows");
    const nowMs = forebay.clock.now().getTime();
    await forebay.clock.set(new Date(Math.ceil(nowMs / 900_000) * 900_000 + 1_000)); // all in one window
    await mapping(EventSourceArn, FunctionName, { BatchSize: 2, TumblingWindowInSeconds: 900 });
    await put("windows", ["1", "2", "3", "4", "5"]);
    const lines = () => seen(file) as unknown as { readonly isFinalInvokeForWindow: boolean; readonly count: number }[];
    await until(() => (lines().reduce((all, { count }) => all + count, 0) >= 5 ? true : undefined));
    expect(lines().map(({ count }) => count)).toEqual([2, 2, 1]);
    expect(lines()[0]).toMatchObject({ state: {}, isFinalInvokeForWindow: false, shardId: "shardId-000000000000" });
    expect(lines()[2]).toMatchObject({ state: { sum: 10 }, eventSourceARN: EventSourceArn });
    await forebay.clock.advance(902_000);
    const last = await until(() => lines().find(({ isFinalInvokeForWindow }) => isFinalInvokeForWindow));
    expect(last).toMatchObject({ state: { sum: 15 }, count: 0, isWindowTerminatedEarly: false });
    await put("windows", ["7"]);
    const next = await until(() => lines()[4]);
    expect(next).toMatchObject({ state: {}, count: 1, isFinalInvokeForWindow: false });
  });

  it("CreateEventSourceMapping: a consumer with enhanced fan-out is a source, too (documented)", async () => {
    const file = join(folder, "pushed");
    const FunctionName = await activeFunction(own, recorder(file));
    const StreamARN = await stream("pushed");
    const ConsumerARN = await consumer(StreamARN);
    const texts = Array.from({ length: 30 }, (_, index) => `p${index}`);
    await put("pushed", texts);
    const UUID = await mapping(ConsumerARN, FunctionName, { BatchSize: 10 });
    await until(() => (seen(file).flat().length >= 30 ? true : undefined));
    await put("pushed", ["later"]);
    await until(() => (seen(file).flat().length >= 31 ? true : undefined));
    expect(seen(file).flat()).toEqual([...texts, "later"]);
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    await untilState(lambda, UUID, "Disabled");
  });

  it.each(["the stream", "a consumer"])(
    "CreateEventSourceMapping: %s goes on with the children of a shard that is split (documented)",
    async (source) => {
      const name = source === "the stream" ? "split" : "split-pushed";
      const file = join(folder, name);
      const FunctionName = await activeFunction(own, recorder(file));
      const StreamARN = await stream(name);
      const EventSourceArn = source === "the stream" ? StreamARN : await consumer(StreamARN);
      await mapping(EventSourceArn, FunctionName);
      const keys = ["a", "b", "c", "d"];
      const round = (number: number) =>
        kinesis.send(
          new PutRecordsCommand({
            StreamName: name,
            Records: keys.map((key) => ({ PartitionKey: key, Data: Buffer.from(`${key}${number}`) })),
          }),
        );
      await round(1);
      await until(() => (seen(file).flat().length >= 4 ? true : undefined));
      const ShardToSplit = "shardId-000000000000";
      const NewStartingHashKey = (2n ** 127n).toString();
      await kinesis.send(new SplitShardCommand({ StreamName: name, ShardToSplit, NewStartingHashKey }));
      await waitUntilStreamExists({ client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }, { StreamName: name });
      await round(2);
      await until(() => (seen(file).flat().length >= 8 ? true : undefined));
      expect(seen(file).flat().toSorted()).toEqual(keys.flatMap((key) => [`${key}1`, `${key}2`]));
    },
  );

  it("CreateEventSourceMapping: refuses streams that are not there, and a second one alike (recorded)", async () => {
    const FunctionName = await activeFunction(own, recorder(join(folder, "refused")));
    const input = { FunctionName, StartingPosition: "LATEST" as const };
    const absent = new CreateEventSourceMappingCommand({ ...input, EventSourceArn: streamArn("absent") });
    await expect(lambda.send(absent)).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: `Stream not found: ${streamArn("absent")}`,
    });
    const EventSourceArn = await stream("twice");
    const UUID = await mapping(EventSourceArn, FunctionName);
    await expect(lambda.send(new CreateEventSourceMappingCommand({ ...input, EventSourceArn }))).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: `The event source arn (" ${EventSourceArn} ") and function (" ${FunctionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${UUID}`,
    });
  });
});
