// Tags of a stream, changed in one transaction; and the stream that a resource's ARN names.
import { consumerNotFound, streamNotActive } from "./errors.ts";
import type { KinesisStore } from "./store.ts";
import { streamKey, type StreamKey } from "./stream.ts";
import type { Tags } from "./tags.ts";

/** Documented: tags change only while the stream is ACTIVE. */
export async function changeTags(store: KinesisStore, key: StreamKey, change: (tags: Tags) => Tags): Promise<void> {
  await store.change(key, (row) => {
    if (row.status !== "ACTIVE") throw streamNotActive(key, row.status);
    return { row: { ...row, tags: change(row.tags) } };
  });
}

/** Errors: ResourceNotFoundException, for the ARN of a consumer always: there are none yet. */
export function taggedStream(resourceArn: string, place: Omit<StreamKey, "name">): StreamKey {
  if (/:stream\/[^/]+\/consumer\//.test(resourceArn)) throw consumerNotFound(resourceArn, place.account);
  return streamKey({ StreamARN: resourceArn }, place);
}
