// Which metrics there are, and when each last had a point.
import type { KeyValue, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import { hex } from "../../../kit/ids.ts";
import { LAST_POINT_LAG_MS, METRICS_CACHED_MAX } from "../limits.ts";
import { digestOf, type MetricKey, type Place } from "../metric.ts";

export interface MetricRow {
  /** Of its points. */
  readonly id: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Virtual epoch ms; up to LAST_POINT_LAG_MS behind. */
  readonly lastPointMs: number;
}

export interface Metric extends MetricKey, MetricRow {}

const metrics = table<MetricRow>({ name: "cloudwatch.metrics", version: 1, upgrades: {} });

type RowKey = readonly [account: string, region: string, namespace: string, name: string, digest: string];
const rowKey = ({ account, region, namespace, name, dimensions }: MetricKey): RowKey => [
  account,
  region,
  namespace,
  name,
  digestOf(dimensions),
];

/** Where a listing goes on. */
export type MetricCursor = RowKey;

export class MetricStore {
  readonly #keyvalue: KeyValue;
  /** Only the writer of points changes rows, and it tells when it has. */
  readonly #known = new Map<string, MetricRow>();

  constructor(keyvalue: KeyValue) {
    this.#keyvalue = keyvalue;
  }

  async find(key: MetricKey): Promise<Metric | undefined> {
    const row = await metrics.get(this.#keyvalue, rowKey(key));
    return row && { ...key, ...row };
  }

  /** Narrowed by namespace, and by name within it. */
  async *list(
    { account, region }: Place,
    { namespace, name }: { readonly namespace?: string | undefined; readonly name?: string | undefined } = {},
    after?: MetricCursor,
  ): AsyncGenerator<Metric & { readonly cursor: MetricCursor }> {
    const prefix = [
      account,
      region,
      ...(namespace === undefined ? [] : name === undefined ? [namespace] : [namespace, name]),
    ];
    for await (const { key, row } of metrics.scan(this.#keyvalue, { prefix, ...(after && { after }) })) {
      const cursor = key as unknown as RowKey;
      yield { account, region, namespace: cursor[2], name: cursor[3], ...row, cursor };
    }
  }

  /** The metric's row; makes it known when it is new, and notes its last point now and then. */
  async noted(transaction: Transaction, key: MetricKey, atMs: number): Promise<MetricRow> {
    const row = rowKey(key);
    const known = this.#known.get(row.join("\0")) ?? (await metrics.get(transaction, row));
    if (known && atMs < known.lastPointMs + LAST_POINT_LAG_MS) return known;
    const next = { id: known?.id ?? hex(16), dimensions: key.dimensions, lastPointMs: atMs };
    metrics.put(transaction, row, next);
    return next;
  }

  /** Once a transaction that noted it was committed. */
  remember(key: MetricKey, row: MetricRow): void {
    if (this.#known.size >= METRICS_CACHED_MAX) this.#known.clear();
    this.#known.set(rowKey(key).join("\0"), row);
  }

  async forget(transaction: Transaction, key: MetricKey): Promise<void> {
    this.#known.delete(rowKey(key).join("\0"));
    metrics.delete(transaction, rowKey(key));
  }
}
