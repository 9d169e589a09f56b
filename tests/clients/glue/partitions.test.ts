// Partitions with the JS SDK.
import {
  BatchCreatePartitionCommand,
  BatchDeletePartitionCommand,
  BatchGetPartitionCommand,
  BatchUpdatePartitionCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreatePartitionIndexCommand,
  CreateTableCommand,
  DeletePartitionCommand,
  DeletePartitionIndexCommand,
  DeleteTableCommand,
  GetPartitionCommand,
  GetPartitionIndexesCommand,
  GetPartitionsCommand,
  type GetPartitionsCommandInput,
  GlueClient,
  type PartitionInput,
  UpdatePartitionCommand,
} from "@aws-sdk/client-glue";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";

let forebay: Forebay;
let glue: GlueClient;
let tableNumber = 0;
const DatabaseName = "db";
let TableName = "";
beforeAll(async () => {
  forebay = await startForebay();
  glue = new GlueClient(forebay.clientConfig);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
});
const createTable = () => {
  const PartitionKeys = [
    { Name: "year", Type: "string" },
    { Name: "n", Type: "int" },
  ];
  return glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name: TableName, PartitionKeys } }));
};
beforeEach(async () => {
  TableName = `t${tableNumber++}`;
  await createTable();
});
afterAll(async () => {
  glue.destroy();
  await forebay.close();
});

const Columns = [
  { Name: "a", Type: "int" },
  { Name: "b", Type: "string" },
];
const partition = (...Values: string[]): PartitionInput => ({
  Values,
  StorageDescriptor: { Columns, Location: `s3://b/${Values.join("/")}/` },
  Parameters: { made: "here" },
});
const create = (...Values: string[]) =>
  glue.send(new CreatePartitionCommand({ DatabaseName, TableName, PartitionInput: partition(...Values) }));
const get = async (...PartitionValues: string[]) =>
  (await glue.send(new GetPartitionCommand({ DatabaseName, TableName, PartitionValues }))).Partition;
const list = (more: Partial<GetPartitionsCommandInput> = {}) =>
  glue.send(new GetPartitionsCommand({ DatabaseName, TableName, ...more }));
const values = async (Expression?: string) =>
  (await list({ Expression })).Partitions?.map(({ Values }) => Values?.join("/"));
const batchCreate = (rows: string[][]) =>
  glue.send(
    new BatchCreatePartitionCommand({
      DatabaseName,
      TableName,
      PartitionInputList: rows.map((row) => partition(...row)),
    }),
  );

describe("CreatePartition and GetPartition", () => {
  test("keep a partition whole", async () => {
    await create("2024", "1");
    expect(await get("2024", "1")).toMatchObject({
      Values: ["2024", "1"],
      DatabaseName,
      TableName,
      CatalogId: "000000000000",
      StorageDescriptor: { Columns, Location: "s3://b/2024/1/" },
      Parameters: { made: "here" },
    });
  });

  test("answer what is missing, there already or of another number of values (recorded)", async () => {
    await create("2024", "1");
    await expect(create("2024", "1")).rejects.toMatchObject({
      name: "AlreadyExistsException",
      message: "Partition already exists.",
    });
    await expect(create("2024")).rejects.toMatchObject({
      name: "InvalidInputException",
      message: "The number of partition keys do not match the number of partition values",
    });
    await expect(get("2024", "2")).rejects.toMatchObject({
      name: "EntityNotFoundException",
      message: "Cannot find partition.",
    });
  });

  test("values of a thousand characters are values too", async () => {
    const long = ["€".repeat(1024), "7"];
    await create(...long);
    await create("2024", "1");
    expect((await get(...long))?.Values).toEqual(long);
    expect((await list({ Expression: `n = 7` })).Partitions).toHaveLength(1);
    expect((await list({ MaxResults: 1 })).NextToken).toBeDefined();
  });
});

describe("batches", () => {
  test("BatchCreatePartition makes what it can and names the rest", async () => {
    await create("2024", "1");
    const { Errors } = await batchCreate([["2024", "1"], ["2024", "2"], ["2024", "2"], ["2024"]]);
    expect(Errors).toMatchObject([
      { PartitionValues: ["2024", "1"], ErrorDetail: { ErrorCode: "AlreadyExistsException" } },
      { PartitionValues: ["2024", "2"], ErrorDetail: { ErrorCode: "AlreadyExistsException" } },
      { PartitionValues: ["2024"], ErrorDetail: { ErrorCode: "InvalidInputException" } },
    ]);
    expect(await values()).toEqual(["2024/1", "2024/2"]);
  });

  test("BatchGetPartition leaves out what is not there", async () => {
    await create("2024", "1");
    const PartitionsToGet = [{ Values: ["2024", "1"] }, { Values: ["2024", "2"] }];
    const found = await glue.send(new BatchGetPartitionCommand({ DatabaseName, TableName, PartitionsToGet }));
    expect(found.Partitions?.map(({ Values }) => Values)).toEqual([["2024", "1"]]);
    expect(found.UnprocessedKeys).toEqual([]);
  });

  test("BatchUpdatePartition and BatchDeletePartition name what is not there", async () => {
    await create("2024", "1");
    const PartitionInput = { ...partition("2024", "1"), Parameters: { changed: "yes" } };
    const Entries = [
      { PartitionValueList: ["2024", "1"], PartitionInput },
      { PartitionValueList: ["2024", "9"], PartitionInput },
    ];
    const updated = await glue.send(new BatchUpdatePartitionCommand({ DatabaseName, TableName, Entries }));
    expect(updated.Errors).toMatchObject([
      { PartitionValueList: ["2024", "9"], ErrorDetail: { ErrorCode: "EntityNotFoundException" } },
    ]);
    expect((await get("2024", "1"))?.Parameters).toEqual({ changed: "yes" });
    const PartitionsToDelete = [{ Values: ["2024", "1"] }, { Values: ["2024", "9"] }];
    const deleted = await glue.send(new BatchDeletePartitionCommand({ DatabaseName, TableName, PartitionsToDelete }));
    expect(deleted.Errors).toMatchObject([
      { PartitionValues: ["2024", "9"], ErrorDetail: { ErrorCode: "EntityNotFoundException" } },
    ]);
    expect(await values()).toEqual([]);
  });
});

