// Who may use the catalog and crawlers. Documented in "Data Catalog resource ARNs"; texts recorded.
import {
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteDatabaseCommand,
  GetDatabasesCommand,
  GetTableCommand,
  GetTablesCommand,
  GlueClient,
} from "@aws-sdk/client-glue";
import { afterAll, describe, expect, it } from "vitest";
import { startForebay } from "../../../src/index.ts";
import { allow, newUser, type TestUser } from "../user.ts";

const forebay = await startForebay();
const glue = new GlueClient({ ...forebay.clientConfig, maxAttempts: 1 });
afterAll(async () => {
  glue.destroy();
  await forebay.close();
});
await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "sales" } }));
await glue.send(new CreateTableCommand({ DatabaseName: "sales", TableInput: { Name: "orders" } }));

const arn = (resource: string): string => `arn:aws:glue:us-east-1:000000000000:${resource}`;
const CATALOG = arn("catalog");
const DATABASE = arn("database/sales");
const TABLE = arn("table/sales/orders");
const denied = (user: TestUser, action: string, resource: string) => ({
  name: "AccessDeniedException",
  message: `User: ${user.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
});

async function userClient() {
  const user = await newUser(forebay);
  const client = new GlueClient({ ...user.config, maxAttempts: 1 });
  afterAll(() => client.destroy());
  return { user, client };
}

describe("Glue", () => {
  it("GetTable: on the catalog, the database and the table", async () => {
    const { user, client } = await userClient();
    const get = () => client.send(new GetTableCommand({ DatabaseName: "Sales", Name: "Orders" }));
    await expect(get()).rejects.toMatchObject(denied(user, "glue:GetTable", CATALOG));
    await user.may(allow("glue:GetTable", CATALOG));
    await expect(get()).rejects.toMatchObject(denied(user, "glue:GetTable", DATABASE));
    await user.may(allow("glue:GetTable", [CATALOG, DATABASE]));
    await expect(get()).rejects.toMatchObject(denied(user, "glue:GetTable", TABLE));
    await user.may(allow("glue:GetTable", [CATALOG, DATABASE, TABLE]));
    await expect(get()).resolves.toMatchObject({ Table: { Name: "orders" } });
  });

  it("GetDatabases and GetTables: on the catalog, and on the database", async () => {
    const { user, client } = await userClient();
    const tables = () => client.send(new GetTablesCommand({ DatabaseName: "sales" }));
    await user.may(allow("glue:Get*", CATALOG));
    await expect(client.send(new GetDatabasesCommand({}))).resolves.toBeDefined();
    await expect(tables()).rejects.toMatchObject(denied(user, "glue:GetTables", DATABASE));
    await user.may(allow("glue:Get*", [CATALOG, DATABASE]));
    await expect(tables()).resolves.toBeDefined();
  });

  it("DeleteDatabase: on all that goes with it", async () => {
    const { user, client } = await userClient();
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "scratch" } }));
    const remove = () => client.send(new DeleteDatabaseCommand({ Name: "scratch" }));
    const resources = [CATALOG, ...["database/scratch", "table/scratch/*", "userDefinedFunction/scratch/*"].map(arn)];
    for (let count = 1; count < resources.length; count++) {
      await user.may(allow("glue:DeleteDatabase", resources.slice(0, count)));
      await expect(remove()).rejects.toMatchObject(denied(user, "glue:DeleteDatabase", resources[count] ?? ""));
    }
    await user.may(allow("glue:DeleteDatabase", resources));
    await expect(remove()).resolves.toBeDefined();
  });

  it("CreateCrawler: passes its role to Glue", async () => {
    const { user, client } = await userClient();
    const Targets = { S3Targets: [{ Path: "s3://absent-bucket/" }] };
    const create = () => client.send(new CreateCrawlerCommand({ Name: "c", Role: "service-role/crawl", Targets }));
    const role = "arn:aws:iam::000000000000:role/service-role/crawl";
    await expect(create()).rejects.toMatchObject(denied(user, "glue:CreateCrawler", "*"));
    await user.may(allow("glue:CreateCrawler", "*"));
    await expect(create()).rejects.toMatchObject(denied(user, "iam:PassRole", role));
  });
});
