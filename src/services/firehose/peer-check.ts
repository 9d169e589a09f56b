// What AWS looks at before it accepts a stream: that its roles trust it, and the source stream and the schema's table are there.
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import type { Peers } from "../../kit/peers.ts";
import { readColumns } from "./conversion-schema.ts";
import { converts, type Destination } from "./destination.ts";
import type { Endpoint } from "./endpoint.ts";
import { peerRefused, queryInvalid, roleNotAssumable } from "./errors.ts";
import { firehoseRole } from "./firehose-role.ts";
import { queryFault } from "./processors/metadata-extraction.ts";
import { settingsOf } from "./processors/settings.ts";
import type { KinesisSource, StreamKey } from "./stream.ts";

interface Checked {
  readonly kinesis: KinesisSource | undefined;
  readonly destination: Destination;
  readonly endpoint: Endpoint | undefined;
}

/** Errors: InvalidArgumentException for a query that is no jq, a role that Firehose may not assume, or with what the peer refused. */
export async function checkPeers(
  peers: Peers,
  key: StreamKey,
  { kinesis, destination, endpoint }: Checked,
): Promise<void> {
  const { DataFormatConversionConfiguration: conversion, S3BackupDescription: backup } = destination;
  const { query, lambda } = settingsOf(destination);
  const fault = query === undefined ? undefined : await queryFault(query);
  if (fault !== undefined) throw queryInvalid(fault);
  const schemaRole = conversion && converts(destination) ? conversion.SchemaConfiguration?.RoleARN : undefined;
  // Splunk asks for no role.
  const endpointRole = endpoint && "RoleARN" in endpoint.settings ? endpoint.settings.RoleARN : undefined;
  const roles = [kinesis?.roleArn, destination.RoleARN, backup?.RoleARN, schemaRole, endpointRole, lambda?.roleArn];
  for (const role of new Set(roles)) if (role !== undefined) await assumable(peers, role);
  if (kinesis) await accepted("AmazonKinesis", () => describeSource(peers, key, kinesis));
  if (conversion && converts(destination)) await accepted("AWSGlue", () => readColumns(peers, conversion, key));
}

async function assumable(peers: Peers, roleArn: string): Promise<void> {
  try {
    await peers.assume(firehoseRole(roleArn));
  } catch (error) {
    throw error instanceof AwsError ? roleNotAssumable(roleArn) : error;
  }
}

function describeSource(peers: Peers, key: StreamKey, { streamArn, roleArn }: KinesisSource): Promise<unknown> {
  const { account, region } = parseArn(streamArn) ?? key;
  return peers.call(
    "kinesis",
    "DescribeStreamSummary",
    { StreamARN: streamArn },
    { account, region, principal: firehoseRole(roleArn) },
  );
}

async function accepted(service: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    throw error instanceof AwsError && error.fault === "client" ? peerRefused(service, error) : error;
  }
}
