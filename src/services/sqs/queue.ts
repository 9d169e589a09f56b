// A queue as it is stored, and how AWS names it.
import { formatArn, parseArn } from "../../kit/arn.ts";
import type { Origin } from "../../kit/service.ts";
import { queueDoesNotExist } from "./errors.ts";

export interface QueueKey {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export interface QueueRow {
  /** Tells a queue from an earlier one of the same name. */
  readonly id: string;
  /** Virtual epoch ms, like every time here. */
  readonly createdAtMs: number;
  readonly modifiedAtMs: number;
  readonly isFifo: boolean;
  /** As they were set; those that were not have their defaults. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly purgedAtMs?: number;
}

export interface Queue extends QueueRow {
  readonly key: QueueKey;
}

export const FIFO_SUFFIX = ".fifo";

export const queueArn = ({ name, ...key }: QueueKey): string => formatArn({ service: "sqs", ...key, resource: name });

/** Of the host that was asked, so that whoever asked reaches it. */
export const queueUrl = ({ account, name }: QueueKey, { host, secure }: Pick<Origin, "host" | "secure">): string =>
  `${secure ? "https" : "http"}://${host}/${account}/${name}`;

interface Place {
  readonly account: string;
  readonly region: string;
}

/** Which queue a URL means, whatever its host; a bare name is the caller's. Errors: QueueDoesNotExist. */
export function queueKey(url: string, { account, region }: Place): QueueKey {
  const [name = "", owner] = url.split("/").toReversed();
  if (name === "") throw queueDoesNotExist();
  return { account: owner !== undefined && /^\d{12}$/.test(owner) ? owner : account, region, name };
}

/** Undefined for what is no queue's ARN. */
export function keyOfArn(arn: string): QueueKey | undefined {
  const parsed = parseArn(arn);
  if (parsed?.service !== "sqs") return undefined;
  return { account: parsed.account, region: parsed.region, name: parsed.resource };
}
