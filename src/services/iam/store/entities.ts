// Users, groups, roles, policies and instance profiles: found by name or unique id, created, renamed, removed, listed.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { Table } from "../../../engines/keyvalue/table.ts";
import { entityExists, entityNotFound, policyNotFound, type EntityKind } from "../errors.ts";
import type { EntityRow, GroupRow, InstanceProfileRow, PolicyRow, RoleRow, UserRow } from "./rows.ts";
import { folded, groups, instanceProfiles, keyOf, names, policies, roles, users } from "./tables.ts";

/** The entities of one kind. `account` is where they are at home. */
export class Entities<Row extends EntityRow> {
  readonly kind: EntityKind;
  readonly #table: Table<Row>;

  constructor(kind: EntityKind, rows: Table<Row>) {
    this.kind = kind;
    this.#table = rows;
  }

  find(reads: Reads, account: string, name: string): Promise<Row | undefined> {
    return this.#table.get(reads, keyOf(account, name));
  }

  /** Errors: NoSuchEntity. */
  async get(reads: Reads, account: string, name: string): Promise<Row> {
    const row = await this.find(reads, account, name);
    if (!row) throw this.kind === "policy" ? policyNotFound(name) : entityNotFound(this.kind, name);
    return row;
  }

  async findById(reads: Reads, account: string, id: string): Promise<Row | undefined> {
    const found = await names.get(reads, [account, id]);
    return found && this.find(reads, account, found.name);
  }

  /** Errors: EntityAlreadyExists. */
  async create(transaction: Transaction, account: string, row: Row): Promise<void> {
    if (await this.find(transaction, account, row.name)) throw entityExists(this.kind, row.name);
    this.#table.put(transaction, keyOf(account, row.name), row);
    names.put(transaction, [account, row.id], { name: folded(row.name) });
  }

  /** Keeps a row of the same name. */
  put(transaction: Transaction, account: string, row: Row): void {
    this.#table.put(transaction, keyOf(account, row.name), row);
  }

  /** Errors: EntityAlreadyExists when another one has the new name. */
  async rename(transaction: Transaction, account: string, from: Row, to: Row): Promise<void> {
    if (folded(from.name) === folded(to.name)) return this.put(transaction, account, to);
    this.#table.delete(transaction, keyOf(account, from.name));
    await this.create(transaction, account, to);
  }

  remove(transaction: Transaction, account: string, row: Row): void {
    this.#table.delete(transaction, keyOf(account, row.name));
    names.delete(transaction, [account, row.id]);
  }

  /** In the order of their names. */
  async *list(reads: Reads, account: string, after?: string): AsyncGenerator<Row> {
    const range = { prefix: [account], ...(after !== undefined && { after: keyOf(account, after) }) };
    for await (const { row } of this.#table.scan(reads, range)) yield row;
  }

  /** No more than `max`. */
  async count(reads: Reads, account: string, max: number): Promise<number> {
    let count = 0;
    for await (const _ of this.#table.scan(reads, { prefix: [account], limit: max })) count++;
    return count;
  }
}

export const allUsers = new Entities<UserRow>("user", users);
export const allGroups = new Entities<GroupRow>("group", groups);
export const allRoles = new Entities<RoleRow>("role", roles);
export const allPolicies = new Entities<PolicyRow>("policy", policies);
export const allInstanceProfiles = new Entities<InstanceProfileRow>("instance profile", instanceProfiles);
