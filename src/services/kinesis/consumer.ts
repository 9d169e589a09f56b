// A registered consumer as it is stored, and how AWS names and describes it.
import type { Consumer as ConsumerSummary, ConsumerDescription } from "@aws-sdk/client-kinesis";
import { parseArn } from "../../kit/arn.ts";
import { consumerNotFound, invalidArgument } from "./errors.ts";
import { streamArn, streamKey, type StreamKey } from "./stream.ts";
import type { Tags } from "./tags.ts";

export interface ConsumerKey {
  readonly stream: StreamKey;
  readonly name: string;
}

export interface ConsumerRow {
  readonly status: "CREATING" | "ACTIVE" | "DELETING";
  /** Virtual epoch ms; its second tells it from an earlier consumer of the same name. */
  readonly createdAtMs: number;
  readonly tags: Tags;
  /** JSON, as it was put. */
  readonly policy?: string | undefined;
}

export interface Consumer extends ConsumerRow {
  readonly key: ConsumerKey;
}

export const createdSeconds = ({ createdAtMs }: ConsumerRow): number => Math.floor(createdAtMs / 1000);

export const consumerArn = ({ key, ...row }: Consumer): string =>
  `${streamArn(key.stream)}/consumer/${key.name}:${createdSeconds(row)}`;

/** A consumer by ARN: its key, and when it was created. */
export interface NamedConsumer {
  readonly key: ConsumerKey;
  readonly createdSeconds: number;
}

const RESOURCE = /^stream\/([^/]+)\/consumer\/([^/:]+):(\d+)$/;

/** Undefined when the ARN is not a consumer's. Errors: ResourceNotFoundException for the ARN of another region. */
export function parseConsumerArn(arn: string, region: string): NamedConsumer | undefined {
  const parsed = parseArn(arn);
  const [, name, consumer, seconds] = RESOURCE.exec(parsed?.resource ?? "") ?? [];
  if (!parsed || name === undefined || consumer === undefined) return undefined;
  if (parsed.region !== region) throw consumerNotFound(arn, parsed.account);
  const stream = { account: parsed.account, region: parsed.region, name };
  return { key: { stream, name: consumer }, createdSeconds: Number(seconds) };
}

interface ConsumerNames {
  readonly StreamARN?: string | undefined;
  readonly ConsumerName?: string | undefined;
  readonly ConsumerARN?: string | undefined;
}

/** Which consumer a request means: by its ARN, or by name and its stream's ARN. Errors: InvalidArgumentException (inferred). */
export function consumerKey(
  { StreamARN, ConsumerName, ConsumerARN }: ConsumerNames,
  place: Omit<StreamKey, "name">,
): { readonly key: ConsumerKey; readonly createdSeconds?: number } {
  if (ConsumerARN !== undefined) {
    const named = parseConsumerArn(ConsumerARN, place.region);
    if (named) return named;
    throw invalidArgument(`ConsumerARN ${ConsumerARN} is not valid.`);
  }
  if (StreamARN === undefined || ConsumerName === undefined)
    throw invalidArgument("Either ConsumerARN or both StreamARN and ConsumerName must be provided.");
  return { key: { stream: streamKey({ StreamARN }, place), name: ConsumerName } };
}

export const listedConsumer = (consumer: Consumer): ConsumerSummary => ({
  ConsumerName: consumer.key.name,
  ConsumerARN: consumerArn(consumer),
  ConsumerStatus: consumer.status,
  ConsumerCreationTimestamp: new Date(createdSeconds(consumer) * 1000),
});

export const describeConsumer = (consumer: Consumer): ConsumerDescription => ({
  ...listedConsumer(consumer),
  StreamARN: streamArn(consumer.key.stream),
});
