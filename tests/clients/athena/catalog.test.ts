// The Glue Data Catalog as Athena shows it, with the JS SDK: catalogs, databases, tables, pages, errors.
import {
  AthenaClient,
  GetDatabaseCommand,
  GetDataCatalogCommand,
  GetTableMetadataCommand,
  ListDatabasesCommand,
  ListDataCatalogsCommand,
  ListTableMetadataCommand,
  type ListTableMetadataCommandInput,
} from "@aws-sdk/client-athena";
import { CreateDatabaseCommand, CreateTableCommand, GlueClient, type TableInput } from "@aws-sdk/client-glue";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";

let forebay: Forebay;
let athena: AthenaClient;
let glue: GlueClient;
beforeAll(async () => {
  forebay = await startForebay();
  athena = new AthenaClient(forebay.clientConfig);
  glue = new GlueClient(forebay.clientConfig);
  await glue.send(
    new CreateDatabaseCommand({ DatabaseInput: { Name: "sales", Description: "orders", Parameters: { a: "1" } } }),
  );
  await table({ Name: "orders", ...hive });
  await table({ Name: "orders_view", ...view });
  await table({ Name: "returns" });
});
afterAll(async () => {
  athena.destroy();
  glue.destroy();
  await forebay.close();
});

const CatalogName = "AwsDataCatalog";
const table = (TableInput: TableInput) => glue.send(new CreateTableCommand({ DatabaseName: "sales", TableInput }));
const hive: Omit<TableInput, "Name"> = {
  Description: "not the comment",
  TableType: "EXTERNAL_TABLE",
  Parameters: { EXTERNAL: "TRUE", comment: "table comment" },
  PartitionKeys: [{ Name: "dt", Type: "string", Comment: "day" }],
  StorageDescriptor: {
    Columns: [
      { Name: "a", Type: "int" },
      { Name: "old", Type: "int", Parameters: { "iceberg.field.current": "false" } },
    ],
    Location: "s3://bucket/hive_text",
    InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    SerdeInfo: {
      SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      Parameters: { "field.delim": "\t" },
    },
  },
};
const view: Omit<TableInput, "Name"> = {
  TableType: "VIRTUAL_VIEW",
  Parameters: { comment: "Presto View", presto_view: "true" },
  StorageDescriptor: { Columns: [{ Name: "a", Type: "int" }], Location: "", SerdeInfo: {} },
};
const shown = {
  Name: "orders",
  CreateTime: expect.any(Date) as Date,
  TableType: "EXTERNAL_TABLE",
  Columns: [{ Name: "a", Type: "int" }],
  PartitionKeys: [{ Name: "dt", Type: "string", Comment: "day" }],
  Parameters: {
    EXTERNAL: "TRUE",
    comment: "table comment",
    inputformat: "org.apache.hadoop.mapred.TextInputFormat",
    location: "s3://bucket/hive_text",
    outputformat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
    "serde.param.field.delim": "\t",
    "serde.serialization.lib": "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
  },
};
const list = (more: Partial<ListTableMetadataCommandInput> = {}) =>
  athena.send(new ListTableMetadataCommand({ CatalogName, DatabaseName: "sales", ...more }));
const names = async (Expression: string) => (await list({ Expression })).TableMetadataList?.map(({ Name }) => Name);
/** Recorded for tables that are not there; the request id changes. */
const refusedByGlue = (message: string) => ({
  name: "MetadataException",
  message: expect.stringMatching(
    new RegExp(
      `^${message} \\(Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: [0-9a-f-]{36}; Proxy: null\\)$`,
    ),
  ) as string,
});
const noCatalog = {
  name: "InvalidRequestException",
  message: "DataCatalog absent was not found",
  AthenaErrorCode: "DATACATALOG_NOT_FOUND",
};

describe("data catalogs", () => {
  test("AwsDataCatalog is the only one", async () => {
    const { DataCatalogsSummary, NextToken } = await athena.send(new ListDataCatalogsCommand({}));
    expect(DataCatalogsSummary).toEqual([{ CatalogName, Type: "GLUE" }]);
    expect(NextToken).toBeUndefined();
    const { DataCatalog } = await athena.send(new GetDataCatalogCommand({ Name: "awsdatacatalog" }));
    expect(DataCatalog).toEqual({ Name: CatalogName, Type: "GLUE", Parameters: { "catalog-id": "000000000000" } });
    await expect(athena.send(new GetDataCatalogCommand({ Name: "absent" }))).rejects.toMatchObject(noCatalog);
  });
});

describe("databases", () => {
  test("GetDatabase shows name, description and parameters", async () => {
    const get = (DatabaseName: string, Catalog = CatalogName) =>
      athena.send(new GetDatabaseCommand({ CatalogName: Catalog, DatabaseName }));
    expect((await get("sales")).Database).toEqual({ Name: "sales", Description: "orders", Parameters: { a: "1" } });
    await expect(get("absent")).rejects.toMatchObject(refusedByGlue("Database absent not found."));
    await expect(get("sales", "absent")).rejects.toMatchObject(noCatalog);
  });

  test("ListDatabases pages by name", async () => {
    for (const Name of ["a_db", "b_db"]) await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
    const found: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await athena.send(new ListDatabasesCommand({ CatalogName, MaxResults: 1, NextToken }));
      found.push(...(page.DatabaseList ?? []).map(({ Name }) => Name));
      ({ NextToken } = page);
    } while (NextToken);
    expect(found).toEqual(["a_db", "b_db", "sales"]);
    const wrong = new ListDatabasesCommand({ CatalogName, NextToken: "x" });
    await expect(athena.send(wrong)).rejects.toMatchObject({
      name: "InvalidRequestException",
      message: "Malformed token",
    });
  });
});

describe("tables", () => {
  const get = async (TableName: string, DatabaseName = "sales") =>
    (await athena.send(new GetTableMetadataCommand({ CatalogName, DatabaseName, TableName }))).TableMetadata;

  test("GetTableMetadata flattens the storage into the parameters (recorded)", async () => {
    expect(await get("orders")).toEqual(shown);
    expect(await get("ORDERS")).toEqual(shown);
  });

  test("GetTableMetadata shows of a view's storage what there is of it", async () => {
    expect((await get("orders_view"))?.Parameters).toEqual({
      comment: "Presto View",
      presto_view: "true",
      location: "",
    });
  });

  test("GetTableMetadata refuses a table (recorded) and a database that are not there", async () => {
    await expect(get("absent")).rejects.toMatchObject(refusedByGlue("Entity Not Found"));
    await expect(get("orders", "absent")).rejects.toMatchObject({ name: "MetadataException" });
  });

  test("ListTableMetadata shows what GetTableMetadata does, for names that an expression matches", async () => {
    expect((await list()).TableMetadataList?.[0]).toEqual(shown);
    expect(await names("orders")).toEqual(["orders"]);
    expect(await names("orders.*")).toEqual(["orders", "orders_view"]);
    expect(await names("absent")).toEqual([]);
    await expect(list({ DatabaseName: "absent" })).rejects.toMatchObject(refusedByGlue("Database absent not found."));
    await expect(list({ CatalogName: "absent" })).rejects.toMatchObject(noCatalog);
  });

  test("ListTableMetadata pages by name", async () => {
    const found: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await list({ MaxResults: 2, NextToken });
      found.push(...(page.TableMetadataList ?? []).map(({ Name }) => Name));
      ({ NextToken } = page);
    } while (NextToken);
    expect(found).toEqual(["orders", "orders_view", "returns"]);
  });
});
