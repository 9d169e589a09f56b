// The log streams of a group.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import { uuid } from "../../../kit/ids.ts";
import { groupNotFound, streamExists, streamNotFound } from "../errors.ts";
import type { Group, Place } from "../group.ts";
import type { Stream, StreamRow } from "../stream.ts";
import { clearing } from "../timers.ts";
import { isThere } from "./groups.ts";

const streams = table<StreamRow>({ name: "cloudwatch-logs.streams", version: 1, upgrades: {} });

type Owner = Pick<Group, "key" | "id">;
const prefixOf = ({ key, id }: Owner) => [key.account, key.region, id] as const;

export class StreamStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  async find(group: Owner, name: string): Promise<Stream | undefined> {
    const row = await streams.get(this.#host.keyvalue, [...prefixOf(group), name]);
    return row && { name, ...row };
  }

  /** Errors: ResourceNotFoundException. */
  async get(group: Owner, name: string): Promise<Stream> {
    const stream = await this.find(group, name);
    if (!stream) throw streamNotFound();
    return stream;
  }

  /** In the order of their names. */
  async *list(group: Owner, { from, after }: { from?: string; after?: string } = {}): AsyncGenerator<Stream> {
    const prefix = prefixOf(group);
    const range = {
      prefix,
      ...(after !== undefined && { after: [...prefix, after] }),
      ...(after === undefined && from !== undefined && { from: [...prefix, from] }),
    };
    for await (const { key, row } of streams.scan(this.#host.keyvalue, range)) yield { name: String(key[3]), ...row };
  }

  /** Errors: ResourceAlreadyExistsException, ResourceNotFoundException when the group is gone. */
  async create(group: Group, name: string, nowMs: number): Promise<void> {
    const key = [...prefixOf(group), name];
    await this.#host.keyvalue.transact(async (transaction) => {
      if (!(await isThere(transaction, group))) throw groupNotFound();
      if (await streams.get(transaction, key)) throw streamExists();
      streams.put(transaction, key, { id: uuid(), createdAtMs: nowMs });
    });
  }

  /** Its events go afterwards. Errors: ResourceNotFoundException. */
  async remove(group: Group, name: string, nowMs: number): Promise<void> {
    const key = [...prefixOf(group), name];
    await this.#host.keyvalue.transact(async (transaction) => {
      const row = await streams.get(transaction, key);
      if (!row) throw streamNotFound();
      streams.delete(transaction, key);
      await this.#host.jobs.schedule(clearing(group, nowMs, row.id), transaction);
    });
  }
}

/** Notes that events came. False when the stream is not there any more. */
export async function noteEvents(
  transaction: Transaction,
  group: Owner,
  { name, id }: Pick<Stream, "name" | "id">,
  came: { readonly firstMs: number; readonly lastMs: number; readonly ingestionMs: number },
): Promise<boolean> {
  const key = [...prefixOf(group), name];
  const row = await streams.get(transaction, key);
  if (row?.id !== id) return false;
  streams.put(transaction, key, {
    ...row,
    firstEventMs: Math.min(row.firstEventMs ?? Infinity, came.firstMs),
    lastEventMs: Math.max(row.lastEventMs ?? 0, came.lastMs),
    lastIngestionMs: came.ingestionMs,
  });
  return true;
}

/** Up to `limit` of a group that is gone. Whether there may be more. */
export async function deleteSomeStreams(
  transaction: Transaction,
  { account, region }: Place,
  groupId: string,
  limit: number,
): Promise<boolean> {
  let deleted = 0;
  for await (const { key } of streams.scan(transaction, { prefix: [account, region, groupId], limit })) {
    streams.delete(transaction, key);
    deleted += 1;
  }
  return deleted === limit;
}
