// A platform of its own for a test file, an SDK client on it, and tables to test with.
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { afterAll } from "vitest";
import { startForebay } from "../../../src/index.ts";

export const account = "000000000000";
export const region = "us-east-1";

export async function platform() {
  const forebay = await startForebay();
  const dynamodb = new DynamoDBClient({ ...forebay.clientConfig, maxAttempts: 1 });
  afterAll(async () => {
    dynamodb.destroy();
    await forebay.close();
  });
  return { forebay, dynamodb };
}

let tables = 0;

/** An ACTIVE table of its own with the string key `id`, or whatever the input says; its name. */
export async function activeTable(
  dynamodb: DynamoDBClient,
  input: Partial<CreateTableCommandInput> = {},
): Promise<string> {
  const TableName = input.TableName ?? `table-${++tables}`;
  await dynamodb.send(
    new CreateTableCommand({
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      ...input,
      TableName,
    }),
  );
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 }, { TableName });
  return TableName;
}

/** Partition key `id`, sort key `sk` of the type. */
export const sorted = (type: "S" | "N" | "B"): Partial<CreateTableCommandInput> => ({
  AttributeDefinitions: [
    { AttributeName: "id", AttributeType: "S" },
    { AttributeName: "sk", AttributeType: type },
  ],
  KeySchema: [
    { AttributeName: "id", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
});
