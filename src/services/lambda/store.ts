// What Lambda keeps of functions: rows in key-value tables, archives as blobs.
import type { ServiceHost } from "../../engines/host.ts";
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { table } from "../../engines/keyvalue/table.ts";
import type { DurableTimer } from "../../kit/jobs.ts";
import { RowCache } from "../../kit/row-cache.ts";
import {
  functionArn,
  type FunctionEntry,
  type FunctionKey,
  type FunctionRow,
  UNCONFIGURED,
  type Version,
} from "./function.ts";
import { functionExists, functionNotFound } from "./errors.ts";
import { FUNCTIONS_CACHED_MAX } from "./limits.ts";
import { SigningStore } from "./store/code-signing.ts";
import { EventStore } from "./store/events.ts";
import { LayerStore } from "./store/layers.ts";
import { MappingStore } from "./store/mappings.ts";
import { UrlStore } from "./store/urls.ts";

type FormerRow = Omit<FunctionRow, "urls" | "runtimeManagement" | "provisioned" | "recursiveLoop">;

const withUrls = (row: FormerRow): FunctionRow => ({ ...UNCONFIGURED, ...row });

const functions = table<FunctionRow>({ name: "lambda.functions", version: 2, upgrades: { 1: withUrls } });
const versions = table<Version>({ name: "lambda.versions", version: 1, upgrades: {} });

type Place = Omit<FunctionKey, "name">;

const rowKey = ({ account, region, name }: FunctionKey) => [account, region, name] as const;
const cacheKey = ({ account, region, name }: FunctionKey): string => `${account}/${region}/${name}`;

/** A change of a function and what comes with it. */
export interface Changed {
  readonly row: FunctionRow;
  readonly timer?: DurableTimer;
  /** Published with it: its number is the row's former `nextVersion`. */
  readonly published?: Version;
  readonly newUrl?: { readonly id: string; readonly qualifier: string | undefined };
  /** Its id. */
  readonly goneUrl?: string;
}

export class LambdaStore {
  readonly events: EventStore;
  readonly layers: LayerStore;
  readonly mappings: MappingStore;
  readonly urls: UrlStore;
  readonly signing: SigningStore;
  readonly #host: ServiceHost;
  readonly #cache = new RowCache<FunctionEntry>(FUNCTIONS_CACHED_MAX);
  readonly #versions = new RowCache<Version>(FUNCTIONS_CACHED_MAX);

  constructor(host: ServiceHost) {
    this.#host = host;
    this.events = new EventStore(host);
    this.layers = new LayerStore(host);
    this.mappings = new MappingStore(host);
    this.urls = new UrlStore(host);
    this.signing = new SigningStore(host);
  }

  find(key: FunctionKey): Promise<FunctionEntry | undefined> {
    return this.#cache.find(cacheKey(key), async () => {
      const row = await functions.get(this.#host.keyvalue, rowKey(key));
      return row && { key, ...row };
    });
  }

  /** Errors: ResourceNotFoundException. */
  async get(key: FunctionKey, qualifier?: string): Promise<FunctionEntry> {
    const entry = await this.find(key);
    if (!entry) throw functionNotFound(functionArn(key, qualifier));
    return entry;
  }

  /** Of an account and region, or all. */
  async *list(place?: Place, after?: string): AsyncGenerator<FunctionEntry> {
    const prefix = place ? [place.account, place.region] : [];
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of functions.scan(this.#host.keyvalue, range))
      yield { key: { account: String(key[0]), region: String(key[1]), name: String(key[2]) }, ...row };
  }

  /** Errors: ResourceConflictException. */
  async create(key: FunctionKey, changed: Changed): Promise<void> {
    await this.#write(key, async (transaction) => {
      if (await functions.get(transaction, rowKey(key))) throw functionExists(key.name);
      return changed;
    });
  }

  /** The row as it is then. Errors: ResourceNotFoundException, and what `change` throws; then nothing is changed. */
  async change(key: FunctionKey, change: (row: FunctionRow) => Changed): Promise<FunctionEntry> {
    const row = await this.#write(key, async (transaction) => {
      const known = await functions.get(transaction, rowKey(key));
      if (!known) throw functionNotFound(functionArn(key));
      return change(known);
    });
    return { key, ...row };
  }

  async #write(key: FunctionKey, body: (transaction: Transaction) => Promise<Changed>): Promise<FunctionRow> {
    let written: FunctionRow | undefined;
    await this.#cache.changing(cacheKey(key), () =>
      this.#host.keyvalue.transact(async (transaction) => {
        const { row, timer, published, newUrl, goneUrl } = await body(transaction);
        functions.put(transaction, rowKey(key), row);
        if (published) versions.put(transaction, [...rowKey(key), row.nextVersion - 1], published);
        if (newUrl) this.urls.add(transaction, newUrl.id, { key, qualifier: newUrl.qualifier });
        if (goneUrl !== undefined) this.urls.remove(transaction, { region: key.region, id: goneUrl });
        if (timer) await this.#host.jobs.schedule(timer, transaction);
        written = row;
      }),
    );
    if (!written) throw new Error("a transaction committed without its row");
    return written;
  }

  /** Forgets the function with all that is its own. Resolves with its archives, for the caller to delete. */
  async remove(entry: FunctionEntry): Promise<readonly string[]> {
    const { key } = entry;
    const blobIds = new Set<string>();
    await this.#cache.changing(cacheKey(key), () =>
      this.#host.keyvalue.transact(async (transaction) => {
        blobIds.clear();
        const row = await functions.get(transaction, rowKey(key));
        if (row?.id !== entry.id) return;
        blobIds.add(row.latest.settings.code.blobId);
        for await (const { key: stored, row: version } of versions.scan(transaction, { prefix: rowKey(key) })) {
          blobIds.add(version.settings.code.blobId);
          versions.delete(transaction, stored);
        }
        for (const { id } of Object.values(row.urls)) this.urls.remove(transaction, { region: key.region, id });
        functions.delete(transaction, rowKey(key));
      }),
    );
    return [...blobIds];
  }

  version({ key, id }: FunctionEntry, number: string): Promise<Version | undefined> {
    return this.#versions.find(`${id}/${number}`, () =>
      versions.get(this.#host.keyvalue, [...rowKey(key), Number(number)]),
    );
  }

  async *versionsOf({ key }: FunctionEntry, after?: number): AsyncGenerator<readonly [string, Version]> {
    const prefix = rowKey(key);
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key: stored, row } of versions.scan(this.#host.keyvalue, range)) yield [String(stored[3]), row];
  }

  async removeVersion(entry: FunctionEntry, number: string): Promise<void> {
    const { key, id } = entry;
    await this.#versions.changing(`${id}/${number}`, () =>
      this.#host.keyvalue.transact(async (transaction) => {
        versions.delete(transaction, [...rowKey(key), Number(number)]);
      }),
    );
  }

  /** Whether a version that is still there, or the function as it is, runs this archive. */
  async uses(entry: FunctionEntry, blobId: string): Promise<boolean> {
    const now = await this.find(entry.key);
    if (now?.latest.settings.code.blobId === blobId) return true;
    for await (const [, version] of this.versionsOf(entry)) if (version.settings.code.blobId === blobId) return true;
    return false;
  }
}
