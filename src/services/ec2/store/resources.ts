// EC2's resources in the key-value engine. A region has its default VPC from the first look at it.
import type { KeyValue, Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { VpcEndpoints } from "../../../kit/vpc-endpoints.ts";
import type { Ec2Context } from "../context.ts";
import { furnish } from "./default-vpc.ts";
import { type Kind, notFound } from "../errors.ts";
import { endpointPlaces, furnished, type Place, type Rows, tables } from "./tables.ts";
import { policyOf } from "../vpc-endpoint.ts";

export interface Named<Row> {
  readonly id: string;
  readonly row: Row;
}

/** Reads with the default VPC in place. */
export async function readsOf({ keyvalue }: Ec2Context, { account, region }: Place): Promise<Reads> {
  if ((await furnished.get(keyvalue, [account, region])) === undefined)
    await keyvalue.transact((transaction) => furnishOnce(transaction, { account, region }));
  return keyvalue;
}

async function furnishOnce(transaction: Transaction, { account, region }: Place): Promise<void> {
  if ((await furnished.get(transaction, [account, region])) !== undefined) return;
  furnished.put(transaction, [account, region], {});
  furnish(transaction, { account, region });
}

/** One operation, one transaction, with the default VPC in place. */
export function change<Result>(
  { keyvalue }: Ec2Context,
  place: Place,
  run: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return keyvalue.transact(async (transaction) => {
    await furnishOnce(transaction, place);
    return run(transaction);
  });
}

export const find = <Of extends Kind>(
  reads: Reads,
  kind: Of,
  { account, region }: Place,
  id: string,
): Promise<Rows[Of] | undefined> => tables[kind].get(reads, [account, region, id]);

/** Errors: the kind's NotFound. */
export async function require<Of extends Kind>(reads: Reads, kind: Of, place: Place, id: string): Promise<Rows[Of]> {
  const row = await find(reads, kind, place, id);
  if (row === undefined) throw notFound(kind, id);
  return row;
}

/** All of a kind, after `after`. */
export async function* all<Of extends Kind>(
  reads: Reads,
  kind: Of,
  { account, region }: Place,
  after?: string,
): AsyncIterable<Named<Rows[Of]>> {
  const prefix = [account, region];
  const range = after === undefined ? { prefix } : { prefix, after: [...prefix, after] };
  for await (const { key, row } of tables[kind].scan(reads, range)) yield { id: String(key[2]), row };
}

export function put<Of extends Kind>(
  transaction: Transaction,
  kind: Of,
  { account, region }: Place,
  id: string,
  row: Rows[Of],
): void {
  tables[kind].put(transaction, [account, region, id], row);
  if (kind === "vpc-endpoint") endpointPlaces.put(transaction, [id], { account, region });
}

export function remove(transaction: Transaction, kind: Kind, { account, region }: Place, id: string): void {
  tables[kind].delete(transaction, [account, region, id]);
  if (kind === "vpc-endpoint") endpointPlaces.delete(transaction, [id]);
}

/** Those of a VPC. */
export async function ofVpc<Of extends Exclude<Kind, "vpc">>(
  reads: Reads,
  kind: Of,
  place: Place,
  vpcId: string,
): Promise<Named<Rows[Of]>[]> {
  const found: Named<Rows[Of]>[] = [];
  for await (const one of all(reads, kind, place)) if (one.row.vpcId === vpcId) found.push(one);
  return found;
}

/** What the gateway may ask. */
export const vpcEndpointsIn = (keyvalue: KeyValue): VpcEndpoints => ({
  async find(id) {
    const place = await endpointPlaces.get(keyvalue, [id]);
    const row = place && (await find(keyvalue, "vpc-endpoint", place, id));
    return row && { id, vpcId: row.vpcId, region: place.region, service: row.service, policy: policyOf(row) };
  },
});
