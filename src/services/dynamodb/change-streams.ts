// The change streams of tables, as DynamoDB Streams reads them.
import type { AttributeValue as StreamValue } from "@aws-sdk/client-dynamodb-streams";
import { parseArn } from "../../kit/arn.ts";
import type { Change, ChangeStream, ChangeStreams } from "../../kit/change-streams.ts";
import { type Item, itemBytes } from "./attribute-value.ts";
import { attributesOf, keyOf } from "./key.ts";
import { STREAM_RETENTION_MS } from "./limits.ts";
import type { DynamoDbStore } from "./store.ts";
import { type ChangeRow, changes, changesPrefix } from "./store/tables.ts";
import { streamArn, type StreamRow, type Table } from "./table.ts";

const RESOURCE = /^table\/([^/]+)\/stream\/(.+)$/;

export class TableChangeStreams implements ChangeStreams {
  readonly #store: DynamoDbStore;

  constructor(store: DynamoDbStore) {
    this.#store = store;
  }

  async list(account: string, region: string, tableName?: string): Promise<readonly ChangeStream[]> {
    const found: ChangeStream[] = [];
    if (tableName !== undefined) {
      const table = await this.#store.find({ account, region, name: tableName });
      return table ? this.#streamsOf(table) : [];
    }
    for await (const table of this.#store.list({ account, region })) found.push(...this.#streamsOf(table));
    return found;
  }

  async find(arn: string): Promise<ChangeStream | undefined> {
    return (await this.#locate(arn))?.stream;
  }

  async read({ arn }: ChangeStream, from: number, max: number, bytesMax: number): Promise<readonly Change[]> {
    const located = await this.#locate(arn);
    if (!located) return [];
    const { table, stream } = located;
    const horizon = this.#store.changesHorizon();
    const oldestMs = this.#store.now - STREAM_RETENTION_MS;
    const prefix = changesPrefix(table, stream.label);
    const found: Change[] = [];
    let bytes = 0;
    for await (const { key, row } of changes.scan(this.#store.reads, { prefix, from: [...prefix, from] })) {
      const sequence = Number(key.at(-1));
      if (sequence >= horizon) break;
      if (row.atMs < oldestMs) continue;
      const change = changeOf(sequence, row, table, stream);
      bytes += change.sizeBytes;
      if (found.length > 0 && bytes > bytesMax) break;
      found.push(change);
      if (found.length >= max) break;
    }
    return found;
  }

  async end({ endSequence }: ChangeStream): Promise<number> {
    return endSequence ?? this.#store.changesHorizon();
  }

  #streamsOf(table: Table): ChangeStream[] {
    const rows = [...table.formerStreams, ...(table.stream ? [table.stream] : [])];
    const oldestMs = this.#store.now - STREAM_RETENTION_MS;
    return rows.filter(({ disabledAtMs }) => (disabledAtMs ?? Infinity) > oldestMs).map((row) => streamOf(table, row));
  }

  async #locate(arn: string): Promise<{ readonly table: Table; readonly stream: ChangeStream } | undefined> {
    const parsed = parseArn(arn);
    const [, name, label] = RESOURCE.exec(parsed?.resource ?? "") ?? [];
    if (!parsed || name === undefined) return undefined;
    const table = await this.#store.find({ account: parsed.account, region: parsed.region, name });
    const stream = table && this.#streamsOf(table).find((one) => one.label === label);
    return table && stream && { table, stream };
  }
}

const streamOf = (table: Table, row: StreamRow): ChangeStream => ({
  arn: streamArn(table.key, row.label),
  label: row.label,
  tableName: table.key.name,
  account: table.key.account,
  region: table.key.region,
  viewType: row.viewType,
  status: row.disabledAtMs === undefined ? "ENABLED" : "DISABLED",
  createdAtMs: row.createdAtMs,
  firstSequence: row.firstSequence,
  endSequence: row.endSequence,
  keys: attributesOf(table.keys).map(({ name }, at) => ({ name, type: at === 0 ? "HASH" : "RANGE" })),
  policy: table.policy,
});

function changeOf(sequence: number, row: ChangeRow, table: Table, { viewType }: ChangeStream): Change {
  const keys = keyOf(row.new ?? row.old ?? {}, table.keys);
  const old = viewType === "OLD_IMAGE" || viewType === "NEW_AND_OLD_IMAGES" ? row.old : undefined;
  const current = viewType === "NEW_IMAGE" || viewType === "NEW_AND_OLD_IMAGES" ? row.new : undefined;
  return {
    sequence,
    atMs: row.atMs,
    name: row.old ? (row.new ? "MODIFY" : "REMOVE") : "INSERT",
    keys: streamed(keys),
    oldImage: old && streamed(old),
    newImage: current && streamed(current),
    sizeBytes: itemBytes(keys) + itemBytes(old ?? {}) + itemBytes(current ?? {}),
    ...(row.isExpiry && { isExpiry: true }),
  };
}

const streamed = (item: Item): Record<string, StreamValue> => item as unknown as Record<string, StreamValue>;
