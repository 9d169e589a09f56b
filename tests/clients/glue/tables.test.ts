// Tables and their versions with the JS SDK.
import {
  BatchDeleteTableCommand,
  BatchDeleteTableVersionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DeleteTableVersionCommand,
  GetTableCommand,
  GetTablesCommand,
  GetTableVersionCommand,
  GetTableVersionsCommand,
  GlueClient,
  SearchTablesCommand,
  type TableInput,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";

let forebay: Forebay;
let glue: GlueClient;
let database = 0;
let DatabaseName = "";
beforeAll(async () => {
  forebay = await startForebay();
  glue = new GlueClient(forebay.clientConfig);
});
beforeEach(async () => {
  DatabaseName = `db${database++}`;
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
});
afterAll(async () => {
  glue.destroy();
  await forebay.close();
});

const create = (TableInput: TableInput) => glue.send(new CreateTableCommand({ DatabaseName, TableInput }));
const get = async (Name: string) => (await glue.send(new GetTableCommand({ DatabaseName, Name }))).Table!;
const update = (TableInput: TableInput, more = {}) =>
  glue.send(new UpdateTableCommand({ DatabaseName, TableInput, ...more }));
const names = async (Expression?: string) =>
  (await glue.send(new GetTablesCommand({ DatabaseName, Expression }))).TableList?.map(({ Name }) => Name);

describe("CreateTable and GetTable", () => {
  test("keep the definition, version 0 (recorded)", async () => {
    await create({
      Name: "Orders",
      Description: "d",
      StorageDescriptor: {
        Columns: [{ Name: "id", Type: "bigint", Comment: "key" }],
        Location: "s3://b/orders/",
        SerdeInfo: { SerializationLibrary: "lib", Parameters: { a: "b" } },
      },
      PartitionKeys: [{ Name: "year", Type: "string" }],
      TableType: "EXTERNAL_TABLE",
      Parameters: { classification: "csv" },
    });
    const table = await get("ORDERS");
    expect(table).toMatchObject({
      Name: "orders",
      DatabaseName,
      Description: "d",
      Retention: 0,
      StorageDescriptor: {
        Columns: [{ Name: "id", Type: "bigint", Comment: "key" }],
        Location: "s3://b/orders/",
        Compressed: false,
        NumberOfBuckets: 0,
        SerdeInfo: { SerializationLibrary: "lib", Parameters: { a: "b" } },
        StoredAsSubDirectories: false,
      },
      PartitionKeys: [{ Name: "year", Type: "string" }],
      TableType: "EXTERNAL_TABLE",
      Parameters: { classification: "csv" },
      CreatedBy: "arn:aws:iam::000000000000:root",
      IsRegisteredWithLakeFormation: false,
      CatalogId: "000000000000",
      VersionId: "0",
    });
    expect(table.CreateTime).toEqual(table.UpdateTime);
  });

  test("answer what is missing or there already (recorded)", async () => {
    await create({ Name: "t" });
    await expect(create({ Name: "T" })).rejects.toMatchObject({
      name: "AlreadyExistsException",
      message: "Table already exists.",
    });
    await expect(get("nosuch")).rejects.toMatchObject({
      name: "EntityNotFoundException",
      message: "Entity Not Found",
    });
    const elsewhere = new GetTableCommand({ DatabaseName: "nosuch", Name: "t" });
    await expect(glue.send(elsewhere)).rejects.toMatchObject({ message: "Database nosuch not found." });
  });

  test("an Iceberg table is not pretended", async () => {
    const OpenTableFormatInput = { IcebergInput: { MetadataOperation: "CREATE" as const } };
    const command = new CreateTableCommand({ DatabaseName, TableInput: { Name: "i" }, OpenTableFormatInput });
    await expect(glue.send(command)).rejects.toMatchObject({
      name: "NotImplemented",
      $metadata: { httpStatusCode: 501 },
    });
  });
});

describe("UpdateTable", () => {
  test("counts versions and refuses a stale one (recorded)", async () => {
    await create({ Name: "t", Description: "0" });
    await update({ Name: "t", Description: "1" }, { VersionId: "0" });
    expect(await get("t")).toMatchObject({ VersionId: "1", Description: "1" });
    await expect(update({ Name: "t" }, { VersionId: "0" })).rejects.toMatchObject({
      name: "ConcurrentModificationException",
      message: "Update table failed due to concurrent modifications.",
    });
    expect(await get("t")).toMatchObject({ VersionId: "1", Description: "1" });
  });

  test("of many concurrent updates of one version exactly one wins", async () => {
    await create({ Name: "t" });
    const updates = Array.from({ length: 8 }, (_, n) => update({ Name: "t", Owner: String(n) }, { VersionId: "0" }));
    const outcomes = await Promise.allSettled(updates);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await get("t")).VersionId).toBe("1");
  });

  test("names a table that is not there", async () => {
    await expect(update({ Name: "nosuch" })).rejects.toMatchObject({ message: "Table nosuch not found." });
  });
});

