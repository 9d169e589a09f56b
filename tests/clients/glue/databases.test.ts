// Databases with the JS SDK: their life, their pages, their errors, their tags.
import {
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteDatabaseCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
  GetTablesCommand,
  GetTagsCommand,
  GlueClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDatabaseCommand,
} from "@aws-sdk/client-glue";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";

let forebay: Forebay;
let glue: GlueClient;
beforeAll(async () => {
  forebay = await startForebay();
  glue = new GlueClient(forebay.clientConfig);
});
afterAll(async () => {
  glue.destroy();
  await forebay.close();
});

const create = (Name: string, more = {}) => glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name, ...more } }));

describe("CreateDatabase", () => {
  test("keeps the definition under a name in lower case (documented)", async () => {
    await create("Sales", { Description: "orders", LocationUri: "s3://b/", Parameters: { a: "1" } });
    const { Database } = await glue.send(new GetDatabaseCommand({ Name: "SALES" }));
    expect(Database).toMatchObject({
      Name: "sales",
      Description: "orders",
      LocationUri: "s3://b/",
      Parameters: { a: "1" },
      CatalogId: "000000000000",
      CreateTableDefaultPermissions: [
        { Principal: { DataLakePrincipalIdentifier: "IAM_ALLOWED_PRINCIPALS" }, Permissions: ["ALL"] },
      ],
    });
    expect(Database?.CreateTime).toBeInstanceOf(Date);
  });

  test("refuses a name that is taken (recorded)", async () => {
    await create("taken");
    await expect(create("TAKEN")).rejects.toMatchObject({
      name: "AlreadyExistsException",
      message: "Database already exists.",
    });
  });

  test("refuses another account's catalog (documented text of IAM)", async () => {
    const command = new CreateDatabaseCommand({ CatalogId: "111111111111", DatabaseInput: { Name: "x" } });
    await expect(glue.send(command)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message:
        "User: arn:aws:iam::000000000000:root is not authorized to perform: glue:CreateDatabase on resource: arn:aws:glue:us-east-1:111111111111:catalog because no resource-based policy allows the glue:CreateDatabase action",
    });
  });
});

describe("GetDatabase, UpdateDatabase, DeleteDatabase", () => {
  test("name a database that is not there (recorded)", async () => {
    const missing = { name: "EntityNotFoundException", message: "Database nosuch not found." };
    await expect(glue.send(new GetDatabaseCommand({ Name: "nosuch" }))).rejects.toMatchObject(missing);
    await expect(glue.send(new DeleteDatabaseCommand({ Name: "nosuch" }))).rejects.toMatchObject(missing);
    const update = new UpdateDatabaseCommand({ Name: "nosuch", DatabaseInput: { Name: "nosuch" } });
    await expect(glue.send(update)).rejects.toMatchObject(missing);
  });

  test("UpdateDatabase replaces the definition", async () => {
    await create("changing", { Description: "old", Parameters: { a: "1" } });
    await glue.send(
      new UpdateDatabaseCommand({ Name: "changing", DatabaseInput: { Name: "changing", Description: "new" } }),
    );
    const { Database } = await glue.send(new GetDatabaseCommand({ Name: "changing" }));
    expect(Database?.Description).toBe("new");
    expect(Database?.Parameters).toBeUndefined();
  });

  test("DeleteDatabase takes the tables along: a new database of the name is empty", async () => {
    await create("gone");
    await glue.send(new CreateTableCommand({ DatabaseName: "gone", TableInput: { Name: "t" } }));
    await glue.send(new DeleteDatabaseCommand({ Name: "gone" }));
    await create("gone");
    expect((await glue.send(new GetTablesCommand({ DatabaseName: "gone" }))).TableList).toEqual([]);
  });
});

describe("GetDatabases", () => {
  test("lists by name, in pages whose tokens cannot be made up", async () => {
    const other = new GlueClient({ ...forebay.clientConfig, region: "eu-west-1" });
    for (const Name of ["c", "a", "b"]) await other.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
    const first = await other.send(new GetDatabasesCommand({ MaxResults: 2 }));
    expect(first.DatabaseList?.map(({ Name }) => Name)).toEqual(["a", "b"]);
    const second = await other.send(new GetDatabasesCommand({ MaxResults: 2, NextToken: first.NextToken }));
    expect(second.DatabaseList?.map(({ Name }) => Name)).toEqual(["c"]);
    expect(second.NextToken).toBeUndefined();
    await expect(other.send(new GetDatabasesCommand({ NextToken: "x" }))).rejects.toMatchObject({
      name: "InvalidInputException",
    });
    other.destroy();
  });
});

describe("tags", () => {
  test("are set at creation, added, removed, and go with their resource", async () => {
    const ResourceArn = "arn:aws:glue:us-east-1:000000000000:database/tagged";
    const tags = async () => (await glue.send(new GetTagsCommand({ ResourceArn }))).Tags;
    const tagged = () => glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "tagged" }, Tags: { a: "1" } }));
    await tagged();
    await glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: { b: "2", c: "3" } }));
    await glue.send(new UntagResourceCommand({ ResourceArn, TagsToRemove: ["c"] }));
    expect(await tags()).toEqual({ a: "1", b: "2" });
    await glue.send(new DeleteDatabaseCommand({ Name: "tagged" }));
    await expect(tags()).rejects.toMatchObject({ name: "EntityNotFoundException" });
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "tagged" } }));
    expect(await tags()).toEqual({});
  });
});
