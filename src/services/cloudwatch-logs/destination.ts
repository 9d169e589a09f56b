// Where subscription filters send to: Kinesis streams, Firehose streams and functions; and destinations that stand for the former.
import { createHash } from "node:crypto";
import type { ServiceHost } from "../../engines/host.ts";
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import { uuid } from "../../kit/ids.ts";
import type { PassedRole } from "../../kit/peers.ts";
import type { Caller } from "../../kit/service.ts";
import type { Place } from "./group.ts";

export type Vendor = "kinesis" | "firehose" | "lambda" | "logs";

export interface Target {
  readonly vendor: Vendor;
  readonly arn: string;
  readonly place: Place;
  /** Of the resource, without what tells its kind. */
  readonly name: string;
}

/** Undefined for the ARN of anything else. */
export function targetOf(arn: string): Target | undefined {
  const { service, account, region, resource = "" } = parseArn(arn) ?? {};
  const [, name] = /^(?:stream\/|deliverystream\/|function:|destination:)(.+)$/.exec(resource) ?? [];
  const vendor = ([...VENDORS] as const).find((each) => each === service);
  return vendor && account && region && name ? { vendor, arn, place: { account, region }, name } : undefined;
}

const VENDORS: readonly Vendor[] = ["kinesis", "firehose", "lambda", "logs"];

/** Of one message, gzipped: what the vendor takes. Lambda's is put into base64 and JSON. */
export const SENT_BYTES_MAX: Readonly<Record<Exclude<Vendor, "logs">, number>> = {
  kinesis: 1_000_000,
  firehose: 1_000_000,
  lambda: 750_000,
};

export interface Sent {
  readonly target: Target;
  readonly roleArn: string | undefined;
  /** Of the group that it comes from. */
  readonly sourceArn: string;
  readonly account: string;
  /** Undefined: to any shard. */
  readonly streamName: string | undefined;
}

/** Errors: AwsError of the vendor. */
export async function send(host: ServiceHost, sent: Sent, message: Buffer): Promise<void> {
  const { target, streamName, roleArn = "" } = sent;
  switch (target.vendor) {
    case "kinesis": {
      const PartitionKey = streamName === undefined ? uuid() : createHash("md5").update(streamName).digest("hex");
      const input = { StreamARN: target.arn, PartitionKey, Data: message };
      await host.peers.call("kinesis", "PutRecord", input, await withRole(host, roleArn, target.place));
      return;
    }
    case "firehose": {
      const input = { DeliveryStreamName: target.name, Record: { Data: message } };
      await host.peers.call("firehose", "PutRecord", input, await withRole(host, roleArn, target.place));
      return;
    }
    case "lambda":
      return invoke(host, sent, "Event", JSON.stringify({ awslogs: { data: message.toString("base64") } }));
    default:
      throw new Error(`a message for ${target.arn}`);
  }
}

/** Documented: roles and functions name the service, or the service of the region. */
const services = (region: string): readonly string[] => [`logs.${region}.amazonaws.com`, "logs.amazonaws.com"];

async function withRole(host: ServiceHost, roleArn: string, { account, region }: Place) {
  const roles = services(region).map((service): PassedRole => ({ roleArn, service, sessionName: "CloudWatchLogs" }));
  const principal = await firstAllowed(roles, (role) => host.peers.assume(role).then(() => role));
  return { account, region, principal };
}

export async function invoke(
  host: ServiceHost,
  { target, sourceArn, account }: Omit<Sent, "roleArn" | "streamName">,
  InvocationType: "Event" | "DryRun",
  payload: string,
): Promise<void> {
  const input = { FunctionName: target.arn, InvocationType, Payload: Buffer.from(payload) as never };
  const callers = services(target.place.region).map((arn): Caller => ({
    kind: "service",
    account: "",
    arn,
    userId: arn,
    accessKeyId: undefined,
  }));
  await firstAllowed(callers, (principal) =>
    host.peers.call("lambda", "Invoke", input, { ...target.place, principal, source: { arn: sourceArn, account } }),
  );
}

/** Tries each, as long as what it is tried as is denied. */
async function firstAllowed<As, Output>(list: readonly As[], attempt: (as: As) => Promise<Output>): Promise<Output> {
  let denied: unknown;
  for (const each of list) {
    try {
      return await attempt(each);
    } catch (error) {
      if (!(error instanceof AwsError) || !/AccessDenied/.test(error.code)) throw error;
      denied ??= error;
    }
  }
  throw denied;
}
