// DynamoDB: signed PutItem, GetItem and Query against a bare node:http server that reads and answers as many bytes.
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { compare, type Compared } from "./compare.ts";
import { startBareServer, startForebayServer } from "./server.ts";

const ITEM_BYTES = 1024;
/** Items that are put and got; the rest of the table is one partition that is queried. */
const ITEMS = 256;
const QUERIED_ITEMS = 100;
const BATCH = 25;
const TableName = "bench";

const TEXT = "x".repeat(ITEM_BYTES);
const itemOf = (id: string, sk: number) => ({ id: { S: id }, sk: { N: String(sk) }, text: { S: TEXT } });

export async function benchDynamoDb(): Promise<void> {
  const bare = await startBareServer();
  const forebay = await startForebayServer();
  try {
    await prepare(forebay.endpoint);
    const each = (body: (n: number) => object): object[] => Array.from({ length: ITEMS }, (_one, n) => body(n));
    const operations: readonly Compared[] = [
      {
        operation: "PutItem",
        bodies: each((n) => ({ TableName, Item: itemOf(`i${n}`, 0) })),
        answerBytes: 2,
      },
      {
        operation: "GetItem",
        bodies: each((n) => ({ TableName, Key: { id: { S: `i${n}` }, sk: { N: "0" } } })),
        answerBytes: ITEM_BYTES + 70,
      },
      {
        operation: "Query",
        what: `Query of ${QUERIED_ITEMS}`,
        bodies: each(() => ({
          TableName,
          KeyConditionExpression: "id = :id",
          ExpressionAttributeValues: { ":id": { S: "queried" } },
        })),
        answerBytes: QUERIED_ITEMS * (ITEM_BYTES + 70),
      },
    ];
    const target = { service: "dynamodb", prefix: "DynamoDB_20120810", contentType: "application/x-amz-json-1.0" };
    for (const compared of operations) await compare(bare.endpoint, forebay.endpoint, target, compared);
  } finally {
    await forebay.stop();
    await bare.stop();
  }
}

async function prepare(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "sk", AttributeType: "N" },
      ],
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      BillingMode: "PAY_PER_REQUEST",
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.1, maxDelay: 0.1 }, { TableName });
  const items = Array.from({ length: ITEMS + QUERIED_ITEMS }, (_one, n) =>
    n < ITEMS ? itemOf(`i${n}`, 0) : itemOf("queried", n),
  );
  for (let at = 0; at < items.length; at += BATCH) {
    const writes = items.slice(at, at + BATCH).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: writes } }));
  }
  client.destroy();
}
