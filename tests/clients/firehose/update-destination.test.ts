// UpdateDestination from one kind to another. Documented at UpdateDestination; texts inferred.
import {
  PutRecordCommand,
  UpdateDestinationCommand,
  type UpdateDestinationCommandInput,
} from "@aws-sdk/client-firehose";
import { expect, it } from "vitest";
import { endpoint, receipt, textsIn } from "./endpoint.ts";
import {
  activeStream,
  contents,
  delivered,
  describeStream,
  newBucket,
  platform,
  roleArn,
  text,
  toBucket,
  until,
} from "./platform.ts";

const { firehose, s3 } = await platform();

async function update(DeliveryStreamName: string, more: Partial<UpdateDestinationCommandInput>) {
  const { VersionId } = await describeStream(firehose, DeliveryStreamName);
  const place = { DeliveryStreamName, DestinationId: "destinationId-000000000001" };
  await firehose.send(new UpdateDestinationCommand({ ...place, CurrentDeliveryStreamVersionId: VersionId, ...more }));
}

const put = (DeliveryStreamName: string, data: string) =>
  firehose.send(new PutRecordCommand({ DeliveryStreamName, Record: { Data: text(data) } }));

it("UpdateDestination: goes from S3 to an HTTP endpoint and back, when all is given", async () => {
  const bucket = await newBucket(s3);
  const server = await endpoint(receipt);
  const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket(bucket) });
  const EndpointConfiguration = { Url: server.url };
  const BufferingHints = { SizeInMBs: 1, IntervalInSeconds: 0 };
  await expect(update(name, { HttpEndpointDestinationUpdate: { EndpointConfiguration } })).rejects.toMatchObject({
    name: "InvalidArgumentException",
  });
  const S3Update = { RoleARN: roleArn, BucketARN: `arn:aws:s3:::${bucket}` };
  await update(name, { HttpEndpointDestinationUpdate: { EndpointConfiguration, BufferingHints, S3Update } });
  const { Destinations, VersionId } = await describeStream(firehose, name);
  expect(VersionId).toBe("2");
  expect(Destinations?.[0]).not.toHaveProperty("ExtendedS3DestinationDescription");
  await put(name, "there");
  await until(async () => server.requests.length > 0);
  expect(server.requests.flatMap(textsIn)).toEqual(["there"]);
  await update(name, { ExtendedS3DestinationUpdate: { ...S3Update, BufferingHints } });
  await put(name, "back");
  await delivered(s3, bucket);
  expect(await contents(s3, bucket)).toBe("back");
  expect((await describeStream(firehose, name)).Destinations?.[0]).not.toHaveProperty(
    "HttpEndpointDestinationDescription",
  );
});

it("UpdateDestination: does not switch between OpenSearch and others, and heeds the version", async () => {
  const bucket = await newBucket(s3);
  const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket(bucket) });
  const S3Update = { RoleARN: roleArn, BucketARN: `arn:aws:s3:::${bucket}` };
  const AmazonopensearchserviceDestinationUpdate = {
    RoleARN: roleArn,
    IndexName: "logs",
    ClusterEndpoint: "https://localhost",
    S3Update,
  };
  await expect(update(name, { AmazonopensearchserviceDestinationUpdate })).rejects.toMatchObject({
    name: "InvalidArgumentException",
    message: "Switching between Amazon OpenSearch Service and other services is not supported.",
  });
  await expect(
    update(name, { ExtendedS3DestinationUpdate: S3Update, CurrentDeliveryStreamVersionId: "7" }),
  ).rejects.toMatchObject({ name: "ConcurrentModificationException" });
});
