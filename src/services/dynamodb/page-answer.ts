// What Query and Scan answer of a page.
import type { ReturnConsumedCapacity, Select } from "@aws-sdk/client-dynamodb";
import { answered } from "./attribute-value.ts";
import { consumedCapacity, readUnits } from "./capacity.ts";
import type { Page } from "./page.ts";
import type { IndexRow } from "./table.ts";

interface Asked {
  readonly Select?: Select | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
}

export function pageAnswer(page: Page, asked: Asked, tableName: string, index: IndexRow | undefined) {
  const units = readUnits(page.bytes, asked.ConsistentRead === true);
  const consumed = index
    ? { table: 0, [index.isGlobal ? "globalIndexes" : "localIndexes"]: { [index.name]: units } }
    : { table: units };
  return {
    ...(asked.Select !== "COUNT" && { Items: page.items.map(answered) }),
    Count: page.count,
    ScannedCount: page.scanned,
    ...(page.lastKey && { LastEvaluatedKey: answered(page.lastKey) }),
    ConsumedCapacity: consumedCapacity(tableName, consumed, asked.ReturnConsumedCapacity),
  };
}
