// Who may use delivery streams, and pass roles to them. Documented: "Controlling access", "Granting a user permissions to pass a role".
import {
  CreateDeliveryStreamCommand,
  FirehoseClient,
  ListDeliveryStreamsCommand,
  PutRecordCommand,
  UpdateDestinationCommand,
} from "@aws-sdk/client-firehose";
import { afterAll, describe, expect, it } from "vitest";
import { allow, newUser, type TestUser } from "../user.ts";
import { account, newBucket, newName, platform, region, roleArn } from "./platform.ts";

const { forebay, s3 } = await platform();
const BucketARN = `arn:aws:s3:::${await newBucket(s3)}`;

const arnOf = (name: string): string => `arn:aws:firehose:${region}:${account}:deliverystream/${name}`;
const denied = (user: TestUser, action: string, resource: string) => ({
  name: "AccessDeniedException",
  message: `User: ${user.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
});

async function userClient() {
  const user = await newUser(forebay);
  const firehose = new FirehoseClient({ ...user.config, maxAttempts: 1 });
  afterAll(() => firehose.destroy());
  return { user, firehose };
}

const creation = (DeliveryStreamName: string, more: object = {}) =>
  new CreateDeliveryStreamCommand({
    DeliveryStreamName,
    ExtendedS3DestinationConfiguration: { RoleARN: roleArn, BucketARN },
    ...more,
  });

describe("Firehose", () => {
  it("CreateDeliveryStream: needs the action, iam:PassRole for its role to Firehose, and TagDeliveryStream for tags", async () => {
    const { user, firehose } = await userClient();
    const name = newName("stream");
    const create = () => firehose.send(creation(name, { Tags: [{ Key: "team", Value: "lake" }] }));
    await expect(create()).rejects.toMatchObject(denied(user, "firehose:CreateDeliveryStream", arnOf(name)));
    await user.may(allow("firehose:CreateDeliveryStream", arnOf(name)));
    await expect(create()).rejects.toMatchObject(denied(user, "firehose:TagDeliveryStream", arnOf(name)));
    const streams = allow("firehose:*", arnOf("*"));
    await user.may(streams);
    await expect(create()).rejects.toMatchObject(denied(user, "iam:PassRole", roleArn));
    const passing = (service: string) =>
      allow("iam:PassRole", roleArn, { Condition: { StringEquals: { "iam:PassedToService": service } } });
    await user.may(streams, passing("glue.amazonaws.com"));
    await expect(create()).rejects.toMatchObject(denied(user, "iam:PassRole", roleArn));
    await user.may(streams, passing("firehose.amazonaws.com"));
    await expect(create()).resolves.toMatchObject({ DeliveryStreamARN: arnOf(name) });
    const update = (ExtendedS3DestinationUpdate: object) =>
      firehose.send(
        new UpdateDestinationCommand({
          DeliveryStreamName: name,
          CurrentDeliveryStreamVersionId: "1",
          DestinationId: "destinationId-000000000001",
          ExtendedS3DestinationUpdate,
        }),
      );
    const another = `arn:aws:iam::${account}:role/another`;
    await expect(update({ RoleARN: another })).rejects.toMatchObject(denied(user, "iam:PassRole", another));
  });

  it("PutRecord: on the stream, by its name or its tags", async () => {
    const { user, firehose } = await userClient();
    const name = newName("stream");
    const root = new FirehoseClient({ ...forebay.clientConfig, maxAttempts: 1 });
    afterAll(() => root.destroy());
    await root.send(creation(name, { Tags: [{ Key: "team", Value: "lake" }] }));
    const put = (DeliveryStreamName: string) =>
      firehose.send(new PutRecordCommand({ DeliveryStreamName, Record: { Data: Buffer.from("x") } }));
    const refused = { name: "AccessDeniedException" };
    await user.may(allow("firehose:PutRecord", arnOf("other")));
    await expect(put(name)).rejects.toMatchObject(refused);
    await expect(put("other")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
    const tagged = (value: string) =>
      allow("firehose:PutRecord", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": value } } });
    await user.may(tagged("mart"));
    await expect(put(name)).rejects.toMatchObject(refused);
    await user.may(tagged("lake"));
    await expect(put(name)).resolves.toBeDefined();
    await expect(firehose.send(new ListDeliveryStreamsCommand({}))).rejects.toMatchObject(
      denied(user, "firehose:ListDeliveryStreams", "*"),
    );
  });
});
