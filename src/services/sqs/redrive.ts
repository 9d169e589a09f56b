// Where messages go that were received too often, and which queues may send theirs.
import { invalidAttribute, invalidRedrive } from "./errors.ts";
import { RECEIVE_COUNT_MAX } from "./limits.ts";
import { keyOfArn, queueArn, type Queue, type QueueKey } from "./queue.ts";

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Errors: InvalidParameterValue. */
export function parseRedrivePolicy(text: string): RedrivePolicy {
  const parsed = parse(text, "RedrivePolicy") as Partial<Record<string, unknown>>;
  const arn = parsed["deadLetterTargetArn"];
  const count = Number(parsed["maxReceiveCount"]);
  if (typeof arn !== "string" || !keyOfArn(arn))
    throw invalidRedrive(text, "Redrive policy does not contain mandatory attribute: deadLetterTargetArn.");
  if (parsed["maxReceiveCount"] === undefined)
    throw invalidRedrive(text, "Redrive policy does not contain mandatory attribute: maxReceiveCount.");
  if (!Number.isInteger(count) || count < 1 || count > RECEIVE_COUNT_MAX)
    throw invalidRedrive(
      text,
      `Invalid value for maxReceiveCount: ${count}, valid values are from 1 to ${RECEIVE_COUNT_MAX} both inclusive.`,
    );
  return { deadLetterTargetArn: arn, maxReceiveCount: count };
}

export function redriveOf({ attributes }: Queue): RedrivePolicy | undefined {
  const text = attributes["RedrivePolicy"];
  return text === undefined || text === "" ? undefined : parseRedrivePolicy(text);
}

/** Errors: InvalidAttributeValue. */
export function checkRedriveAllowPolicy(text: string): void {
  const { redrivePermission: permission, sourceQueueArns: sources } = parse(text, "RedriveAllowPolicy") as Partial<{
    redrivePermission: unknown;
    sourceQueueArns: unknown;
  }>;
  const isKnown = permission === "allowAll" || permission === "denyAll" || permission === "byQueue";
  if (!isKnown || (permission === "byQueue") !== Array.isArray(sources)) throw invalidAttribute("RedriveAllowPolicy");
}

/** Whether a queue takes the dead letters of another one. */
export function takesFrom(target: Queue, source: QueueKey): boolean {
  const text = target.attributes["RedriveAllowPolicy"];
  if (text === undefined || text === "") return true;
  const { redrivePermission: permission, sourceQueueArns: sources = [] } = JSON.parse(text) as {
    redrivePermission: string;
    sourceQueueArns?: string[];
  };
  return permission === "allowAll" || (permission === "byQueue" && sources.includes(queueArn(source)));
}

function parse(text: string, name: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) return parsed;
  } catch {
    // As any other text that is no policy.
  }
  throw invalidAttribute(name);
}
