// RegisterStreamConsumer: a consumer in CREATING, which a timer makes ACTIVE.
import type { StreamMode } from "@aws-sdk/client-kinesis";
import { isCommitted } from "../account-settings.ts";
import { listedConsumer, type Consumer, type ConsumerKey } from "../consumer.ts";
import type { KinesisContext, Operation } from "../context.ts";
import { consumerExists, streamNotFound, tooManyConsumers, tooManyConsumersCreating } from "../errors.ts";
import { consumerActivation } from "../timers.ts";
import { CONSUMERS_COMMITTED_MAX, CONSUMERS_CREATING_MAX, CONSUMERS_MAX } from "../limits.ts";
import { streamKey, type StreamKey } from "../stream.ts";
import { addTags } from "../tags.ts";

export const registerStreamConsumer: Operation<"RegisterStreamConsumer"> = async (
  input,
  { account, region, context },
) => {
  const { store, clock } = context;
  const stream = streamKey(input, { account, region });
  const { status, mode } = await store.get(stream);
  if (status !== "ACTIVE" && status !== "UPDATING") throw streamNotFound(stream);
  const key: ConsumerKey = { stream, name: input.ConsumerName };
  const tags = addTags([], input.Tags ?? {}, stream);
  if (!(await store.consumers.find(key))) await checkLimits(stream, mode, context);
  const nowMs = clock.now();
  const row = { status: "CREATING", createdAtMs: nowMs, tags } as const;
  await store.consumers.change(key, (existing) => {
    if (existing) throw consumerExists(key.name, stream);
    return { row, timer: consumerActivation({ key, ...row }, nowMs) };
  });
  return { Consumer: listedConsumer({ key, ...row } satisfies Consumer) };
};

async function checkLimits(
  stream: StreamKey,
  mode: StreamMode,
  { store, clock, limitsEnforced }: KinesisContext,
): Promise<void> {
  const committed = mode === "ON_DEMAND" && isCommitted(await store.accountSettings.find(stream), clock.now());
  const max = committed ? CONSUMERS_COMMITTED_MAX : CONSUMERS_MAX;
  let count = 0;
  let creating = 0;
  for await (const { status } of store.consumers.list(stream)) {
    count += 1;
    if (status === "CREATING") creating += 1;
  }
  if (count >= max) throw tooManyConsumers(stream, max);
  if (limitsEnforced && creating >= CONSUMERS_CREATING_MAX)
    throw tooManyConsumersCreating(stream, CONSUMERS_CREATING_MAX);
}
