import {
  CreateDeliveryStreamCommand,
  DeleteDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  ListDeliveryStreamsCommand,
  ListTagsForDeliveryStreamCommand,
  PutRecordCommand,
  TagDeliveryStreamCommand,
  UntagDeliveryStreamCommand,
  UpdateDestinationCommand,
  type UpdateDestinationCommandInput,
} from "@aws-sdk/client-firehose";
import { describe, expect, it } from "vitest";
import {
  account,
  activeStream,
  contents,
  delivered,
  describeStream,
  keys,
  newBucket,
  newName,
  platform,
  text,
  toBucket,
  until,
} from "./platform.ts";

const { firehose, s3 } = await platform();

const stream = (settings = {}) =>
  activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket("lake", settings) });
const notFound = (name: string) => ({
  name: "ResourceNotFoundException",
  message: `Firehose ${name} under account ${account} not found.`,
});

describe("ListDeliveryStreams", () => {
  it("ListDeliveryStreams: lists names alphabetically, after a name, up to a limit", async () => {
    const prefix = newName("list");
    for (const letter of ["b", "a", "c"])
      await activeStream(firehose, {
        DeliveryStreamName: `${prefix}-${letter}`,
        ExtendedS3DestinationConfiguration: toBucket("lake"),
      });
    const list = async (input: object) => {
      const answer = await firehose.send(
        new ListDeliveryStreamsCommand({ ExclusiveStartDeliveryStreamName: `${prefix}-`, ...input }),
      );
      return [answer.DeliveryStreamNames?.filter((name) => name.startsWith(prefix)), answer.HasMoreDeliveryStreams];
    };
    expect(await list({ Limit: 2 })).toEqual([[`${prefix}-a`, `${prefix}-b`], true]);
    expect(await list({ ExclusiveStartDeliveryStreamName: `${prefix}-b` })).toEqual([[`${prefix}-c`], false]);
    expect(await list({ DeliveryStreamType: "KinesisStreamAsSource" })).toEqual([[], false]);
  });
});

describe("DeleteDeliveryStream", () => {
  it("DeleteDeliveryStream: ends the stream, and its name is free again", async () => {
    const name = await stream({ BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 900 } });
    await firehose.send(new PutRecordCommand({ DeliveryStreamName: name, Record: { Data: text("gone") } }));
    await firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: name }));
    const description = () =>
      firehose.send(new DescribeDeliveryStreamCommand({ DeliveryStreamName: name })).then(
        () => "there",
        (error: Error) => error.name,
      );
    await until(async () => (await description()) === "ResourceNotFoundException");
    await expect(firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: name }))).rejects.toMatchObject(
      notFound(name),
    );
    const bucket = await newBucket(s3);
    await activeStream(firehose, {
      DeliveryStreamName: name,
      ExtendedS3DestinationConfiguration: toBucket(bucket),
    });
    await firehose.send(new PutRecordCommand({ DeliveryStreamName: name, Record: { Data: text("new") } }));
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe("new");
  });

  it("DeleteDeliveryStream: refuses a stream that is CREATING (documented)", async () => {
    const DeliveryStreamName = newName("stream");
    await firehose.send(
      new CreateDeliveryStreamCommand({ DeliveryStreamName, ExtendedS3DestinationConfiguration: toBucket("lake") }),
    );
    await expect(firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName }))).rejects.toMatchObject({
      name: "ResourceInUseException",
    });
  });
});

