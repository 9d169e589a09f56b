// Capacity units that a request takes, as ReturnConsumedCapacity shows them.
import type { ConsumedCapacity, ReturnConsumedCapacity } from "@aws-sdk/client-dynamodb";
import { READ_UNIT_BYTES, WRITE_UNIT_BYTES } from "./limits.ts";

/** Half as much for eventually consistent reads, twice as much in transactions. Documented. */
export const readUnits = (bytes: number, isConsistent: boolean, isTransaction = false): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (isTransaction ? 2 : isConsistent ? 1 : 0.5);

export const writeUnits = (bytes: number, isTransaction = false): number =>
  Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES)) * (isTransaction ? 2 : 1);

export interface Consumed {
  readonly table: number;
  readonly globalIndexes?: Readonly<Record<string, number>>;
  readonly localIndexes?: Readonly<Record<string, number>>;
}

/** Undefined when the request does not ask for it. */
export function consumedCapacity(
  tableName: string,
  { table, globalIndexes = {}, localIndexes = {} }: Consumed,
  wanted: ReturnConsumedCapacity | undefined,
): ConsumedCapacity | undefined {
  if (wanted === undefined || wanted === "NONE") return undefined;
  const indexed = [...Object.values(globalIndexes), ...Object.values(localIndexes)];
  const total = indexed.reduce((sum, units) => sum + units, table);
  if (wanted === "TOTAL") return { TableName: tableName, CapacityUnits: total };
  const units = (of: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(of).map(([name, count]) => [name, { CapacityUnits: count }]));
  return {
    TableName: tableName,
    CapacityUnits: total,
    Table: { CapacityUnits: table },
    ...(Object.keys(globalIndexes).length > 0 && { GlobalSecondaryIndexes: units(globalIndexes) }),
    ...(Object.keys(localIndexes).length > 0 && { LocalSecondaryIndexes: units(localIndexes) }),
  };
}

/** Of a whole request by table. */
export function consumedByTable(
  units: ReadonlyMap<string, number>,
  wanted: ReturnConsumedCapacity | undefined,
): ConsumedCapacity[] | undefined {
  const all = [...units].map(([name, table]) => consumedCapacity(name, { table }, wanted));
  const shown = all.filter((one): one is ConsumedCapacity => one !== undefined);
  return shown.length > 0 ? shown : undefined;
}
