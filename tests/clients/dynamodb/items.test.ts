import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { describe, expect, it } from "vitest";
import { activeTable, platform, sorted } from "./platform.ts";

const { dynamodb } = await platform();
const TableName = await activeTable(dynamodb);

const put = (Item: Record<string, AttributeValue>) => dynamodb.send(new PutItemCommand({ TableName, Item }));
const get = async (id: string) => (await dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item;
const update = (id: string, input: Partial<UpdateItemCommandInput>) =>
  dynamodb.send(new UpdateItemCommand({ TableName, Key: { id: { S: id } }, ReturnValues: "ALL_NEW", ...input }));

describe("PutItem", () => {
  it("PutItem: keeps every type, and numbers in their plain form", async () => {
    const Item = {
      id: { S: "types" },
      text: { S: "Grüße \u{1F600}" },
      empty: { S: "" },
      bytes: { B: Uint8Array.of(0, 255, 7) },
      yes: { BOOL: true },
      none: { NULL: true },
      texts: { SS: ["a", "b"] },
      numbers: { NS: ["1", "2.5"] },
      binaries: { BS: [Uint8Array.of(1), Uint8Array.of(2)] },
      list: { L: [{ S: "x" }, { N: "1" }, { L: [] }] },
      map: { M: { inner: { M: { deep: { S: "y" } } } } },
    } satisfies Record<string, AttributeValue>;
    await put({
      ...Item,
      number: { N: "+001.2300e2" },
      tiny: { N: "1E-130" },
      large: { N: "-12345678901234567890123456789012345678" },
    });
    const found = await get("types");
    expect(found).toMatchObject(Item);
    expect([found?.["number"], found?.["large"]]).toEqual([
      { N: "123" },
      { N: "-12345678901234567890123456789012345678" },
    ]);
    expect(found?.["tiny"]?.N).toBe(`0.${"0".repeat(129)}1`);
  });

  it("PutItem: keeps attributes of every name", async () => {
    const names = ["constructor", "toString", "a b", "é", "#", "1"];
    const item = Object.fromEntries(names.map((name) => [name, { S: name }]));
    await put({ ...item, id: { S: "names" }, nested: { M: item } });
    const found = await get("names");
    expect(Object.entries(found ?? {}).filter(([name]) => names.includes(name))).toHaveLength(names.length);
    expect(Object.keys(found?.["nested"]?.M ?? {}).toSorted()).toEqual(names.toSorted());
    const added = update("names", {
      UpdateExpression: "SET #p = :v",
      ExpressionAttributeNames: { "#p": "__proto__" },
      ExpressionAttributeValues: { ":v": { S: "x" } },
    });
    await expect(added).rejects.toMatchObject({ name: "NotImplemented" });
  });

  it.each<[Record<string, AttributeValue>, string]>([
    [{ other: { S: "x" } }, "One or more parameter values were invalid: Missing the key id in the item"],
    [{ id: { N: "1" } }, "One or more parameter values were invalid: Type mismatch for key id expected: S actual: N"],
    [{ id: { S: "a" }, n: { N: "x" } }, "The parameter cannot be converted to a numeric value: x"],
    [
      { id: { S: "a" }, n: { N: "1e126" } },
      "Number overflow. Attempting to store a number with magnitude larger than supported range",
    ],
    [{ id: { S: "a" }, n: { N: "1".repeat(39) } }, "Attempting to store more than 38 significant digits in a Number"],
    [
      { id: { S: "a" }, s: { SS: ["x", "x"] } },
      "One or more parameter values were invalid: Input collection [x, x] contains duplicates.",
    ],
    [{ id: { S: "a" }, s: { S: "x".repeat(409_600) } }, "Item size has exceeded the maximum allowed size"],
  ])("PutItem: refuses %#", async (Item, message) => {
    await expect(put(Item)).rejects.toMatchObject({ name: "ValidationException", message });
  });

  it("PutItem: a condition decides, and a refusal gives the item when asked", async () => {
    await put({ id: { S: "once" }, n: { N: "1" } });
    const again = new PutItemCommand({
      TableName,
      Item: { id: { S: "once" }, n: { N: "2" } },
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    await expect(dynamodb.send(again)).rejects.toMatchObject({
      name: "ConditionalCheckFailedException",
      message: "The conditional request failed",
      Item: { n: { N: "1" } },
    });
    const { Attributes } = await dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: { id: { S: "once" }, n: { N: "2" } },
        Expected: { n: { ComparisonOperator: "EQ", AttributeValueList: [{ N: "1.0" }] } },
        ReturnValues: "ALL_OLD",
      }),
    );
    expect(Attributes).toEqual({ id: { S: "once" }, n: { N: "1" } });
  });

  it("PutItem: fifty conditional writers of one item, and one wins", async () => {
    const writers = Array.from({ length: 50 }, (_one, n) =>
      dynamodb.send(
        new PutItemCommand({
          TableName,
          Item: { id: { S: "race" }, n: { N: String(n) } },
          ConditionExpression: "attribute_not_exists(id)",
        }),
      ),
    );
    const outcomes = await Promise.allSettled(writers);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("UpdateItem", () => {
  it("UpdateItem: SET with arithmetic, lists, defaults and nested paths", async () => {
    await put({ id: { S: "set" }, n: { N: "5" }, l: { L: [{ S: "a" }] }, m: { M: { x: { N: "1" } } } });
    const { Attributes } = await update("set", {
      UpdateExpression:
        "SET n = n + :one, l = list_append(l, :more), m.y = if_not_exists(m.y, :one), #new = m.x REMOVE m.x",
      ExpressionAttributeNames: { "#new": "new" },
      ExpressionAttributeValues: { ":one": { N: "1" }, ":more": { L: [{ S: "b" }] } },
    });
    expect(Attributes).toEqual({
      id: { S: "set" },
      n: { N: "6" },
      l: { L: [{ S: "a" }, { S: "b" }] },
      m: { M: { y: { N: "1" } } },
      new: { N: "1" },
    });
  });

  it("UpdateItem: ADD and DELETE on numbers and sets, on an item that was not there", async () => {
    await update("added", {
      UpdateExpression: "ADD n :n, s :s",
      ExpressionAttributeValues: { ":n": { N: "0.1" }, ":s": { SS: ["a", "b"] } },
    });
    const { Attributes } = await update("added", {
      UpdateExpression: "ADD n :n DELETE s :s",
      ExpressionAttributeValues: { ":n": { N: "0.2" }, ":s": { SS: ["a", "b", "c"] } },
    });
    expect(Attributes).toEqual({ id: { S: "added" }, n: { N: "0.3" } });
  });

  it("UpdateItem: REMOVE counts list members as they were, and SET behind the end appends", async () => {
    await put({ id: { S: "list" }, l: { L: ["0", "1", "2", "3"].map((N) => ({ N })) } });
    const { Attributes } = await update("list", { UpdateExpression: "REMOVE l[0], l[2]" });
    expect(Attributes?.["l"]?.L?.map(({ N }) => N)).toEqual(["1", "3"]);
    const appended = await update("list", {
      UpdateExpression: "SET l[9] = :x",
      ExpressionAttributeValues: { ":x": { N: "9" } },
    });
    expect(appended.Attributes?.["l"]?.L?.map(({ N }) => N)).toEqual(["1", "3", "9"]);
  });

  it.each<[Partial<UpdateItemCommandInput>, string]>([
    [
      { UpdateExpression: "SET n = absent + :n", ExpressionAttributeValues: { ":n": { N: "1" } } },
      "The provided expression refers to an attribute that does not exist in the item",
    ],
    [
      { UpdateExpression: "SET a.b = :n", ExpressionAttributeValues: { ":n": { N: "1" } } },
      "The document path provided in the update expression is invalid for update",
    ],
    [
      { UpdateExpression: "SET id = :n", ExpressionAttributeValues: { ":n": { N: "1" } } },
      "One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key",
    ],
    [
      { UpdateExpression: "SET size = :n", ExpressionAttributeValues: { ":n": { N: "1" } } },
      "Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: size",
    ],
    [
      { UpdateExpression: "SET a = :n", ExpressionAttributeValues: { ":n": { N: "1" }, ":m": { N: "1" } } },
      "Value provided in ExpressionAttributeValues unused in expressions: keys: {:m}",
    ],
    [
      { UpdateExpression: "SET a = :m", ExpressionAttributeValues: { ":n": { N: "1" } } },
      "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :m",
    ],
    [
      { UpdateExpression: "SET a = :n, a.b = :n", ExpressionAttributeValues: { ":n": { N: "1" } } },
      "Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]",
    ],
    [
      { UpdateExpression: "SET a = :n SET b = :n", ExpressionAttributeValues: { ":n": { N: "1" } } },
      'Invalid UpdateExpression: The "SET" section can only be used once in an update expression;',
    ],
    [
      { UpdateExpression: "ADD a :n", ExpressionAttributeValues: { ":n": { S: "1" } } },
      "Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: ADD, operand type: S",
    ],
    [{ UpdateExpression: "SET a = " }, 'Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "="'],
    [{ UpdateExpression: "" }, "Invalid UpdateExpression: The expression can not be empty;"],
    [
      {
        UpdateExpression: "REMOVE a",
        Expected: { a: { Exists: false } },
      },
      "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {UpdateExpression}",
    ],
  ])("UpdateItem: refuses %#", async (input, message) => {
    await expect(update("refused", input)).rejects.toMatchObject({ name: "ValidationException", message });
  });

  it("UpdateItem: takes the parameters that came before expressions", async () => {
    await put({ id: { S: "old" }, n: { N: "1" }, s: { SS: ["a"] }, gone: { S: "x" } });
    const { Attributes } = await update("old", {
      AttributeUpdates: {
        n: { Action: "ADD", Value: { N: "2" } },
        s: { Action: "DELETE", Value: { SS: ["a"] } },
        gone: { Action: "DELETE" },
        put: { Value: { S: "p" } },
      },
      Expected: { n: { Value: { N: "1" } }, absent: { Exists: false } },
    });
    expect(Attributes).toEqual({ id: { S: "old" }, n: { N: "3" }, put: { S: "p" } });
  });

  it("UpdateItem: a hundred increments at once, none is lost", async () => {
    const one = { UpdateExpression: "ADD n :one", ExpressionAttributeValues: { ":one": { N: "1" } } };
    await Promise.all(Array.from({ length: 100 }, () => update("counter", one)));
    expect((await get("counter"))?.["n"]).toEqual({ N: "100" });
  });
});

describe("conditions", () => {
  const item = {
    id: { S: "c" },
    n: { N: "5" },
    s: { S: "hello" },
    l: { L: [{ S: "a" }] },
    ss: { SS: ["x", "y"] },
    m: { M: { k: { N: "1" } } },
  };
  const values = {
    ":n": { N: "5" },
    ":s": { S: "hell" },
    ":a": { S: "a" },
    ":x": { S: "x" },
    ":t": { S: "M" },
    ":two": { N: "2" },
  };
  it.each<[string, boolean]>([
    ["n = :n", true],
    ["n <> :n", false],
    ["absent <> :n", true],
    ["NOT absent = :n", true],
    ["absent = :n", false],
    ["n BETWEEN :two AND :n", true],
    ["n IN (:two, :n)", true],
    ["begins_with(s, :s)", true],
    ["contains(s, :s) AND contains(ss, :x) AND contains(l, :a)", true],
    ["attribute_type(m, :t)", true],
    ["size(ss) = :two", true],
    ["m.k < :two OR absent = :n AND n = :two", true],
    ["(m.k < :two OR absent = :n) AND n = :two", false],
    ["attribute_exists(m.k) and attribute_not_exists(m.z) and l[0] = :a", true],
  ])("ConditionExpression: %s is %s", async (ConditionExpression, isMet) => {
    await put(item);
    const used = Object.fromEntries(
      Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression)),
    );
    const { id } = item;
    const outcome = await dynamodb
      .send(
        new DeleteItemCommand({
          TableName,
          Key: { id },
          ConditionExpression,
          ...(Object.keys(used).length > 0 && { ExpressionAttributeValues: used }),
        }),
      )
      .then(
        () => true,
        (error: Error) => (error.name === "ConditionalCheckFailedException" ? false : error.message),
      );
    expect(outcome).toBe(isMet);
  });
});

describe("batches", () => {
  it("BatchWriteItem: puts and deletes; BatchGetItem: reads with a projection", async () => {
    const table = await activeTable(dynamodb, sorted("N"));
    const Item = (at: number) => ({ id: { S: "p" }, sk: { N: String(at) }, v: { S: `v${at}` } });
    const puts = Array.from({ length: 25 }, (_one, at) => ({ PutRequest: { Item: Item(at) } }));
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [table]: puts } }));
    const Keys = [1, 2, 99].map((at) => ({ id: { S: "p" }, sk: { N: String(at) } }));
    const { Responses, UnprocessedKeys } = await dynamodb.send(
      new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ProjectionExpression: "v" } } }),
    );
    expect(Responses?.[table]).toEqual([{ v: { S: "v1" } }, { v: { S: "v2" } }]);
    expect(UnprocessedKeys).toEqual({});
    const twice = [puts[0], puts[0]].filter((one) => one !== undefined);
    await expect(dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [table]: twice } }))).rejects.toMatchObject({
      message: "Provided list of item keys contains duplicates",
    });
  });
});