describe("UpdateDestination", () => {
  const update = (DeliveryStreamName: string, input: Partial<UpdateDestinationCommandInput> = {}) =>
    firehose.send(
      new UpdateDestinationCommand({
        DeliveryStreamName,
        CurrentDeliveryStreamVersionId: "1",
        DestinationId: "destinationId-000000000001",
        ...input,
      }),
    );

  it("UpdateDestination: merges what is given, and counts the version up (documented)", async () => {
    const name = await stream({ Prefix: "old/", CompressionFormat: "GZIP" });
    await update(name, { ExtendedS3DestinationUpdate: { Prefix: "new/" } });
    const description = await describeStream(firehose, name);
    expect(description.VersionId).toBe("2");
    expect(description.LastUpdateTimestamp).toBeInstanceOf(Date);
    expect(description.Destinations?.[0]?.ExtendedS3DestinationDescription).toMatchObject({
      Prefix: "new/",
      CompressionFormat: "GZIP",
      BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
    });
  });

  it("UpdateDestination: holds for records that wait already, and for the names of objects", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, {
        BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 900 },
      }),
    });
    await firehose.send(new PutRecordCommand({ DeliveryStreamName: name, Record: { Data: text("waiting") } }));
    expect(await keys(s3, bucket)).toEqual([]);
    const BufferingHints = { SizeInMBs: 1, IntervalInSeconds: 0 };
    await update(name, { ExtendedS3DestinationUpdate: { Prefix: "updated/", BufferingHints } });
    const [key] = await delivered(s3, bucket);
    expect(key).toMatch(new RegExp(`^updated/\\d{4}/\\d\\d/\\d\\d/\\d\\d/${name}-2-`));
  });

  it("UpdateDestination: refuses another version, destination, or no update", async () => {
    const name = await stream();
    const ExtendedS3DestinationUpdate = { Prefix: "x/" };
    await expect(
      update(name, { CurrentDeliveryStreamVersionId: "7", ExtendedS3DestinationUpdate }),
    ).rejects.toMatchObject({
      name: "ConcurrentModificationException",
      message: `Cannot update firehose: ${name} since the current version id: 1 and specified version id: 7 do not match`,
    });
    await expect(update(name, { DestinationId: "other", ExtendedS3DestinationUpdate })).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: "Destination Id other not found",
    });
    await expect(update(name)).rejects.toMatchObject({ name: "InvalidArgumentException" });
  });

  it("UpdateDestination: does not disable a backup (documented)", async () => {
    const name = await stream({ S3BackupMode: "Enabled", S3BackupConfiguration: toBucket("lake") });
    await expect(update(name, { ExtendedS3DestinationUpdate: { S3BackupMode: "Disabled" } })).rejects.toMatchObject({
      name: "InvalidArgumentException",
    });
  });
});

describe("tags", () => {
  const list = async (DeliveryStreamName: string, input = {}) => {
    const command = new ListTagsForDeliveryStreamCommand({ DeliveryStreamName, ...input });
    const { Tags, HasMoreTags } = await firehose.send(command);
    return { Tags, HasMoreTags };
  };

  it("TagDeliveryStream, UntagDeliveryStream, ListTagsForDeliveryStream: keep the order (recorded)", async () => {
    const DeliveryStreamName = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket("lake"),
      Tags: [{ Key: "subject", Value: "taboo" }],
    });
    expect(await list(DeliveryStreamName)).toEqual({ Tags: [{ Key: "subject", Value: "taboo" }], HasMoreTags: false });
    await firehose.send(new UntagDeliveryStreamCommand({ DeliveryStreamName, TagKeys: ["subject", "other"] }));
    expect(await list(DeliveryStreamName)).toEqual({ Tags: [], HasMoreTags: false });
    const Tags = [{ Key: "b", Value: "1" }, { Key: "a" }, { Key: "c", Value: "3" }];
    await firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName, Tags }));
    expect(await list(DeliveryStreamName, { Limit: 2 })).toEqual({ Tags: Tags.slice(0, 2), HasMoreTags: true });
    expect(await list(DeliveryStreamName, { ExclusiveStartTagKey: "a" })).toEqual({
      Tags: Tags.slice(2),
      HasMoreTags: false,
    });
  });

  it("TagDeliveryStream: refuses the 51st tag and streams that are not there", async () => {
    const DeliveryStreamName = await stream();
    const Tags = Array.from({ length: 50 }, (_, index) => ({ Key: `key-${index}`, Value: "v" }));
    await firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName, Tags }));
    await expect(
      firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName, Tags: [{ Key: "one", Value: "more" }] })),
    ).rejects.toMatchObject({ name: "LimitExceededException" });
    await expect(
      firehose.send(new TagDeliveryStreamCommand({ DeliveryStreamName: "nowhere", Tags })),
    ).rejects.toMatchObject(notFound("nowhere"));
  });
});
