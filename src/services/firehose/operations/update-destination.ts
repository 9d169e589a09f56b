// UpdateDestination: merges what is given into the destination, if the caller has seen its current version.
import type { InputOf } from "../../../kit/service.ts";
import type { FirehoseContext, Operation, Sdk } from "../context.ts";
import { checkDestination, checkHints } from "../destination-check.ts";
import {
  backsUp,
  newDestination,
  updatedDestination,
  type Destination,
  type DestinationUpdate,
} from "../destination.ts";
import {
  endpointKinds,
  newEndpoint,
  stagedFor,
  updatedEndpoint,
  updateOf,
  type Endpoint,
  type EndpointGiven,
  type EndpointKind,
} from "../endpoint.ts";
import { checkEndpoint } from "../endpoint-check.ts";
import {
  backupKept,
  destinationNotFound,
  invalidArgument,
  noUpdate,
  notImplemented,
  notOneDestination,
  partitioningFixed,
  streamBusy,
  switchIncomplete,
  switchRefused,
  versionMismatch,
} from "../errors.ts";
import { timed } from "../metrics.ts";
import { partitions } from "../processors/settings.ts";
import { DESTINATION_ID, streamStatus, type StreamKey, type StreamRow } from "../stream.ts";
import { checkPeers } from "../peer-check.ts";

type Input = InputOf<Sdk, "UpdateDestination">;

export const updateDestination: Operation<"UpdateDestination"> = (input, { account, region, context }) => {
  const key = { account, region, name: input.DeliveryStreamName };
  return timed(context.metrics.of(key), context.clock, "UpdateDeliveryStream", () => update(input, key, context));
};

async function update(input: Input, key: StreamKey, { store, pumps, clock, peers }: FirehoseContext) {
  const nowMs = clock.now();
  const stream = await store.get(key);
  const { destination, endpoint } = updated(key, stream, input, nowMs);
  await checkPeers(peers, key, { destination, endpoint, kinesis: undefined });
  await store.change(key, (row) => updated(key, row, input, nowMs));
  pumps.wake(stream);
  return {};
}

function updated(key: StreamKey, row: StreamRow, input: Input, nowMs: number): StreamRow {
  const status = streamStatus(row, nowMs);
  if (status !== "ACTIVE") throw streamBusy(key, status);
  if (input.CurrentDeliveryStreamVersionId !== String(row.version))
    throw versionMismatch(key.name, row.version, input.CurrentDeliveryStreamVersionId);
  if (input.DestinationId !== DESTINATION_ID) throw destinationNotFound(input.DestinationId);
  return { ...row, ...changed(row, input, nowMs), version: row.version + 1, updatedAtMs: nowMs };
}

type Changed = Pick<StreamRow, "destination"> & { readonly endpoint: Endpoint | undefined };

/** Exactly one member of the request says what becomes of the destination. */
function changed(row: StreamRow, input: Input, nowMs: number): Changed {
  const given = givenIn(input);
  const kind = endpointKinds.find((each) => given === `${each}DestinationUpdate`);
  const update = kind && updateOf(input, kind);
  if (!kind || !update) return { endpoint: undefined, destination: changedS3(row, s3UpdateOf(input, given), nowMs) };
  checkHints(update.BufferingHints);
  checkSwitch(row.endpoint, kind);
  if (row.endpoint?.kind === kind && backsUp(row.destination) && isFailedOnly(update)) throw backupKept();
  const endpoint =
    row.endpoint?.kind === kind ? updatedEndpoint(row.endpoint, update) : newEndpoint(kind, asConfiguration(update));
  checkEndpoint(endpoint);
  const destination = stagedFor(endpoint);
  checkDestination(destination, nowMs);
  return { endpoint, destination };
}

function changedS3(row: StreamRow, update: DestinationUpdate, nowMs: number): Destination {
  checkSwitch(row.endpoint, "S3");
  if (row.endpoint) {
    const { RoleARN, BucketARN, S3BackupUpdate: _, ...settings } = update;
    if (RoleARN === undefined || BucketARN === undefined) throw switchIncomplete();
    const destination = newDestination({ ...settings, RoleARN, BucketARN });
    checkDestination(destination, nowMs);
    return destination;
  }
  if (backsUp(row.destination) && update.S3BackupMode === "Disabled")
    throw invalidArgument("Disabling S3 backup is not currently supported.");
  const destination = updatedDestination(row.destination, update);
  if (partitions(destination) !== partitions(row.destination)) throw partitioningFixed();
  checkDestination(destination, nowMs);
  return destination;
}

const isFailedOnly = ({ S3BackupMode: mode }: EndpointGiven): boolean => mode?.startsWith("Failed") === true;

/** Documented: a destination of OpenSearch stays one. */
function checkSwitch(from: Endpoint | undefined, to: EndpointKind | "S3"): void {
  const isSearch = (kind: string): boolean => kind !== "S3" && kind !== "HttpEndpoint" && kind !== "Splunk";
  if (isSearch(from?.kind ?? "S3") !== isSearch(to)) throw switchRefused();
}

/** Documented: nothing is merged when the kind changes, so that the update must be whole. */
function asConfiguration({ S3Update: s3, ...settings }: EndpointGiven): EndpointGiven {
  const { RoleARN, BucketARN } = s3 ?? {};
  if (RoleARN === undefined || BucketARN === undefined) throw switchIncomplete();
  return { ...settings, S3Configuration: { ...s3, RoleARN, BucketARN } };
}

/** The name of the update that is given. */
function givenIn(input: Input): string {
  const given = Object.entries(input).filter(
    ([name, value]) => name.endsWith("DestinationUpdate") && value !== undefined,
  );
  const [name] = given[0] ?? [];
  if (name === undefined) throw noUpdate();
  if (input.ExtendedS3DestinationUpdate && input.S3DestinationUpdate)
    throw invalidArgument("Exactly one of s3DestinationUpdate or extendedS3DestinationUpdate must be specified.");
  if (given.length > 1) throw notOneDestination();
  return name;
}

function s3UpdateOf(input: Input, name: string): DestinationUpdate {
  const update = input.ExtendedS3DestinationUpdate ?? input.S3DestinationUpdate;
  if (!update) throw notImplemented(`${name} is not built yet; S3, HTTP endpoints, Splunk and OpenSearch are.`);
  return update;
}
