// A log group: what is stored of it, what it is called, how it is described.
import type { Distribution, LogGroup, LogGroupClass, MetricTransformation } from "@aws-sdk/client-cloudwatch-logs";
import { formatArn, parseArn } from "../../kit/arn.ts";
import { groupNeeded, groupNotFound, invalidParameter, nameAndIdentifier } from "./errors.ts";
import { DAY_IN_MS } from "./limits.ts";

export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface GroupKey extends Place {
  readonly name: string;
}

export interface SubscriptionFilter {
  /** Of what waits to be delivered. */
  readonly id: string;
  readonly name: string;
  readonly pattern: string;
  readonly destinationArn: string;
  readonly roleArn: string | undefined;
  readonly distribution: Distribution;
  readonly createdAtMs: number;
}

export interface MetricFilter {
  readonly name: string;
  readonly pattern: string;
  readonly transformations: readonly MetricTransformation[];
  readonly createdAtMs: number;
}

export interface GroupRow {
  /** Of its streams and chunks: a later group of the same name has another one. */
  readonly id: string;
  readonly createdAtMs: number;
  readonly logGroupClass: LogGroupClass;
  readonly retentionDays?: number | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly isDeletionProtected: boolean;
  readonly subscriptionFilters: readonly SubscriptionFilter[];
  readonly metricFilters: readonly MetricFilter[];
}

export interface Group extends GroupRow {
  readonly key: GroupKey;
}

export const groupArn = ({ account, region, name }: GroupKey): string =>
  formatArn({ service: "logs", region, account, resource: `log-group:${name}` });

/** The key that an ARN stands for, with or without `:*`; undefined for other ARNs. */
export function keyOfArn(arn: string): GroupKey | undefined {
  const { service, account, region, resource } = parseArn(arn) ?? {};
  const [, name] = /^log-group:([^:*]+)(?::\*)?$/.exec(resource ?? "") ?? [];
  return service === "logs" && account && region && name ? { account, region, name } : undefined;
}

/** A name or an ARN. Errors: InvalidParameterException. */
export function keyOfIdentifier(identifier: string, { account, region }: Place): GroupKey {
  if (!identifier.startsWith("arn:")) return { account, region, name: identifier };
  const key = keyOfArn(identifier);
  if (!key) throw invalidParameter("The specified log group ARN is invalid.");
  // Inferred: groups of other accounts are reached by observability links, which are not there.
  if (key.account !== account || key.region !== region) throw groupNotFound();
  return key;
}

export interface Named {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** Errors: ValidationException when both are given, InvalidParameterException when none is. */
export function groupKey({ logGroupName: name, logGroupIdentifier: identifier }: Named, place: Place): GroupKey {
  if (name !== undefined && identifier !== undefined) throw nameAndIdentifier();
  const given = name ?? identifier;
  if (given === undefined) throw groupNeeded();
  return keyOfIdentifier(given, place);
}

/** Virtual epoch ms before which its events are gone. */
export const horizonMs = ({ retentionDays }: GroupRow, nowMs: number): number =>
  retentionDays === undefined ? 0 : nowMs - retentionDays * DAY_IN_MS;

export function describeGroup(group: Group, storedBytes: number): LogGroup {
  const arn = groupArn(group.key);
  return {
    logGroupName: group.key.name,
    creationTime: group.createdAtMs,
    ...(group.retentionDays !== undefined && { retentionInDays: group.retentionDays }),
    metricFilterCount: group.metricFilters.length,
    arn: `${arn}:*`,
    logGroupArn: arn,
    storedBytes,
    ...(group.kmsKeyId !== undefined && { kmsKeyId: group.kmsKeyId }),
    logGroupClass: group.logGroupClass,
    deletionProtectionEnabled: group.isDeletionProtected,
  };
}
