// CreateDeliveryStream: checks source and destination, and starts delivering.
import type { InputOf } from "../../../kit/service.ts";
import { hex } from "../../../kit/ids.ts";
import type { Operation, Sdk } from "../context.ts";
import { checkDestination, checkHints } from "../destination-check.ts";
import { newDestination } from "../destination.ts";
import { configurationOf, endpointKinds, newEndpoint, stagedFor } from "../endpoint.ts";
import { checkEndpoint } from "../endpoint-check.ts";
import { encryptionOf, grantKey } from "../encryption.ts";
import { encryptionNotPermitted, kinesisSourceMissing, notImplemented, notOneDestination } from "../errors.ts";
import { resumption } from "../lifecycle.ts";
import { checkPeers } from "../peer-check.ts";
import { streamArn, type KinesisSource, type StreamKey, type StreamRow } from "../stream.ts";
import { tagsOf } from "../tags.ts";

type Input = InputOf<Sdk, "CreateDeliveryStream">;

const STREAM_ID_LENGTH = 16;

export const createDeliveryStream: Operation<"CreateDeliveryStream"> = async (input, call) => {
  const { account, region, caller, context } = call;
  const { store, pumps, clock } = context;
  const key: StreamKey = { account, region, name: input.DeliveryStreamName };
  const nowMs = clock.now();
  const { destination, endpoint } = destinationOf(input);
  const kinesis = sourceOf(input);
  checkDestination(destination, nowMs);
  await checkPeers(context.peers, key, { kinesis, destination, endpoint });
  const asked = input.DeliveryStreamEncryptionConfigurationInput;
  if (asked && kinesis) throw encryptionNotPermitted();
  const encryption = asked && encryptionOf(asked, nowMs);
  if (encryption) await grantKey(context.peers, key, encryption, caller);
  const hint = kinesis ? undefined : input.DirectPutSourceConfiguration?.ThroughputHintInMBs;
  const row: StreamRow = {
    id: hex(STREAM_ID_LENGTH),
    createdAtMs: nowMs,
    updatedAtMs: undefined,
    version: 1,
    deleting: false,
    kinesis,
    destination,
    ...(endpoint && { endpoint }),
    ...(encryption && { encryption }),
    ...(hint !== undefined && { throughputHintMibs: hint }),
    tags: tagsOf(input.Tags ?? []),
  };
  pumps.start(await store.create(key, row, resumption(nowMs)));
  return { DeliveryStreamARN: streamArn(key) };
};

/** Errors: InvalidArgumentException unless there is exactly one; 501 when its kind is not built. */
function destinationOf(input: Input): Pick<StreamRow, "destination" | "endpoint"> {
  const given = Object.entries(input).filter(
    ([name, value]) => name.endsWith("DestinationConfiguration") && value !== undefined,
  );
  const [name] = given[0] ?? [];
  if (given.length !== 1 || name === undefined) throw notOneDestination();
  const kind = endpointKinds.find((each) => name === `${each}DestinationConfiguration`);
  const settings = kind && configurationOf(input, kind);
  if (kind && settings) {
    checkHints(settings.BufferingHints);
    const endpoint = newEndpoint(kind, settings);
    checkEndpoint(endpoint);
    return { endpoint, destination: stagedFor(endpoint) };
  }
  const configuration = input.ExtendedS3DestinationConfiguration ?? input.S3DestinationConfiguration;
  if (!configuration) throw notImplemented(`${name} is not built yet; S3, HTTP endpoints, Splunk and OpenSearch are.`);
  checkHints(configuration.BufferingHints);
  return { destination: newDestination(configuration), endpoint: undefined };
}

/** Recorded: a Kinesis source that is given for a DirectPut stream is ignored. */
function sourceOf(input: Input): KinesisSource | undefined {
  const { DeliveryStreamType: type = "DirectPut", KinesisStreamSourceConfiguration: kinesis } = input;
  if (type === "MSKAsSource" || type === "DatabaseAsSource")
    throw notImplemented(`${type} is not built yet; DirectPut and KinesisStreamAsSource are.`);
  if (type === "DirectPut") return undefined;
  if (!kinesis) throw kinesisSourceMissing();
  return { streamArn: kinesis.KinesisStreamARN, roleArn: kinesis.RoleARN };
}
