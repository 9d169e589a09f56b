// What KMS keeps: keys, aliases, grants and last uses. The only file here that touches engines.
import type { ServiceHost } from "../../engines/host.ts";
import type { Reads, Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { table } from "../../engines/keyvalue/table.ts";
import type { DurableTimer } from "../../kit/jobs.ts";
import { RowCache } from "../../kit/row-cache.ts";
import type { Alias, AliasName, AliasRow } from "./alias.ts";
import { keyNotFound } from "./errors.ts";
import type { Grant, KeyGrant } from "./grant.ts";
import { type Key, keyArn, type KeyName, keyOf, type KeyRow, rowOf } from "./key.ts";
import type { Usage } from "./last-usage.ts";
import { ALIASES_CACHED_MAX, GRANT_LISTS_CACHED_MAX, KEYS_CACHED_MAX, PLACES_CACHED_MAX } from "./limits.ts";

const keys = table<KeyRow>({ name: "kms.keys", version: 1, upgrades: {} });
const aliases = table<AliasRow>({ name: "kms.aliases", version: 1, upgrades: {} });
const grants = table<Grant>({ name: "kms.grants", version: 1, upgrades: {} });
const usages = table<Usage>({ name: "kms.usages", version: 1, upgrades: {} });

export type Place = Omit<KeyName, "keyId">;

const keyRow = ({ account, region, keyId }: KeyName) => [account, region, keyId] as const;
const aliasRow = ({ account, region, alias }: AliasName) => [account, region, alias] as const;
const cacheKey = (row: readonly string[]): string => row.join("\0");

/** Reads and writes of one transaction. Timers are set and cancelled with it. */
export class KmsTransaction {
  readonly #transaction: Transaction;
  readonly #host: ServiceHost;
  /** What the caches must forget once it is committed. */
  readonly touched = {
    keys: new Set<string>(),
    aliases: new Set<string>(),
    /** Whose aliases have changed. */
    places: new Set<string>(),
    grants: new Set<string>(),
  };

  constructor(transaction: Transaction, host: ServiceHost) {
    this.#transaction = transaction;
    this.#host = host;
  }

  async findKey(name: KeyName): Promise<Key | undefined> {
    const row = await keys.get(this.#transaction, keyRow(name));
    return row && keyOf(name, row);
  }

  /** Errors: NotFoundException. */
  async key(name: KeyName): Promise<Key> {
    const key = await this.findKey(name);
    if (!key) throw keyNotFound(keyArn(name));
    return key;
  }

  putKey(key: Key): void {
    keys.put(this.#transaction, keyRow(key.name), rowOf(key));
    this.touched.keys.add(cacheKey(keyRow(key.name)));
  }

  /** With its aliases, grants and last use. */
  async deleteKey(name: KeyName): Promise<void> {
    keys.delete(this.#transaction, keyRow(name));
    usages.delete(this.#transaction, keyRow(name));
    this.touched.keys.add(cacheKey(keyRow(name)));
    for (const alias of await this.aliasesOf(name)) this.deleteAlias(alias);
    for (const grant of await grantsOf(this.#transaction, name)) this.deleteGrant(name, grant.grantId);
  }

  async findAlias(name: AliasName): Promise<Alias | undefined> {
    const row = await aliases.get(this.#transaction, aliasRow(name));
    return row && { ...name, ...row };
  }

  putAlias(name: AliasName, { keyId, createdMs, updatedMs }: AliasRow): void {
    aliases.put(this.#transaction, aliasRow(name), { keyId, createdMs, updatedMs });
    this.#touchAlias(name);
  }

  deleteAlias(name: AliasName): void {
    aliases.delete(this.#transaction, aliasRow(name));
    this.#touchAlias(name);
  }

  #touchAlias(name: AliasName): void {
    this.touched.aliases.add(cacheKey(aliasRow(name)));
    this.touched.places.add(cacheKey([name.account, name.region]));
  }

  async aliasesOf(name: KeyName): Promise<Alias[]> {
    const all: Alias[] = [];
    for await (const alias of scanAliases(this.#transaction, name)) if (alias.keyId === name.keyId) all.push(alias);
    return all;
  }

  grantsOf(name: KeyName): Promise<Grant[]> {
    return grantsOf(this.#transaction, name);
  }

  putGrant(name: KeyName, grant: Grant): void {
    grants.put(this.#transaction, [...keyRow(name), grant.grantId], grant);
    this.touched.grants.add(cacheKey(keyRow(name)));
  }

  deleteGrant(name: KeyName, grantId: string): void {
    grants.delete(this.#transaction, [...keyRow(name), grantId]);
    this.touched.grants.add(cacheKey(keyRow(name)));
  }

  async putUsage(name: KeyName, usage: Usage): Promise<void> {
    if (await keys.get(this.#transaction, keyRow(name))) usages.put(this.#transaction, keyRow(name), usage);
  }

  schedule(timer: DurableTimer): Promise<void> {
    return this.#host.jobs.schedule(timer, this.#transaction);
  }

  cancel(kind: string, key: string): Promise<void> {
    return this.#host.jobs.cancel(kind, key, this.#transaction);
  }
}

export class KmsStore {
  readonly #host: ServiceHost;
  readonly #keys = new RowCache<Key>(KEYS_CACHED_MAX);
  readonly #aliases = new RowCache<Alias>(ALIASES_CACHED_MAX);
  readonly #aliasNames = new RowCache<ReadonlyMap<string, readonly string[]>>(PLACES_CACHED_MAX);
  readonly #grants = new RowCache<readonly Grant[]>(GRANT_LISTS_CACHED_MAX);

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  findKey(name: KeyName): Promise<Key | undefined> {
    return this.#keys.find(cacheKey(keyRow(name)), async () => {
      const row = await keys.get(this.#host.keyvalue, keyRow(name));
      return row && keyOf(name, row);
    });
  }

  findAlias(name: AliasName): Promise<Alias | undefined> {
    return this.#aliases.find(cacheKey(aliasRow(name)), async () => {
      const row = await aliases.get(this.#host.keyvalue, aliasRow(name));
      return row && { ...name, ...row };
    });
  }

  grantsOf(name: KeyName): Promise<readonly Grant[] | undefined> {
    return this.#grants.find(cacheKey(keyRow(name)), () => grantsOf(this.#host.keyvalue, name));
  }

  /** Of one key, in their order; read for all keys of a place at once. */
  async aliasNames({ account, region, keyId }: KeyName): Promise<readonly string[]> {
    const place = cacheKey([account, region]);
    const byKey = await this.#aliasNames.find(place, async () => {
      const names = new Map<string, string[]>();
      for await (const alias of this.aliases({ account, region }))
        names.set(alias.keyId, [...(names.get(alias.keyId) ?? []), alias.alias]);
      return names;
    });
    return byKey?.get(keyId) ?? [];
  }

  findUsage(name: KeyName): Promise<Usage | undefined> {
    return usages.get(this.#host.keyvalue, keyRow(name));
  }

  /** In the order of their ids. */
  async *keys({ account, region }: Place, after?: string): AsyncGenerator<Key> {
    const prefix = [account, region] as const;
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of keys.scan(this.#host.keyvalue, range))
      yield keyOf({ account, region, keyId: String(key[2]) }, row);
  }

  /** In the order of their names. */
  aliases(place: Place, after?: string): AsyncGenerator<Alias> {
    return scanAliases(this.#host.keyvalue, place, after);
  }

  /** Of every account's keys in a region, in the order of account, key and grant. */
  async *grants(
    region: string,
    after?: readonly [account: string, keyId: string, grantId: string],
  ): AsyncGenerator<KeyGrant> {
    const range = after ? { after: [after[0], region, after[1], after[2]] } : {};
    for await (const { key, row } of grants.scan(this.#host.keyvalue, range)) {
      const [account, of, keyId] = key.map(String);
      if (of === region) yield { name: { account: account ?? "", region, keyId: keyId ?? "" }, grant: row };
    }
  }

  /** Runs `body` in one transaction, again when what it read has changed meanwhile. Resolves when it is on disk. */
  async transact<Result>(body: (transaction: KmsTransaction) => Promise<Result>): Promise<Result> {
    let touched: KmsTransaction["touched"] | undefined;
    try {
      return await this.#host.keyvalue.transact(async (transaction) => {
        const ours = new KmsTransaction(transaction, this.#host);
        touched = ours.touched;
        return body(ours);
      });
    } finally {
      for (const key of touched?.keys ?? []) await this.#keys.changing(key, nothing);
      for (const alias of touched?.aliases ?? []) await this.#aliases.changing(alias, nothing);
      for (const place of touched?.places ?? []) await this.#aliasNames.changing(place, nothing);
      for (const key of touched?.grants ?? []) await this.#grants.changing(key, nothing);
    }
  }
}

/** The transaction wrote already; what a cache read before it is forgotten. */
const nothing = async (): Promise<void> => {};

async function* scanAliases(reads: Reads, { account, region }: Place, after?: string): AsyncGenerator<Alias> {
  const prefix = [account, region] as const;
  const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
  for await (const { key, row } of aliases.scan(reads, range)) yield { account, region, alias: String(key[2]), ...row };
}

async function grantsOf(reads: Reads, name: KeyName): Promise<Grant[]> {
  const all: Grant[] = [];
  for await (const { row } of grants.scan(reads, { prefix: keyRow(name) })) all.push(row);
  return all;
}
