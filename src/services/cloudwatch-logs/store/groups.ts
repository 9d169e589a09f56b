// Log groups, and how much each holds.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { DurableTimer } from "../../../kit/jobs.ts";
import { RowCache } from "../../../kit/row-cache.ts";
import { groupExists, groupNotFound } from "../errors.ts";
import type { Group, GroupKey, GroupRow, Place } from "../group.ts";
import { GROUPS_CACHED_MAX } from "../limits.ts";

const groups = table<GroupRow>({ name: "cloudwatch-logs.groups", version: 1, upgrades: {} });
const usage = table<{ readonly bytes: number }>({ name: "cloudwatch-logs.usage", version: 1, upgrades: {} });

const rowKey = ({ account, region, name }: GroupKey) => [account, region, name] as const;
const cacheKey = ({ account, region, name }: GroupKey): string => `${account}/${region}/${name}`;

export interface Changed {
  readonly row: GroupRow | undefined;
  /** Scheduled when, and only when, the change is committed. */
  readonly timers?: readonly DurableTimer[];
}

export class GroupStore {
  readonly #host: ServiceHost;
  readonly #cache = new RowCache<Group>(GROUPS_CACHED_MAX);

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  find(key: GroupKey): Promise<Group | undefined> {
    return this.#cache.find(cacheKey(key), async () => {
      const row = await groups.get(this.#host.keyvalue, rowKey(key));
      return row && { key, ...row };
    });
  }

  /** Errors: ResourceNotFoundException. */
  async get(key: GroupKey): Promise<Group> {
    const group = await this.find(key);
    if (!group) throw groupNotFound();
    return group;
  }

  /** In the order of their names. */
  async *list(
    { account, region }: Place,
    { from, after }: { from?: string; after?: string } = {},
  ): AsyncGenerator<Group> {
    const prefix = [account, region] as const;
    const range = {
      prefix,
      ...(after !== undefined && { after: [...prefix, after] }),
      ...(after === undefined && from !== undefined && { from: [...prefix, from] }),
    };
    for await (const { key, row } of groups.scan(this.#host.keyvalue, range))
      yield { key: { account, region, name: String(key[2]) }, ...row };
  }

  /** Errors: ResourceAlreadyExistsException. */
  async create(key: GroupKey, row: GroupRow): Promise<void> {
    await this.#cache.changing(cacheKey(key), () =>
      this.#host.keyvalue.transact(async (transaction) => {
        if (await groups.get(transaction, rowKey(key))) throw groupExists();
        groups.put(transaction, rowKey(key), row);
      }),
    );
  }

  /** No row: the group is deleted. Errors: ResourceNotFoundException, and whatever `change` throws. */
  async change(key: GroupKey, change: (row: GroupRow) => Changed): Promise<void> {
    await this.#cache.changing(cacheKey(key), () =>
      this.#host.keyvalue.transact(async (transaction) => {
        const stored = await groups.get(transaction, rowKey(key));
        if (!stored) throw groupNotFound();
        const { row, timers = [] } = change(stored);
        if (row) groups.put(transaction, rowKey(key), row);
        else groups.delete(transaction, rowKey(key));
        for (const timer of timers) await this.#host.jobs.schedule(timer, transaction);
      }),
    );
  }

  async storedBytes({ key, id }: Group): Promise<number> {
    return (await usage.get(this.#host.keyvalue, [key.account, key.region, id]))?.bytes ?? 0;
  }
}

/** Whether the group is still the one of that id. */
export async function isThere(reads: Reads, { key, id }: Pick<Group, "key" | "id">): Promise<boolean> {
  return (await groups.get(reads, rowKey(key)))?.id === id;
}

export async function addUsage(transaction: Transaction, place: Place, groupId: string, bytes: number): Promise<void> {
  const key = [place.account, place.region, groupId];
  const before = (await usage.get(transaction, key))?.bytes ?? 0;
  usage.put(transaction, key, { bytes: Math.max(0, before + bytes) });
}

export const deleteUsage = (transaction: Transaction, place: Place, groupId: string): void =>
  usage.delete(transaction, [place.account, place.region, groupId]);
