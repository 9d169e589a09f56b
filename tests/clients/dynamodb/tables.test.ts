import {
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  ListTablesCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  QueryCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateTableCommand,
  waitUntilTableNotExists,
} from "@aws-sdk/client-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { account, activeTable, platform, region, sorted } from "./platform.ts";

const { dynamodb } = await platform();

const definition = (name: string) => ({ AttributeName: name, AttributeType: "S" as const });
const hash = (name: string) => ({ AttributeName: name, KeyType: "HASH" as const });

describe("CreateTable", () => {
  it("CreateTable: is CREATING and becomes ACTIVE, with what it was given", async () => {
    const { TableDescription: created } = await dynamodb.send(
      new CreateTableCommand({
        TableName: "orders",
        AttributeDefinitions: [definition("id"), definition("customer")],
        KeySchema: [hash("id")],
        GlobalSecondaryIndexes: [
          {
            IndexName: "by-customer",
            KeySchema: [hash("customer")],
            Projection: { ProjectionType: "ALL" },
            ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 },
          },
        ],
        ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6 },
        Tags: [{ Key: "team", Value: "data" }],
      }),
    );
    expect(created).toMatchObject({ TableName: "orders", TableStatus: "CREATING", ItemCount: 0 });
    const TableName = await activeTable(dynamodb, { TableName: "others" });
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: "orders" }));
    expect(Table).toMatchObject({
      TableArn: `arn:aws:dynamodb:${region}:${account}:table/orders`,
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 6, NumberOfDecreasesToday: 0 },
      GlobalSecondaryIndexes: [{ IndexName: "by-customer", Projection: { ProjectionType: "ALL" } }],
    });
    expect((await dynamodb.send(new ListTablesCommand({}))).TableNames).toEqual(["orders", TableName]);
  });

  it.each([
    [
      { KeySchema: [{ AttributeName: "id", KeyType: "RANGE" as const }] },
      "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
    ],
    [
      { AttributeDefinitions: [definition("other")] },
      "One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [id], AttributeDefinitions: [other]",
    ],
    [
      { AttributeDefinitions: [definition("id"), definition("other")] },
      "One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions",
    ],
    [
      { BillingMode: "PROVISIONED" as const },
      "One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED",
    ],
  ])("CreateTable: refuses %j", async (input, message) => {
    await expect(activeTable(dynamodb, { TableName: "refused", ...input })).rejects.toMatchObject({
      name: "ValidationException",
      message,
    });
  });

  it("CreateTable: refuses a name that is taken", async () => {
    const TableName = await activeTable(dynamodb);
    await expect(activeTable(dynamodb, { TableName })).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Table already exists: ${TableName}`,
    });
  });
});

describe("DeleteTable", () => {
  it("DeleteTable: takes the table and its items away", async () => {
    const TableName = await activeTable(dynamodb);
    await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: "a" } } }));
    await dynamodb.send(new DeleteTableCommand({ TableName }));
    await waitUntilTableNotExists({ client: dynamodb, maxWaitTime: 20, minDelay: 0.05, maxDelay: 0.1 }, { TableName });
    await expect(dynamodb.send(new DescribeTableCommand({ TableName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Requested resource not found: Table: ${TableName} not found`,
    });
    await expect(dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: "a" } } }))).rejects.toMatchObject({
      message: "Requested resource not found",
    });
  });

  it("DeleteTable: refuses a protected one", async () => {
    const TableName = await activeTable(dynamodb, { DeletionProtectionEnabled: true });
    await expect(dynamodb.send(new DeleteTableCommand({ TableName }))).rejects.toMatchObject({
      name: "ValidationException",
    });
  });
});

describe("UpdateTable", () => {
  it("UpdateTable: adds an index, which holds the items that were there before", async () => {
    const TableName = await activeTable(dynamodb, sorted("N"));
    for (const at of ["1", "2", "3"])
      await dynamodb.send(
        new PutItemCommand({ TableName, Item: { id: { S: `i${at}` }, sk: { N: at }, kind: { S: "x" } } }),
      );
    await dynamodb.send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions: [definition("kind")],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: "by-kind",
              KeySchema: [hash("kind"), { AttributeName: "sk", KeyType: "RANGE" }],
              Projection: { ProjectionType: "KEYS_ONLY" },
            },
          },
        ],
      }),
    );
    await active(TableName);
    const { Items } = await dynamodb.send(
      new QueryCommand({
        TableName,
        IndexName: "by-kind",
        KeyConditionExpression: "kind = :kind",
        ExpressionAttributeValues: { ":kind": { S: "x" } },
      }),
    );
    expect(Items?.map(({ sk }) => sk?.N)).toEqual(["1", "2", "3"]);
    const described = async () => (await dynamodb.send(new DescribeTableCommand({ TableName }))).Table;
    await expect.poll(described).toMatchObject({
      ItemCount: 3,
      GlobalSecondaryIndexes: [{ IndexStatus: "ACTIVE", ItemCount: 3 }],
    });
    await dynamodb.send(
      new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-kind" } }] }),
    );
    await active(TableName);
    const after = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(after.Table?.GlobalSecondaryIndexes).toBeUndefined();
  });
});

async function active(TableName: string): Promise<void> {
  for (let poll = 0; poll < 200; poll++) {
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    if (Table?.TableStatus === "ACTIVE") return;
    await sleep(25);
  }
  throw new Error(`${TableName} did not become ACTIVE`);
}

describe("tags", () => {
  it("TagResource: sets, lists and removes", async () => {
    const ResourceArn = `arn:aws:dynamodb:${region}:${account}:table/${await activeTable(dynamodb)}`;
    await dynamodb.send(
      new TagResourceCommand({
        ResourceArn,
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "b", Value: "2" },
        ],
      }),
    );
    await dynamodb.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a"] }));
    const { Tags } = await dynamodb.send(new ListTagsOfResourceCommand({ ResourceArn }));
    expect(Tags).toEqual([{ Key: "b", Value: "2" }]);
  });
});
