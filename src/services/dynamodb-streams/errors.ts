// The errors of DynamoDB Streams, with AWS's texts: recorded in public suites unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";

export const streamNotFound = (arn: string): AwsError =>
  new AwsError("ResourceNotFoundException", `Requested resource not found: Stream: ${arn} not found`);

export const shardNotFound = (shardId: string, arn: string): AwsError =>
  new AwsError(
    "ResourceNotFoundException",
    `Requested resource not found: Shard: ${shardId} in stream: ${arn} not found`,
  );

export const sequenceNumberRequired = (): AwsError =>
  new AwsError("ValidationException", "SequenceNumber is required for this ShardIteratorType");

export const invalidSequenceNumber = (text: string): AwsError =>
  new AwsError("ValidationException", `Invalid SequenceNumber: ${text}`);

export const invalidIterator = (): AwsError => new AwsError("ValidationException", "Invalid ShardIterator");

export const expiredIterator = (): AwsError =>
  new AwsError("ExpiredIteratorException", "The provided iterator exceeds the maximum age allowed.");
