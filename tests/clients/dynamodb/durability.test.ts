// kill -9 of the platform while items are put, updated, deleted and moved in transactions. FOREBAY_FAULT_ROUNDS kills more often.
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type AttributeValue,
  DeleteItemCommand,
  DescribeTableCommand,
  DynamoDBClient,
  paginateScan,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as Change,
} from "@aws-sdk/client-dynamodb-streams";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { activeTable, region } from "./platform.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 3);
const KILL_AFTER_MS_MAX = 700;
const OWNERS = 3;
const COUNTERS = 3;
const MOVERS = 3;
const ACCOUNTS = 4;
const START_BALANCE = 1000;

let server: Bundle;
beforeAll(async () => void (server = await bundle("../clients/kinesis/server.child.ts")));
afterAll(() => server.remove());

type Item = Record<string, AttributeValue>;
/** What a writer knows of the things it changes, in the order of its changes; an item's `undefined` is its deletion. */
interface Known {
  readonly versions: Map<string, (Item | undefined)[]>;
  readonly counted: { acknowledged: number; underWay: number };
  readonly transfers: Set<string>;
  /** At the kill: it may have happened or not. */
  readonly underWay: Map<string, Item | undefined>;
}

const configOf = (endpoint: string) => ({
  endpoint,
  region,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
});
const number = (value: number): AttributeValue => ({ N: String(value) });
const accountKey = (n: number): Item => ({ id: { S: `account-${n}` } });
const isSent = (sending: Promise<unknown>): Promise<boolean> =>
  sending.then(
    () => true,
    () => false,
  );

/** Puts and deletes items of its own, which come into the index, move in it and leave it, until the server is gone. */
async function own(dynamodb: DynamoDBClient, TableName: string, owner: number, known: Known): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `own-${owner}-${n % 5}`;
    const isDeletion = n % 10 >= 5 && n % 3 === 0;
    const group: Item = n % 4 === 0 ? {} : { group: { S: `g${n % 3}` } };
    const item = isDeletion ? undefined : { id: { S: id }, version: number(n), ...group };
    known.underWay.set(id, item);
    const change = item
      ? dynamodb.send(new PutItemCommand({ TableName, Item: item }))
      : dynamodb.send(new DeleteItemCommand({ TableName, Key: { id: { S: id } } }));
    if (!(await isSent(change))) return;
    const versions = known.versions.get(id) ?? [];
    // The deletion of what is not there changes nothing.
    if (item || versions.at(-1)) versions.push(item);
    known.versions.set(id, versions);
    known.underWay.delete(id);
  }
}

/** All of them count on one item. */
async function count(dynamodb: DynamoDBClient, TableName: string, { counted }: Known): Promise<void> {
  for (;;) {
    counted.underWay++;
    const adding = dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: { id: { S: "counter" } },
        UpdateExpression: "ADD n :one SET #group = :group",
        ExpressionAttributeNames: { "#group": "group" },
        ExpressionAttributeValues: { ":one": number(1), ":group": { S: "counters" } },
      }),
    );
    if (!(await isSent(adding))) return;
    counted.underWay--;
    counted.acknowledged++;
  }
}

/** Moves money between accounts and writes down that it did. */
async function move(dynamodb: DynamoDBClient, TableName: string, mover: number, known: Known): Promise<void> {
  for (let n = 0; ; n++) {
    const id = `transfer-${mover}-${n}`;
    const from = randomInt(ACCOUNTS);
    const to = (from + 1 + randomInt(ACCOUNTS - 1)) % ACCOUNTS;
    const amount = randomInt(1, 100);
    const record: Item = { id: { S: id }, from: number(from), to: number(to), amount: number(amount) };
    const adding = (account: number, value: number) => ({
      TableName,
      Key: accountKey(account),
      UpdateExpression: "ADD balance :value",
      ExpressionAttributeValues: { ":value": number(value) },
    });
    known.underWay.set(id, record);
    const transaction = new TransactWriteItemsCommand({
      TransactItems: [
        { Update: adding(from, -amount) },
        { Update: adding(to, amount) },
        { Put: { TableName, Item: record } },
      ],
    });
    const outcome = await dynamodb.send(transaction).then(
      () => "done",
      ({ name }: Error) => name,
    );
    if (outcome === "done") known.transfers.add(id);
    else if (outcome !== "TransactionCanceledException") return;
    known.underWay.delete(id);
  }
}

async function scan(client: DynamoDBClient, TableName: string, IndexName?: string): Promise<Map<string, Item>> {
  const found = new Map<string, Item>();
  const ConsistentRead = IndexName === undefined;
  for await (const { Items = [] } of paginateScan({ client }, { TableName, IndexName, ConsistentRead }))
    for (const item of Items) found.set(item["id"]?.S ?? "", item);
  return found;
}

/** Of each item, in order. */
async function changesOf(streams: DynamoDBStreamsClient, StreamArn: string): Promise<Map<string, Change[]>> {
  const found = new Map<string, Change[]>();
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    const start = new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" });
    let { ShardIterator } = await streams.send(start);
    while (ShardIterator !== undefined) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator }));
      for (const change of page.Records ?? []) {
        const id = change.dynamodb?.Keys?.["id"]?.S ?? "";
        found.set(id, [...(found.get(id) ?? []), change]);
      }
      ShardIterator = page.Records?.length === 0 ? undefined : page.NextShardIterator;
    }
  }
  return found;
}

