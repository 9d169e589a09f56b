// Alarms and their history.
import type { HistoryItemType } from "@aws-sdk/client-cloudwatch";
import type { ServiceHost } from "../../../engines/host.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import { hex } from "../../../kit/ids.ts";
import type { Alarm, AlarmKey, AlarmRow } from "../alarm.ts";
import type { Place } from "../metric.ts";
import { evaluation } from "../timers.ts";

export interface HistoryItem {
  readonly atMs: number;
  readonly alarm: string;
  readonly isComposite: boolean;
  readonly type: HistoryItemType;
  readonly summary: string;
  /** JSON. */
  readonly data: string;
}

const alarms = table<AlarmRow>({ name: "cloudwatch.alarms", version: 1, upgrades: {} });
const history = table<HistoryItem>({ name: "cloudwatch.alarm-history", version: 1, upgrades: {} });

const rowKey = ({ account, region, name }: AlarmKey) => [account, region, name] as const;

export class AlarmStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  async find(key: AlarmKey): Promise<Alarm | undefined> {
    const row = await alarms.get(this.#host.keyvalue, rowKey(key));
    return row && { key, ...row };
  }

  /** In the order of their names. */
  async *list({ account, region }: Place, after?: string): AsyncGenerator<Alarm> {
    const prefix = [account, region] as const;
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of alarms.scan(this.#host.keyvalue, range))
      yield { key: { account, region, name: String(key[2]) }, ...row };
  }

  /** `make` is given the alarm that is there; undefined leaves everything as it is. Returns what was there. */
  change(
    key: AlarmKey,
    make: (row: AlarmRow | undefined) => { readonly row: AlarmRow; readonly items: readonly HistoryItem[] } | undefined,
  ): Promise<AlarmRow | undefined> {
    return this.#host.keyvalue.transact(async (transaction) => {
      const before = await alarms.get(transaction, rowKey(key));
      const changed = make(before);
      if (!changed) return before;
      alarms.put(transaction, rowKey(key), changed.row);
      for (const item of changed.items) history.put(transaction, [key.account, key.region, item.atMs, hex(8)], item);
      if (changed.row.kind === "metric" && before?.id !== changed.row.id)
        await this.#host.jobs.schedule(evaluation(key, changed.row.id, this.#host.clock.now()), transaction);
      return before;
    });
  }

  async remove(key: AlarmKey, item: HistoryItem): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      if (!(await alarms.get(transaction, rowKey(key)))) return;
      alarms.delete(transaction, rowKey(key));
      history.put(transaction, [key.account, key.region, item.atMs, hex(8)], item);
    });
  }

  async note({ account, region }: Place, item: HistoryItem): Promise<void> {
    await this.#host.keyvalue.transact((transaction) =>
      history.put(transaction, [account, region, item.atMs, hex(8)], item),
    );
  }

  /** By time, from one end to the other. */
  async *history(
    { account, region }: Place,
    isDescending: boolean,
    after?: HistoryCursor,
  ): AsyncGenerator<HistoryItem & { cursor: HistoryCursor }> {
    const prefix = [account, region] as const;
    const range = { prefix, reverse: isDescending, ...(after && { after: [...prefix, ...after] }) };
    for await (const { key, row } of history.scan(this.#host.keyvalue, range))
      yield { ...row, cursor: [Number(key[2]), String(key[3])] };
  }

  async forgetHistory({ account, region }: Place, beforeMs: number): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      for await (const { key } of history.scan(transaction, { prefix: [account, region] })) {
        if (Number(key[2]) >= beforeMs) return;
        history.delete(transaction, key);
      }
    });
  }
}

export type HistoryCursor = readonly [atMs: number, id: string];
