// What Lambda keeps of layers: a row for each version, and the number of the next one.
import type { ServiceHost } from "../../../engines/host.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { Code, PolicyRow } from "../function.ts";
import type { LayerKey } from "../layers.ts";

export interface LayerVersionRow {
  readonly createdMs: number;
  readonly description: string;
  readonly licenseInfo: string | undefined;
  readonly runtimes: readonly string[];
  readonly architectures: readonly string[];
  readonly code: Code;
  readonly policy: PolicyRow | undefined;
}

const versions = table<LayerVersionRow>({ name: "lambda.layer-versions", version: 1, upgrades: {} });
/** Numbers are never given twice, not even after a deletion. */
const counters = table<{ readonly next: number }>({ name: "lambda.layer-counters", version: 1, upgrades: {} });

const keyOf = ({ account, region, name }: LayerKey) => [account, region, name] as const;

export interface ListedLayer {
  readonly key: LayerKey;
  readonly version: number;
  readonly row: LayerVersionRow;
}

export class LayerStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  version(key: LayerKey, version: number): Promise<LayerVersionRow | undefined> {
    return versions.get(this.#host.keyvalue, [...keyOf(key), version]);
  }

  /** The number of the new version. */
  publish(key: LayerKey, row: LayerVersionRow): Promise<number> {
    return this.#host.keyvalue.transact(async (transaction) => {
      const { next } = (await counters.get(transaction, keyOf(key))) ?? { next: 1 };
      counters.put(transaction, keyOf(key), { next: next + 1 });
      versions.put(transaction, [...keyOf(key), next], row);
      return next;
    });
  }

  async change(key: LayerKey, version: number, change: (row: LayerVersionRow) => LayerVersionRow): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      const row = await versions.get(transaction, [...keyOf(key), version]);
      if (row) versions.put(transaction, [...keyOf(key), version], change(row));
    });
  }

  async remove(key: LayerKey, version: number): Promise<void> {
    await this.#host.keyvalue.transact((transaction) => versions.delete(transaction, [...keyOf(key), version]));
  }

  /** Of one layer, or of all of an account and region: by name, and of each the newest first. */
  async *list(prefix: readonly string[]): AsyncGenerator<ListedLayer> {
    for await (const { key, row } of versions.scan(this.#host.keyvalue, { prefix, reverse: true })) {
      const [account, region, name, version] = key;
      yield {
        key: { account: String(account), region: String(region), name: String(name) },
        version: Number(version),
        row,
      };
    }
  }
}

/** A layer that names no runtimes or architectures is not listed for any. Inferred. */
export const isCompatible = (
  { runtimes, architectures }: LayerVersionRow,
  wanted: { readonly runtime?: string | undefined; readonly architecture?: string | undefined },
): boolean =>
  (wanted.runtime === undefined || runtimes.includes(wanted.runtime)) &&
  (wanted.architecture === undefined || architectures.includes(wanted.architecture));
