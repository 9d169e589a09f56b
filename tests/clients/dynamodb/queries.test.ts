import {
  type AttributeValue,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  paginateQuery,
  paginateScan,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { activeTable, platform, sorted } from "./platform.ts";

const { dynamodb } = await platform();

async function filled(type: "S" | "N" | "B", values: readonly AttributeValue[]): Promise<string> {
  const TableName = await activeTable(dynamodb, sorted(type));
  await Promise.all(
    values.map((sk, n) =>
      dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: "p" }, sk, n: { N: String(n) } } })),
    ),
  );
  return TableName;
}

const numbers = ["-1e100", "-10", "-2.5", "-0.001", "0", "1e-100", "0.5", "1", "2", "10", "99", "100", "1e20"];
const numeric = await filled(
  "N",
  numbers.toReversed().map((N) => ({ N })),
);
const texts = ["a", "a!", "ab", "abc", "b", "z", "é", "\u{FFFD}", "\u{1F600}"];
const textual = await filled(
  "S",
  texts.toReversed().map((S) => ({ S })),
);

async function order(
  TableName: string,
  condition: string,
  values: Record<string, AttributeValue>,
  input: Partial<QueryCommandInput> = {},
) {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: `id = :p${condition}`,
      ExpressionAttributeValues: { ":p": { S: "p" }, ...values },
      ...input,
    }),
  );
  return Items.map(({ sk }) => sk?.S ?? sk?.N);
}

describe("Query", () => {
  it("Query: numbers in the order of their values, both ways", async () => {
    const found = await order(numeric, "", {});
    expect(found.map(Number)).toEqual(numbers.map(Number));
    const reversed = await order(numeric, "", {}, { ScanIndexForward: false });
    expect(reversed).toEqual(found.toReversed());
  });

  it("Query: texts in the order of their UTF-8 bytes", async () => {
    expect(await order(textual, "", {})).toEqual(texts);
  });

  it("Query: bytes in their order", async () => {
    const bytes = [[1], [1, 0], [1, 1], [1, 255], [2], [127, 1], [128], [255], [255, 0, 0]].map((of) =>
      Uint8Array.from(of),
    );
    const binary = await filled(
      "B",
      bytes.toReversed().map((B) => ({ B })),
    );
    const query = {
      TableName: binary,
      KeyConditionExpression: "id = :p",
      ExpressionAttributeValues: { ":p": { S: "p" } },
    };
    const { Items = [] } = await dynamodb.send(new QueryCommand(query));
    expect(Items.map(({ sk }) => [...(sk?.B ?? [])])).toEqual(bytes.map((of) => [...of]));
  });

  it.each([
    [" AND sk < :a", ["-2.5"], (n: number) => n < -2.5],
    [" AND sk <= :a", ["-2.5"], (n: number) => n <= -2.5],
    [" AND sk > :a", ["0.5"], (n: number) => n > 0.5],
    [" AND sk >= :a", ["0.5"], (n: number) => n >= 0.5],
    [" AND sk = :a", ["10"], (n: number) => n === 10],
    [" AND :a < sk", ["10"], (n: number) => n > 10],
    [" AND sk BETWEEN :a AND :b", ["-3", "2"], (n: number) => n >= -3 && n <= 2],
  ] as const)("Query:%s %j, both ways", async (condition, bounds, isIn) => {
    const values = Object.fromEntries(bounds.map((N, at) => [`:${"ab"[at]}`, { N }]));
    const expected = numbers.filter((number) => isIn(Number(number))).map(Number);
    expect((await order(numeric, condition, values)).map(Number)).toEqual(expected);
    const reversed = await order(numeric, condition, values, { ScanIndexForward: false });
    expect(reversed.map(Number)).toEqual(expected.toReversed());
  });

  it("Query: begins_with, both ways", async () => {
    const values = { ":a": { S: "ab" } };
    expect(await order(textual, " AND begins_with(sk, :a)", values)).toEqual(["ab", "abc"]);
    expect(await order(textual, " AND begins_with(sk, :a)", values, { ScanIndexForward: false })).toEqual([
      "abc",
      "ab",
    ]);
  });

  it("Query: pages by limit, filters after it, and counts", async () => {
    const found: (string | undefined)[] = [];
    let pages = 0;
    const input = {
      TableName: numeric,
      KeyConditionExpression: "id = :p",
      ExpressionAttributeValues: { ":p": { S: "p" } },
      Limit: 5,
    };
    for await (const { Items = [] } of paginateQuery({ client: dynamodb }, { ...input })) {
      pages++;
      found.push(...Items.map(({ sk }) => sk?.N));
    }
    expect([found.map(Number), pages]).toEqual([numbers.map(Number), 3]);
    const counted = await dynamodb.send(
      new QueryCommand({
        ...input,
        FilterExpression: "n > :n",
        ExpressionAttributeValues: { ...input.ExpressionAttributeValues, ":n": { N: "9" } },
        Select: "COUNT",
        ReturnConsumedCapacity: "TOTAL",
      }),
    );
    expect(counted).toMatchObject({ Count: 3, ScannedCount: 5, ConsumedCapacity: { CapacityUnits: 0.5 } });
    expect(counted.Items).toBeUndefined();
    expect(counted.LastEvaluatedKey).toBeDefined();
  });

  it.each<[Partial<QueryCommandInput>, string]>([
    [{ KeyConditionExpression: "sk = :p" }, "Query condition missed key schema element: id"],
    [{ KeyConditionExpression: "id > :p" }, "Query key condition not supported"],
    [
      { KeyConditionExpression: "id = :p OR sk = :p" },
      "Invalid KeyConditionExpression: Invalid operator used in KeyConditionExpression: OR",
    ],
    [
      { KeyConditionExpression: "id = :p AND sk = :p" },
      "One or more parameter values were invalid: Condition parameter type does not match schema type",
    ],
    [
      { KeyConditionExpression: "id = :p", FilterExpression: "sk > :p" },
      "Filter Expression can only contain non-primary key attributes: Primary key attribute: sk",
    ],
    [{ KeyConditionExpression: "id = :p", IndexName: "none" }, "The table does not have the specified index: none"],
    [
      { KeyConditionExpression: "id = :p", ExclusiveStartKey: { id: { S: "p" } } },
      "The provided starting key is invalid",
    ],
  ])("Query: refuses %#", async (input, message) => {
    const full = { TableName: numeric, ExpressionAttributeValues: { ":p": { S: "p" } }, ...input };
    await expect(dynamodb.send(new QueryCommand(full))).rejects.toMatchObject({ name: "ValidationException", message });
  });
});

