// UpdateDestination: merges what is given into the destination, if the caller has seen its current version.
import type { InputOf } from "../../../kit/service.ts";
import type { Operation, Sdk } from "../context.ts";
import { checkDestination } from "../destination-check.ts";
import { backsUp, updatedDestination, type DestinationUpdate } from "../destination.ts";
import {
  destinationNotFound,
  invalidArgument,
  noUpdate,
  notImplemented,
  partitioningFixed,
  streamBusy,
  versionMismatch,
} from "../errors.ts";
import { partitions } from "../processors/settings.ts";
import { DESTINATION_ID, streamStatus, type StreamKey, type StreamRow } from "../stream.ts";
import { checkPeers } from "../peer-check.ts";

type Input = InputOf<Sdk, "UpdateDestination">;

export const updateDestination: Operation<"UpdateDestination"> = async (input, { account, region, context }) => {
  const { store, pumps, clock, peers } = context;
  const key = { account, region, name: input.DeliveryStreamName };
  const nowMs = clock.now();
  const stream = await store.get(key);
  const { destination } = updated(key, stream, input, nowMs);
  await checkPeers(peers, key, { destination, kinesis: undefined });
  await store.change(key, (row) => updated(key, row, input, nowMs));
  pumps.wake(stream);
  return {};
};

function updated(key: StreamKey, row: StreamRow, input: Input, nowMs: number): StreamRow {
  const status = streamStatus(row, nowMs);
  if (status !== "ACTIVE") throw streamBusy(key, status);
  if (input.CurrentDeliveryStreamVersionId !== String(row.version))
    throw versionMismatch(key.name, row.version, input.CurrentDeliveryStreamVersionId);
  if (input.DestinationId !== DESTINATION_ID) throw destinationNotFound(input.DestinationId);
  const update = updateOf(input);
  if (backsUp(row.destination) && update.S3BackupMode === "Disabled")
    throw invalidArgument("Disabling S3 backup is not currently supported.");
  const destination = updatedDestination(row.destination, update);
  if (partitions(destination) !== partitions(row.destination)) throw partitioningFixed();
  checkDestination(destination, nowMs);
  return { ...row, destination, version: row.version + 1, updatedAtMs: nowMs };
}

function updateOf(input: Input): DestinationUpdate {
  const given = Object.entries(input).filter(
    ([name, value]) => name.endsWith("DestinationUpdate") && value !== undefined,
  );
  const [name] = given[0] ?? [];
  if (name === undefined) throw noUpdate();
  if (input.ExtendedS3DestinationUpdate && input.S3DestinationUpdate)
    throw invalidArgument("Exactly one of s3DestinationUpdate or extendedS3DestinationUpdate must be specified.");
  const update = input.ExtendedS3DestinationUpdate ?? input.S3DestinationUpdate;
  if (!update || given.length > 1) throw notImplemented(`${name} is not built yet; ExtendedS3DestinationUpdate is.`);
  return update;
}
