// The queue of versions that are to be compressed.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { compressions } from "./tables.ts";

export interface QueuedCompression {
  readonly bucket: string;
  readonly key: string;
  readonly order: string;
}

const keyOf = ({ bucket, key, order }: QueuedCompression) => [bucket, key, order] as const;

export const putCompression = (transaction: Transaction, queued: QueuedCompression): void =>
  compressions.put(transaction, keyOf(queued), {});

/** At most `limit`, after `after`. */
export async function queuedCompressions(
  { keyvalue }: S3Context,
  after: QueuedCompression | undefined,
  limit: number,
): Promise<readonly QueuedCompression[]> {
  const found: QueuedCompression[] = [];
  for await (const { key } of compressions.scan(keyvalue, { ...(after && { after: keyOf(after) }), limit })) {
    const [bucket = "", name = "", order = ""] = key.map(String);
    found.push({ bucket, key: name, order });
  }
  return found;
}

export async function removeCompressions(context: S3Context, done: readonly QueuedCompression[]): Promise<void> {
  if (done.length === 0) return;
  await context.keyvalue.transact((transaction) => {
    for (const one of done) compressions.delete(transaction, keyOf(one));
  });
}