function checkItems(known: Known, items: ReadonlyMap<string, Item>, changes: ReadonlyMap<string, readonly Change[]>) {
  for (const id of new Set([...known.versions.keys(), ...items.keys()])) {
    if (!id.startsWith("own-")) continue;
    const acknowledged = known.versions.get(id) ?? [];
    const told = (changes.get(id) ?? []).map(({ dynamodb: change }) => change?.NewImage);
    expect(told.slice(0, acknowledged.length)).toEqual(acknowledged);
    const more = told.slice(acknowledged.length);
    if (more.length > 0) expect(more).toEqual([known.underWay.get(id)]);
  }
  const counted = Number(items.get("counter")?.["n"]?.N ?? 0);
  expect(counted).toBeGreaterThanOrEqual(known.counted.acknowledged);
  expect(counted).toBeLessThanOrEqual(known.counted.acknowledged + known.counted.underWay);
  expect(changes.get("counter")?.length ?? 0).toBe(counted);
}

function checkTransfers(known: Known, items: ReadonlyMap<string, Item>) {
  const balances = Array.from({ length: ACCOUNTS }, () => START_BALANCE);
  const written = [...items.keys()].filter((id) => id.startsWith("transfer-"));
  for (const id of written) {
    expect(known.transfers.has(id) || known.underWay.has(id)).toBe(true);
    const { from, to, amount } = items.get(id) ?? {};
    balances[Number(from?.N)]! -= Number(amount?.N);
    balances[Number(to?.N)]! += Number(amount?.N);
  }
  expect([...known.transfers].filter((id) => !items.has(id))).toEqual([]);
  expect(balances.map((_one, n) => Number(items.get(`account-${n}`)?.["balance"]?.N))).toEqual(balances);
}

/** Each change starts where the one before ended, and the last one ends at what the table has. */
function checkStream(items: ReadonlyMap<string, Item>, changes: ReadonlyMap<string, readonly Change[]>) {
  for (const id of new Set([...items.keys(), ...changes.keys()])) {
    const images = (changes.get(id) ?? []).map(({ dynamodb: change }) => change);
    const expected = [undefined, ...images.map((change) => change?.NewImage)];
    expect([...images.map((change) => change?.OldImage), items.get(id)]).toEqual(expected);
  }
}

const newTable = (dynamodb: DynamoDBClient, TableName: string): Promise<string> =>
  activeTable(dynamodb, {
    TableName,
    AttributeDefinitions: [
      { AttributeName: "id", AttributeType: "S" },
      { AttributeName: "group", AttributeType: "S" },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-group",
        KeySchema: [{ AttributeName: "group", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  });

async function work(dynamodb: DynamoDBClient, TableName: string, known: Known): Promise<void> {
  await Promise.all([
    ...Array.from({ length: OWNERS }, (_one, owner) => own(dynamodb, TableName, owner, known)),
    ...Array.from({ length: COUNTERS }, () => count(dynamodb, TableName, known)),
    ...Array.from({ length: MOVERS }, (_one, mover) => move(dynamodb, TableName, mover, known)),
  ]);
}

async function check(endpoint: string, TableName: string, known: Known): Promise<void> {
  const dynamodb = new DynamoDBClient(configOf(endpoint));
  const streams = new DynamoDBStreamsClient(configOf(endpoint));
  const items = await scan(dynamodb, TableName);
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const changes = await changesOf(streams, Table?.LatestStreamArn ?? "");
  checkItems(known, items, changes);
  checkTransfers(known, items);
  checkStream(items, changes);
  const grouped = new Map([...items].filter(([, { group }]) => group !== undefined));
  expect(await scan(dynamodb, TableName, "by-group")).toEqual(grouped);
  dynamodb.destroy();
  streams.destroy();
}

it(
  "PutItem, UpdateItem, DeleteItem, TransactWriteItems: what was acknowledged holds after kill -9, index and stream agree",
  { timeout: 30_000 + ROUNDS * 10_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-dynamodb-"));
    const acknowledged = { versions: 0, counted: 0, transfers: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const counted = { acknowledged: 0, underWay: 0 };
      const known: Known = { versions: new Map(), counted, transfers: new Set(), underWay: new Map() };
      const before = await startServer(server, folder);
      const dynamodb = new DynamoDBClient(configOf(before.endpoint));
      const TableName = await newTable(dynamodb, `crashing-${round}`);
      for (let n = 0; n < ACCOUNTS; n++) {
        const Item = { ...accountKey(n), balance: number(START_BALANCE) };
        await dynamodb.send(new PutItemCommand({ TableName, Item }));
      }
      const working = work(dynamodb, TableName, known);
      await sleep(randomInt(50, KILL_AFTER_MS_MAX));
      await before.kill();
      await working;
      dynamodb.destroy();
      const after = await startServer(server, folder);
      await check(after.endpoint, TableName, known);
      await after.kill();
      acknowledged.versions += known.versions.size;
      acknowledged.counted += counted.acknowledged;
      acknowledged.transfers += known.transfers.size;
    }
    expect(Object.values(acknowledged)).not.toContain(0);
    await rm(folder, { recursive: true, force: true });
  },
);
