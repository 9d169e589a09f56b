// What the operations of Firehose need. Documented in the Service Authorization Reference and in the operations' own pages.
import { describe, expect, it } from "vitest";
import { account, lines, openServices, region } from "./services.ts";

const { needs } = openServices();
const needed = async (operation: string, input: object) => lines(await needs("firehose", operation, input));
const arn = `arn:aws:firehose:${region}:${account}:deliverystream/clicks`;
const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

describe("Firehose", () => {
  const DeliveryStreamName = "clicks";
  const cases: [string, object][] = [
    ["DeleteDeliveryStream", {}],
    ["DescribeDeliveryStream", {}],
    ["ListTagsForDeliveryStream", {}],
    ["PutRecord", { Record: { Data: new Uint8Array(1) } }],
    ["PutRecordBatch", { Records: [{ Data: new Uint8Array(1) }] }],
    ["TagDeliveryStream", { Tags: [{ Key: "a" }] }],
    ["UntagDeliveryStream", { TagKeys: ["a"] }],
  ];
  it.each(cases)("%s: on the delivery stream", async (operation, input) => {
    expect(await needed(operation, { DeliveryStreamName, ...input })).toEqual([`firehose:${operation} ${arn}`]);
  });

  it("ListDeliveryStreams: on nothing", async () => {
    expect(await needed("ListDeliveryStreams", {})).toEqual(["firehose:ListDeliveryStreams *"]);
  });

  it("CreateDeliveryStream: passes each role of the request once, and tags need TagDeliveryStream", async () => {
    const input = {
      DeliveryStreamName,
      KinesisStreamSourceConfiguration: { KinesisStreamARN: "arn", RoleARN: role("source") },
      ExtendedS3DestinationConfiguration: {
        RoleARN: role("lake"),
        BucketARN: "arn:aws:s3:::lake",
        S3BackupConfiguration: { RoleARN: role("backup"), BucketARN: "arn:aws:s3:::backup" },
        DataFormatConversionConfiguration: { SchemaConfiguration: { RoleARN: role("lake") } },
      },
      Tags: [{ Key: "team", Value: "lake" }],
    };
    const all = await needs("firehose", "CreateDeliveryStream", input);
    expect(lines(all)).toEqual([
      `firehose:CreateDeliveryStream ${arn}`,
      `firehose:TagDeliveryStream ${arn}`,
      `iam:PassRole ${role("source")}`,
      `iam:PassRole ${role("lake")}`,
      `iam:PassRole ${role("backup")}`,
    ]);
    expect(all[1]?.requestTags).toEqual({ team: "lake" });
    expect(all[2]?.context).toEqual({ "iam:PassedToService": "firehose.amazonaws.com" });
  });

  it("UpdateDestination: passes the roles that the update gives", async () => {
    const update = (ExtendedS3DestinationUpdate: object) =>
      needed("UpdateDestination", { DeliveryStreamName, ExtendedS3DestinationUpdate });
    expect(await update({ Prefix: "raw/" })).toEqual([`firehose:UpdateDestination ${arn}`]);
    expect(await update({ RoleARN: role("new") })).toEqual([
      `firehose:UpdateDestination ${arn}`,
      `iam:PassRole ${role("new")}`,
    ]);
  });
});