describe("indexes", () => {
  it("Query: global and local indexes follow every write, with what they project", async () => {
    const TableName = await activeTable(dynamodb, {
      AttributeDefinitions: ["id", "sk", "kind", "rank"].map((AttributeName) => ({
        AttributeName,
        AttributeType: "S",
      })),
      KeySchema: [
        { AttributeName: "id", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "global",
          KeySchema: [
            { AttributeName: "kind", KeyType: "HASH" },
            { AttributeName: "rank", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["shown"] },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: "local",
          KeySchema: [
            { AttributeName: "id", KeyType: "HASH" },
            { AttributeName: "rank", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "KEYS_ONLY" },
        },
      ],
    });
    const put = (sk: string, more: Record<string, AttributeValue>) =>
      dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: "p" }, sk: { S: sk }, ...more } }));
    await put("1", { kind: { S: "k" }, rank: { S: "b" }, shown: { S: "s" }, hidden: { S: "h" } });
    await put("2", { kind: { S: "k" }, rank: { S: "a" } });
    await put("3", { kind: { S: "k" } });
    const read = async (IndexName: string, name: string, value: string) =>
      (
        await dynamodb.send(
          new QueryCommand({
            TableName,
            IndexName,
            KeyConditionExpression: `${name} = :v`,
            ExpressionAttributeValues: { ":v": { S: value } },
          }),
        )
      ).Items;
    expect(await read("global", "kind", "k")).toEqual([
      { id: { S: "p" }, sk: { S: "2" }, kind: { S: "k" }, rank: { S: "a" } },
      { id: { S: "p" }, sk: { S: "1" }, kind: { S: "k" }, rank: { S: "b" }, shown: { S: "s" } },
    ]);
    expect((await read("local", "id", "p"))?.map((item) => Object.keys(item).length)).toEqual([3, 3]);
    await put("1", { kind: { S: "other" }, rank: { S: "b" } });
    expect((await read("global", "kind", "k"))?.map(({ sk }) => sk?.S)).toEqual(["2"]);
    expect((await read("global", "kind", "other"))?.map(({ sk }) => sk?.S)).toEqual(["1"]);
    await expect(put("4", { rank: { N: "1" } })).rejects.toMatchObject({
      message:
        "One or more parameter values were invalid: Type mismatch for Index Key rank Expected: S Actual: N IndexName: local",
    });
  });
});

describe("Scan", () => {
  it("Scan: every item once, in pages and in segments", async () => {
    const TableName = await activeTable(dynamodb);
    const ids = Array.from({ length: 200 }, (_one, n) => `item-${n}`);
    await Promise.all(ids.map((id) => dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id } } }))));
    const scanned = async (input: object) => {
      const found: string[] = [];
      for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName, Limit: 17, ...input }))
        found.push(...Items.map(({ id }) => id?.S ?? ""));
      return found;
    };
    expect((await scanned({})).toSorted()).toEqual(ids.toSorted());
    const segments = await Promise.all([0, 1, 2].map((Segment) => scanned({ Segment, TotalSegments: 3 })));
    expect(segments.flat().toSorted()).toEqual(ids.toSorted());
    expect(segments.every((of) => of.length > 20)).toBe(true);
  });

  it("Scan: a page ends after a mebibyte", async () => {
    const TableName = await activeTable(dynamodb);
    const large = { S: "x".repeat(300_000) };
    for (const id of ["a", "b", "c", "d", "e", "f"])
      await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, large } }));
    const first = await dynamodb.send(new ScanCommand({ TableName }));
    expect([first.Count, first.LastEvaluatedKey !== undefined]).toEqual([4, true]);
    const second = await dynamodb.send(new ScanCommand({ TableName, ExclusiveStartKey: first.LastEvaluatedKey }));
    expect([second.Count, second.LastEvaluatedKey]).toEqual([2, undefined]);
  });
});
