// RegisterStreamConsumer: a consumer in CREATING, which a timer makes ACTIVE.
import { listedConsumer, type Consumer, type ConsumerKey } from "../consumer.ts";
import type { KinesisContext, Operation } from "../context.ts";
import { consumerExists, streamNotFound, tooManyConsumers, tooManyConsumersCreating } from "../errors.ts";
import { consumerActivation } from "../lifecycle.ts";
import { CONSUMERS_CREATING_MAX, CONSUMERS_MAX } from "../limits.ts";
import { streamKey, type StreamKey } from "../stream.ts";
import { addTags } from "../tags.ts";

export const registerStreamConsumer: Operation<"RegisterStreamConsumer"> = async (
  input,
  { account, region, context },
) => {
  const { store, clock } = context;
  const stream = streamKey(input, { account, region });
  const { status } = await store.get(stream);
  if (status !== "ACTIVE" && status !== "UPDATING") throw streamNotFound(stream);
  const key: ConsumerKey = { stream, name: input.ConsumerName };
  const tags = addTags([], input.Tags ?? {}, stream);
  if (!(await store.consumers.find(key))) await checkLimits(stream, context);
  const nowMs = clock.now();
  const row = { status: "CREATING", createdAtMs: nowMs, tags } as const;
  await store.consumers.change(key, (existing) => {
    if (existing) throw consumerExists(key.name, stream);
    return { row, timer: consumerActivation({ key, ...row }, nowMs) };
  });
  return { Consumer: listedConsumer({ key, ...row } satisfies Consumer) };
};

async function checkLimits(stream: StreamKey, { store, limitsEnforced }: KinesisContext): Promise<void> {
  let count = 0;
  let creating = 0;
  for await (const { status } of store.consumers.list(stream)) {
    count += 1;
    if (status === "CREATING") creating += 1;
  }
  if (count >= CONSUMERS_MAX) throw tooManyConsumers(stream, CONSUMERS_MAX);
  if (limitsEnforced && creating >= CONSUMERS_CREATING_MAX)
    throw tooManyConsumersCreating(stream, CONSUMERS_CREATING_MAX);
}
