// The quotas of DirectPut streams, each second of the clock. Documented in the quotas page unless said otherwise.
import {
  FirehoseClient,
  PutRecordBatchCommand,
  PutRecordCommand,
  StartDeliveryStreamEncryptionCommand,
  StopDeliveryStreamEncryptionCommand,
} from "@aws-sdk/client-firehose";
import { afterAll, describe, expect, it } from "vitest";
import {
  activeStream,
  contents,
  delivered,
  describeStream,
  newBucket,
  platform,
  text,
  toBucket,
  until,
} from "./platform.ts";

const { forebay, firehose, s3 } = await platform();
/** Where a stream takes a fifth of what one in us-east-1 takes. */
const elsewhere = new FirehoseClient({ ...forebay.clientConfig, region: "eu-central-1", maxAttempts: 1 });
afterAll(() => elsewhere.destroy());

const SLOW_DOWN = { name: "ServiceUnavailableException", message: "Slow down.", $metadata: { httpStatusCode: 503 } };

async function stream(client: FirehoseClient) {
  const bucket = await newBucket(s3);
  const BufferingHints = { SizeInMBs: 128, IntervalInSeconds: 900 };
  const name = await activeStream(client, {
    ExtendedS3DestinationConfiguration: toBucket(bucket, { BufferingHints }),
  });
  return { bucket, name };
}

const putBatch = (client: FirehoseClient, DeliveryStreamName: string, sizes: readonly number[]) =>
  client.send(
    new PutRecordBatchCommand({
      DeliveryStreamName,
      Records: sizes.map((size, at) => ({ Data: new Uint8Array(size).fill(97 + at) })),
    }),
  );

describe("PutRecordBatch", () => {
  it("PutRecordBatch: takes what the second has room for, and answers the others one by one (recorded texts)", async () => {
    const { bucket, name } = await stream(elsewhere);
    const answer = await putBatch(elsewhere, name, [400_000, 400_000, 400_000, 200_000]);
    expect(answer.FailedPutCount).toBe(1);
    expect(answer.RequestResponses).toEqual([
      { RecordId: expect.any(String) },
      { RecordId: expect.any(String) },
      { ErrorCode: "ServiceUnavailableException", ErrorMessage: "Slow down." },
      { RecordId: expect.any(String) },
    ]);
    await forebay.clock.advance(1_000);
    expect((await putBatch(elsewhere, name, [400_000])).FailedPutCount).toBe(0);
    await forebay.clock.advance(900_000);
    await delivered(s3, bucket);
    const all = await contents(s3, bucket);
    expect(all.length).toBe(1_400_000);
    expect(all.includes("c")).toBe(false);
  });

  it("PutRecordBatch: takes 5 MiB a second in the larger regions", async () => {
    const { name } = await stream(firehose);
    expect((await putBatch(firehose, name, [1_000_000, 1_000_000, 1_000_000, 1_000_000])).FailedPutCount).toBe(0);
  });
});

describe("PutRecord", () => {
  it("PutRecord: is told to slow down beyond the bytes of a second", async () => {
    const { name: DeliveryStreamName } = await stream(elsewhere);
    const put = (size: number) =>
      elsewhere.send(new PutRecordCommand({ DeliveryStreamName, Record: { Data: new Uint8Array(size) } }));
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => put(1_000_000)));
    const refused = answers.filter((answer) => answer.status === "rejected").map(({ reason }) => reason as unknown);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(answers.length);
    for (const reason of refused) expect(reason).toMatchObject(SLOW_DOWN);
    await forebay.clock.advance(1_000);
    await put(100_000);
  });
});

describe("StartDeliveryStreamEncryption", () => {
  it("StartDeliveryStreamEncryption, StopDeliveryStreamEncryption: 25 times in 24 hours", async () => {
    const { name: DeliveryStreamName } = await stream(firehose);
    const statusIs = (status: string) =>
      until(
        async () =>
          (await describeStream(firehose, DeliveryStreamName)).DeliveryStreamEncryptionConfiguration?.Status === status,
      );
    const start = () => firehose.send(new StartDeliveryStreamEncryptionCommand({ DeliveryStreamName }));
    const stop = () => firehose.send(new StopDeliveryStreamEncryptionCommand({ DeliveryStreamName }));
    for (let change = 0; change < 25; change++) {
      await (change % 2 === 0 ? start() : stop());
      await forebay.clock.advance(1_000);
    }
    await statusIs("ENABLED");
    await expect(stop()).rejects.toMatchObject({ name: "LimitExceededException" });
    await expect(start()).rejects.toMatchObject({ name: "LimitExceededException" });
    await forebay.clock.advance(24 * 3_600_000);
    await stop();
    await statusIs("DISABLED");
    await firehose.send(new PutRecordCommand({ DeliveryStreamName, Record: { Data: text("still taken") } }));
  });
});
