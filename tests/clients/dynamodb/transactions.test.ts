import {
  GetItemCommand,
  PutItemCommand,
  TransactGetItemsCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { activeTable, platform } from "./platform.ts";

const { dynamodb } = await platform();
const TableName = await activeTable(dynamodb);

const key = (id: string) => ({ id: { S: id } });
const balance = async (id: string) =>
  (await dynamodb.send(new GetItemCommand({ TableName, Key: key(id) }))).Item?.["n"]?.N;
const put = (id: string, n: number) =>
  dynamodb.send(new PutItemCommand({ TableName, Item: { ...key(id), n: { N: String(n) } } }));

const take = (id: string, amount: number): TransactWriteItem => ({
  Update: {
    TableName,
    Key: key(id),
    UpdateExpression: "SET n = n - :amount",
    ConditionExpression: "n >= :amount",
    ExpressionAttributeValues: { ":amount": { N: String(amount) } },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});
const give = (id: string, amount: number): TransactWriteItem => ({
  Update: {
    TableName,
    Key: key(id),
    UpdateExpression: "ADD n :amount",
    ExpressionAttributeValues: { ":amount": { N: String(amount) } },
  },
});

describe("TransactWriteItems", () => {
  it("TransactWriteItems: all or none, with a reason for each", async () => {
    await put("a", 10);
    await put("b", 0);
    await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [take("a", 4), give("b", 4)] }));
    expect([await balance("a"), await balance("b")]).toEqual(["6", "4"]);
    const failing = new TransactWriteItemsCommand({ TransactItems: [give("b", 7), take("a", 7)] });
    await expect(dynamodb.send(failing)).rejects.toMatchObject({
      name: "TransactionCanceledException",
      message:
        "Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed]",
      CancellationReasons: [
        { Code: "None" },
        { Code: "ConditionalCheckFailed", Message: "The conditional request failed", Item: { n: { N: "6" } } },
      ],
    });
    expect([await balance("a"), await balance("b")]).toEqual(["6", "4"]);
  });

  it("TransactWriteItems: transfers at the same time keep the sum, and readers see it at every moment", async () => {
    const ids = ["t0", "t1", "t2", "t3"];
    await Promise.all(ids.map((id) => put(id, 100)));
    const read = new TransactGetItemsCommand({
      TransactItems: ids.map((id) => ({ Get: { TableName, Key: key(id) } })),
    });
    const sum = async () => {
      const { Responses = [] } = await dynamodb.send(read);
      return Responses.reduce((total, { Item }) => total + Number(Item?.["n"]?.N), 0);
    };
    const transfers = Array.from({ length: 60 }, (_one, n) =>
      dynamodb.send(
        new TransactWriteItemsCommand({ TransactItems: [take(ids[n % 4] ?? "", 3), give(ids[(n + 1) % 4] ?? "", 3)] }),
      ),
    );
    const sums = await Promise.all(Array.from({ length: 20 }, sum));
    await Promise.all(transfers);
    expect(new Set([...sums, await sum()])).toEqual(new Set([400]));
  });

  it("TransactWriteItems: a token makes it happen once", async () => {
    await put("once", 0);
    const send = (amount: number) =>
      dynamodb.send(
        new TransactWriteItemsCommand({ ClientRequestToken: "token-1", TransactItems: [give("once", amount)] }),
      );
    await Promise.all([send(1), send(1), send(1)]);
    expect(await balance("once")).toBe("1");
    await expect(send(2)).rejects.toMatchObject({ name: "IdempotentParameterMismatchException" });
  });

  it("TransactWriteItems: refuses two actions on one item", async () => {
    const twice = new TransactWriteItemsCommand({ TransactItems: [give("a", 1), give("a", 1)] });
    await expect(dynamodb.send(twice)).rejects.toMatchObject({
      message: "Transaction request cannot include multiple operations on one item",
    });
  });
});
