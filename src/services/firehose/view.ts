// A delivery stream as DescribeDeliveryStream shows it.
import type { OutputOf } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";
import type { BackupDestination, Destination } from "./destination.ts";
import { shownEncryption } from "./encryption.ts";
import { DESTINATION_ID, streamArn, streamStatus, streamType, type Stream } from "./stream.ts";

type Description = NonNullable<OutputOf<Sdk, "DescribeDeliveryStream">["DeliveryStreamDescription"]>;

export const describe = (stream: Stream, nowMs: number): Description => ({
  DeliveryStreamName: stream.key.name,
  DeliveryStreamARN: streamArn(stream.key),
  DeliveryStreamStatus: streamStatus(stream, nowMs),
  DeliveryStreamEncryptionConfiguration: shownEncryption(stream, nowMs),
  DeliveryStreamType: streamType(stream),
  VersionId: String(stream.version),
  CreateTimestamp: new Date(stream.createdAtMs),
  ...(stream.updatedAtMs !== undefined && { LastUpdateTimestamp: new Date(stream.updatedAtMs) }),
  ...(stream.kinesis && {
    Source: {
      KinesisStreamSourceDescription: {
        KinesisStreamARN: stream.kinesis.streamArn,
        RoleARN: stream.kinesis.roleArn,
        DeliveryStartTimestamp: new Date(stream.createdAtMs),
      },
    },
  }),
  ...(stream.throughputHintMibs !== undefined && {
    Source: { DirectPutSourceDescription: { ThroughputHintInMBs: stream.throughputHintMibs } },
  }),
  Destinations: [{ DestinationId: DESTINATION_ID, ...shownDestination(stream) }],
  HasMoreDestinations: false,
});

const shownDestination = ({ endpoint, destination }: Stream) =>
  endpoint
    ? { [`${endpoint.kind}DestinationDescription`]: endpoint.settings }
    : { S3DestinationDescription: plain(destination), ExtendedS3DestinationDescription: destination };

/** Recorded: every S3 destination is shown in the old shape too. */
const plain = (destination: Destination): BackupDestination => ({
  RoleARN: destination.RoleARN,
  BucketARN: destination.BucketARN,
  ...(destination.Prefix !== undefined && { Prefix: destination.Prefix }),
  ...(destination.ErrorOutputPrefix !== undefined && { ErrorOutputPrefix: destination.ErrorOutputPrefix }),
  BufferingHints: destination.BufferingHints,
  CompressionFormat: destination.CompressionFormat,
  EncryptionConfiguration: destination.EncryptionConfiguration,
  ...(destination.CloudWatchLoggingOptions && { CloudWatchLoggingOptions: destination.CloudWatchLoggingOptions }),
});
