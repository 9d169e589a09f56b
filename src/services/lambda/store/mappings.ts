// What Lambda keeps of event source mappings: a row each, and a checkpoint for each shard.
import type { ServiceHost } from "../../../engines/host.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { DurableTimer } from "../../../kit/jobs.ts";
import type { Mapping, MappingKey, MappingRow } from "../mapping.ts";
import type { OpenWindow } from "../tumbling-window.ts";

export interface Checkpoint {
  /** Of the last record that is done with, or SHARD_END. */
  readonly position: string | undefined;
  /** That is open then, of a mapping with tumbling windows. */
  readonly window?: OpenWindow | undefined;
}

type FormerRow = Omit<MappingRow, "settings"> & {
  readonly settings: Omit<MappingRow["settings"], "tumblingSeconds">;
};

const withWindows = ({ settings, ...row }: FormerRow): MappingRow => ({
  ...row,
  settings: { ...settings, tumblingSeconds: 0 },
});

const mappings = table<MappingRow>({ name: "lambda.mappings", version: 2, upgrades: { 1: withWindows } });
const checkpoints = table<Checkpoint>({ name: "lambda.mapping-checkpoints", version: 1, upgrades: {} });

const keyOf = ({ account, region, uuid }: MappingKey) => [account, region, uuid] as const;

export class MappingStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  async find(key: MappingKey): Promise<Mapping | undefined> {
    const row = await mappings.get(this.#host.keyvalue, keyOf(key));
    return row && { key, ...row };
  }

  /** Of all accounts and regions, or of those of the prefix. */
  async *list(prefix: readonly string[] = []): AsyncGenerator<Mapping> {
    for await (const { key, row } of mappings.scan(this.#host.keyvalue, { prefix })) {
      const [account, region, uuid] = key.map(String) as [string, string, string];
      yield { key: { account, region, uuid }, ...row };
    }
  }

  async create({ key, ...row }: Mapping, timers: readonly DurableTimer[]): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      mappings.put(transaction, keyOf(key), row);
      for (const timer of timers) await this.#host.jobs.schedule(timer, transaction);
    });
  }

  /** Undefined when it is not there. */
  async change(
    key: MappingKey,
    change: (row: MappingRow) => MappingRow,
    timer?: DurableTimer,
  ): Promise<Mapping | undefined> {
    return this.#host.keyvalue.transact(async (transaction) => {
      const row = await mappings.get(transaction, keyOf(key));
      if (!row) return undefined;
      const changed = change(row);
      mappings.put(transaction, keyOf(key), changed);
      if (timer) await this.#host.jobs.schedule(timer, transaction);
      return { key, ...changed };
    });
  }

  async remove({ key }: Mapping): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      mappings.delete(transaction, keyOf(key));
      for await (const { key: stored } of checkpoints.scan(transaction, { prefix: [key.uuid] }))
        checkpoints.delete(transaction, stored);
    });
  }

  async checkpoints({ uuid }: MappingKey): Promise<Map<string, Checkpoint>> {
    const found = new Map<string, Checkpoint>();
    for await (const { key, row } of checkpoints.scan(this.#host.keyvalue, { prefix: [uuid] }))
      found.set(String(key[1]), row);
    return found;
  }

  /** Durable when it resolves. A mapping that is gone keeps none. */
  async commit(key: MappingKey, shardId: string, checkpoint: Checkpoint, lastResult: string): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      const row = await mappings.get(transaction, keyOf(key));
      if (!row) return;
      checkpoints.put(transaction, [key.uuid, shardId], checkpoint);
      if (row.lastResult !== lastResult) mappings.put(transaction, keyOf(key), { ...row, lastResult });
    });
  }
}