describe("UpdatePartition and DeletePartition", () => {
  test("an update may give other values, but not those of another partition", async () => {
    await create("2024", "1");
    await create("2024", "2");
    const created = (await get("2024", "1"))?.CreationTime;
    const update = (...Values: string[]) =>
      glue.send(
        new UpdatePartitionCommand({
          DatabaseName,
          TableName,
          PartitionValueList: ["2024", "1"],
          PartitionInput: partition(...Values),
        }),
      );
    await expect(update("2024", "2")).rejects.toMatchObject({ name: "AlreadyExistsException" });
    await update("2025", "1");
    expect(await values()).toEqual(["2024/2", "2025/1"]);
    expect((await get("2025", "1"))?.CreationTime).toEqual(created);
    await expect(update("2026", "1")).rejects.toMatchObject({ name: "EntityNotFoundException" });
  });

  test("DeletePartition names what is not there", async () => {
    await create("2024", "1");
    const remove = () =>
      glue.send(new DeletePartitionCommand({ DatabaseName, TableName, PartitionValues: ["2024", "1"] }));
    await remove();
    await expect(remove()).rejects.toMatchObject({ name: "EntityNotFoundException" });
  });

  test("a table made anew has no partitions", async () => {
    await create("2024", "1");
    await glue.send(new DeleteTableCommand({ DatabaseName, Name: TableName }));
    await createTable();
    expect(await values()).toEqual([]);
  });
});

describe("GetPartitions", () => {
  beforeEach(() =>
    batchCreate([
      ["2023", "9"],
      ["2023", "10"],
      ["2024", "1"],
      ["2024", "20"],
    ]),
  );

  test.each([
    ["year = '2024'", ["2024/1", "2024/20"]],
    ["year = '2024' AND n > 9", ["2024/20"]],
    ["n > 9", ["2023/10", "2024/20"]],
    ["n BETWEEN 9 AND 10 OR year = '2024' AND n = 1", ["2023/10", "2023/9", "2024/1"]],
    ["year LIKE '%3' AND NOT n IN (9)", ["2023/10"]],
    ["", ["2023/10", "2023/9", "2024/1", "2024/20"]],
  ])("keeps those with %s", async (expression, expected) => {
    expect(await values(expression)).toEqual(expected);
  });

  test("answers AWS's errors for bad expressions (recorded)", async () => {
    const refused = (Expression: string, message: string) =>
      expect(list({ Expression })).rejects.toMatchObject({ name: "InvalidInputException", message });
    await refused("nosuch = 1", "Invalid partition expression!");
    await refused("n = 'x'", '"x" is not an integer.');
    await refused("n LIKE '1'", "Integral data type doesn't support operation 'LIKE'");
    await refused("year = ", "Unsupported expression 'year = '");
  });

  test("pages, leaves columns out, and splits into disjoint segments", async () => {
    const first = await list({ MaxResults: 3 });
    expect(first.Partitions).toHaveLength(3);
    const second = await list({ MaxResults: 3, NextToken: first.NextToken });
    expect(second.Partitions?.map(({ Values }) => Values)).toEqual([["2024", "20"]]);
    const bare = await list({ ExcludeColumnSchema: true });
    expect(bare.Partitions?.[0]?.StorageDescriptor).toMatchObject({ Location: "s3://b/2023/10/" });
    expect(bare.Partitions?.[0]?.StorageDescriptor?.Columns ?? []).toEqual([]);
    const segments = await Promise.all(
      [0, 1, 2].map((SegmentNumber) => list({ Segment: { SegmentNumber, TotalSegments: 3 } })),
    );
    const all = segments.flatMap(({ Partitions }) => Partitions?.map(({ Values }) => Values?.join("/")));
    expect(all).toHaveLength(4);
    expect(new Set(all)).toEqual(new Set(["2023/10", "2023/9", "2024/1", "2024/20"]));
  });
});

describe("partition indexes", () => {
  test("are kept, listed and deleted", async () => {
    const index = (IndexName: string, ...Keys: string[]) =>
      glue.send(new CreatePartitionIndexCommand({ DatabaseName, TableName, PartitionIndex: { IndexName, Keys } }));
    await index("by_year", "year");
    await expect(index("by_year", "n")).rejects.toMatchObject({ name: "AlreadyExistsException" });
    await expect(index("other", "nosuch")).rejects.toMatchObject({ name: "InvalidInputException" });
    const indexes = async () =>
      (await glue.send(new GetPartitionIndexesCommand({ DatabaseName, TableName }))).PartitionIndexDescriptorList;
    expect(await indexes()).toEqual([
      { IndexName: "by_year", Keys: [{ Name: "year", Type: "string" }], IndexStatus: "ACTIVE" },
    ]);
    await glue.send(new DeletePartitionIndexCommand({ DatabaseName, TableName, IndexName: "by_year" }));
    expect(await indexes()).toEqual([]);
  });
});