describe("table versions", () => {
  test("are listed newest first, with and without an archive (documented)", async () => {
    await create({ Name: "t", Description: "0" });
    await update({ Name: "t", Description: "1" });
    await update({ Name: "t", Description: "2" }, { SkipArchive: true });
    await update({ Name: "t", Description: "3" });
    const list = async (more = {}) => glue.send(new GetTableVersionsCommand({ DatabaseName, TableName: "t", ...more }));
    const { TableVersions } = await list();
    expect(TableVersions?.map(({ VersionId, Table }) => [VersionId, Table?.Description])).toEqual([
      ["3", "3"],
      ["2", "2"],
      ["0", "0"],
    ]);
    const first = await list({ MaxResults: 2 });
    const second = await list({ MaxResults: 2, NextToken: first.NextToken });
    expect(second.TableVersions?.map(({ VersionId }) => VersionId)).toEqual(["0"]);
  });

  test("are read and deleted by number", async () => {
    await create({ Name: "t", Description: "0" });
    for (const Description of ["1", "2"]) await update({ Name: "t", Description });
    const version = async (VersionId?: string) =>
      (await glue.send(new GetTableVersionCommand({ DatabaseName, TableName: "t", VersionId }))).TableVersion;
    expect(await version("0")).toMatchObject({ VersionId: "0", Table: { Description: "0", Name: "t" } });
    expect(await version()).toMatchObject({ VersionId: "2" });
    await glue.send(new DeleteTableVersionCommand({ DatabaseName, TableName: "t", VersionId: "0" }));
    await expect(version("0")).rejects.toMatchObject({
      name: "EntityNotFoundException",
      message: "Version not found.",
    });
    await expect(version("x")).rejects.toMatchObject({ name: "InvalidInputException" });
    const batch = new BatchDeleteTableVersionCommand({ DatabaseName, TableName: "t", VersionIds: ["1", "7"] });
    expect((await glue.send(batch)).Errors).toMatchObject([
      { TableName: "t", VersionId: "7", ErrorDetail: { ErrorCode: "EntityNotFoundException" } },
    ]);
    await expect(version("1")).rejects.toMatchObject({ message: "Version not found." });
  });
});

describe("GetTables", () => {
  test("filters by regular expressions and by stars (recorded), in pages", async () => {
    for (const Name of ["sales_2023", "sales_2024", "orders"]) await create({ Name });
    expect(await names()).toEqual(["orders", "sales_2023", "sales_2024"]);
    expect(await names("sales_*")).toEqual(["sales_2023", "sales_2024"]);
    expect(await names("sales_.*")).toEqual(["sales_2023", "sales_2024"]);
    expect(await names("*2024")).toEqual(["sales_2024"]);
    expect(await names("orders|sales_2023")).toEqual(["orders", "sales_2023"]);
    const first = await glue.send(new GetTablesCommand({ DatabaseName, MaxResults: 1, Expression: "sales*" }));
    expect(first.TableList).toHaveLength(1);
    const next = { DatabaseName, MaxResults: 1, Expression: "sales*", NextToken: first.NextToken };
    expect((await glue.send(new GetTablesCommand(next))).TableList?.[0]?.Name).toBe("sales_2024");
    await expect(glue.send(new GetTablesCommand({ ...next, Expression: "other" }))).rejects.toMatchObject({
      name: "InvalidInputException",
    });
  });
});

describe("DeleteTable and BatchDeleteTable", () => {
  test("delete what is there and name what is not (recorded)", async () => {
    for (const Name of ["a", "b", "c"]) await create({ Name });
    await glue.send(new DeleteTableCommand({ DatabaseName, Name: "A" }));
    await expect(glue.send(new DeleteTableCommand({ DatabaseName, Name: "a" }))).rejects.toMatchObject({
      name: "EntityNotFoundException",
      message: "Table a not found.",
    });
    const batch = new BatchDeleteTableCommand({ DatabaseName, TablesToDelete: ["b", "missing_table"] });
    expect((await glue.send(batch)).Errors).toEqual([
      {
        TableName: "missing_table",
        ErrorDetail: { ErrorCode: "EntityNotFoundException", ErrorMessage: "Table missing_table not found" },
      },
    ]);
    expect(await names()).toEqual(["c"]);
  });

  test("a table of the same name begins anew", async () => {
    await create({ Name: "t" });
    await update({ Name: "t" });
    await glue.send(new DeleteTableCommand({ DatabaseName, Name: "t" }));
    await create({ Name: "t" });
    const { TableVersions } = await glue.send(new GetTableVersionsCommand({ DatabaseName, TableName: "t" }));
    expect(TableVersions?.map(({ VersionId }) => VersionId)).toEqual(["0"]);
  });
});

describe("SearchTables", () => {
  test("finds text and properties in all databases, sorted", async () => {
    const Columns = [{ Name: `needle_${DatabaseName}`, Type: "string" }];
    await create({ Name: "b", StorageDescriptor: { Columns } });
    await create({ Name: "a", Description: `a Needle_${DatabaseName} too` });
    await create({ Name: "c", Parameters: { classification: `csv_${DatabaseName}` } });
    const found = async (input: object) =>
      (await glue.send(new SearchTablesCommand(input))).TableList?.map(({ Name }) => Name);
    const SearchText = `needle_${DatabaseName}`;
    expect(await found({ SearchText, SortCriteria: [{ FieldName: "name", Sort: "DESC" }] })).toEqual(["b", "a"]);
    const Filters = [{ Key: "classification", Value: `csv_${DatabaseName}`, Comparator: "EQUALS" as const }];
    expect(await found({ Filters })).toEqual(["c"]);
    expect(await found({ SearchText, Filters })).toEqual([]);
  });
});
