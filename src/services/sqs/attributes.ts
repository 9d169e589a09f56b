// The attributes of queues: which may be set, to what, and what they are otherwise.
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { invalidAttribute, unknownAttribute } from "./errors.ts";
import {
  DELAY_SECONDS_MAX,
  KMS_REUSE_SECONDS_MAX,
  KMS_REUSE_SECONDS_MIN,
  MESSAGE_BYTES_MAX,
  MESSAGE_BYTES_MIN,
  RETENTION_SECONDS_MAX,
  RETENTION_SECONDS_MIN,
  VISIBILITY_SECONDS_MAX,
  WAIT_SECONDS_MAX,
} from "./limits.ts";
import type { Queue, QueueRow } from "./queue.ts";
import { checkRedriveAllowPolicy, parseRedrivePolicy } from "./redrive.ts";

type Check = (value: string, name: string) => void;

const whole =
  (min: number, max: number): Check =>
  (value, name) => {
    if (!/^\d{1,9}$/.test(value) || Number(value) < min || Number(value) > max) throw invalidAttribute(name);
  };

const oneOf =
  (...values: readonly string[]): Check =>
  (value, name) => {
    if (!values.includes(value)) throw invalidAttribute(name);
  };

const boolean = oneOf("true", "false");

const policy: Check = (value, name) => {
  if (value === "") return;
  try {
    parsePolicy(value, "resource");
  } catch (error) {
    throw error instanceof PolicyProblem ? invalidAttribute(name) : error;
  }
};

const unlessEmpty =
  (check: (value: string) => unknown): Check =>
  (value) => {
    if (value !== "") check(value);
  };

const SETTABLE: Readonly<Record<string, Check>> = {
  DelaySeconds: whole(0, DELAY_SECONDS_MAX),
  KmsDataKeyReusePeriodSeconds: whole(KMS_REUSE_SECONDS_MIN, KMS_REUSE_SECONDS_MAX),
  KmsMasterKeyId: () => {},
  MaximumMessageSize: whole(MESSAGE_BYTES_MIN, MESSAGE_BYTES_MAX),
  MessageRetentionPeriod: whole(RETENTION_SECONDS_MIN, RETENTION_SECONDS_MAX),
  Policy: policy,
  ReceiveMessageWaitTimeSeconds: whole(0, WAIT_SECONDS_MAX),
  RedriveAllowPolicy: unlessEmpty(checkRedriveAllowPolicy),
  RedrivePolicy: unlessEmpty(parseRedrivePolicy),
  SqsManagedSseEnabled: boolean,
  VisibilityTimeout: whole(0, VISIBILITY_SECONDS_MAX),
};

const FIFO_ONLY: Readonly<Record<string, Check>> = {
  ContentBasedDeduplication: boolean,
  DeduplicationScope: oneOf("queue", "messageGroup"),
  FifoQueue: oneOf("true"),
  FifoThroughputLimit: oneOf("perQueue", "perMessageGroupId"),
};

/** Documented. */
const DEFAULTS: Readonly<Record<string, string>> = {
  DelaySeconds: "0",
  MaximumMessageSize: String(MESSAGE_BYTES_MAX),
  MessageRetentionPeriod: "345600",
  ReceiveMessageWaitTimeSeconds: "0",
  SqsManagedSseEnabled: "true",
  VisibilityTimeout: "30",
};

const FIFO_DEFAULTS: Readonly<Record<string, string>> = {
  ContentBasedDeduplication: "false",
  DeduplicationScope: "queue",
  FifoQueue: "true",
  FifoThroughputLimit: "perQueue",
};

export const COUNTED = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesDelayed",
  "ApproximateNumberOfMessagesNotVisible",
] as const;

/** Those that can be asked for. */
export const READABLE: ReadonlySet<string> = new Set([
  "All",
  "CreatedTimestamp",
  "LastModifiedTimestamp",
  "QueueArn",
  ...COUNTED,
  ...Object.keys(SETTABLE),
  ...Object.keys(FIFO_ONLY),
]);

/** Errors: InvalidAttributeName, InvalidAttributeValue. */
export function checkAttributes(attributes: Readonly<Record<string, string>>, isFifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    const check = SETTABLE[name] ?? (isFifo ? FIFO_ONLY[name] : undefined);
    if (!check) throw unknownAttribute(name);
    check(value, name);
  }
}

/** The attribute's value, set or by default; undefined for one that has neither. */
export function attributeOf(queue: Pick<QueueRow, "attributes" | "isFifo">, name: string): string | undefined {
  const value = queue.attributes[name];
  if (value !== undefined) return value === "" ? undefined : value;
  if (name === "SqsManagedSseEnabled" && queue.attributes["KmsMasterKeyId"]) return "false";
  return DEFAULTS[name] ?? (queue.isFifo ? FIFO_DEFAULTS[name] : undefined);
}

export const secondsOf = (
  queue: Queue,
  name: "DelaySeconds" | "MessageRetentionPeriod" | "ReceiveMessageWaitTimeSeconds" | "VisibilityTimeout",
): number => Number(attributeOf(queue, name));
