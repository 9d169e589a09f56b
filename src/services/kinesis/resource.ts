// What has tags and a policy of its own: streams and their consumers, named by ARN.
import { createdSeconds, parseConsumerArn, type ConsumerKey } from "./consumer.ts";
import type { KinesisContext } from "./context.ts";
import { consumerNotFound, invalidArgument, streamNotActive } from "./errors.ts";
import { streamKey, type StreamKey } from "./stream.ts";
import type { Tags } from "./tags.ts";

export type Resource =
  | { readonly kind: "stream"; readonly arn: string; readonly stream: StreamKey }
  | {
      readonly kind: "consumer";
      readonly arn: string;
      readonly stream: StreamKey;
      readonly consumer: ConsumerKey;
      readonly createdSeconds: number;
    };

interface Attached {
  readonly tags: Tags;
  /** JSON, as it was put. */
  readonly policy?: string | undefined;
}

/** Errors: InvalidArgumentException, ResourceNotFoundException for the ARN of another region. */
export function resourceOf(arn: string, place: Omit<StreamKey, "name">): Resource {
  if (!/:stream\/[^/]+\/consumer\//.test(arn))
    return { kind: "stream", arn, stream: streamKey({ StreamARN: arn }, place) };
  const named = parseConsumerArn(arn, place.region);
  if (!named) throw invalidArgument(`ResourceARN ${arn} is not valid.`);
  return {
    kind: "consumer",
    arn,
    stream: named.key.stream,
    consumer: named.key,
    createdSeconds: named.createdSeconds,
  };
}

export const findResource = (resource: Resource, { store }: KinesisContext): Promise<Attached | undefined> =>
  resource.kind === "stream"
    ? store.find(resource.stream)
    : store.consumers.find(resource.consumer, resource.createdSeconds);

/** Errors: ResourceNotFoundException. */
export async function getResource(resource: Resource, context: KinesisContext): Promise<Attached> {
  if (resource.kind === "stream") return context.store.get(resource.stream);
  const found = await findResource(resource, context);
  if (!found) throw consumerNotFound(resource.arn, resource.stream.account);
  return found;
}

/** Errors: ResourceNotFoundException; ResourceInUseException for a stream that is not ACTIVE (documented). */
export async function changeResource(
  resource: Resource,
  { store }: KinesisContext,
  change: (attached: Attached) => Attached,
): Promise<void> {
  if (resource.kind === "stream")
    return store.change(resource.stream, (row) => {
      if (row.status !== "ACTIVE") throw streamNotActive(resource.stream, row.status);
      return { row: { ...row, ...change(row) } };
    });
  await store.consumers.change(resource.consumer, (row) => {
    if (!row || createdSeconds(row) !== resource.createdSeconds)
      throw consumerNotFound(resource.arn, resource.stream.account);
    return { row: { ...row, ...change(row) } };
  });
}
