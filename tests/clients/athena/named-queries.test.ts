// Named queries with the JS SDK: their life, their tokens, their pages, their errors.
import {
  AthenaClient,
  BatchGetNamedQueryCommand,
  CreateNamedQueryCommand,
  type CreateNamedQueryCommandInput,
  CreateWorkGroupCommand,
  DeleteNamedQueryCommand,
  GetNamedQueryCommand,
  ListNamedQueriesCommand,
  UpdateNamedQueryCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";

let forebay: Forebay;
let athena: AthenaClient;
beforeAll(async () => {
  forebay = await startForebay();
  athena = new AthenaClient(forebay.clientConfig);
});
afterAll(async () => {
  athena.destroy();
  await forebay.close();
});

const query = { Name: "delays", Database: "flights", QueryString: "SELECT 1" };
const create = async (more: Partial<CreateNamedQueryCommandInput> = {}): Promise<string> => {
  const { NamedQueryId = "" } = await athena.send(new CreateNamedQueryCommand({ ...query, ...more }));
  return NamedQueryId;
};
const get = async (NamedQueryId: string) => (await athena.send(new GetNamedQueryCommand({ NamedQueryId }))).NamedQuery;
const list = (WorkGroup: string, MaxResults?: number, NextToken?: string) =>
  athena.send(new ListNamedQueriesCommand({ WorkGroup, MaxResults, NextToken }));
const absent = "11111111-2222-3333-4444-555555555555";
const notFound = { name: "InvalidRequestException", message: `NamedQuery ${absent} was not found` };

describe("CreateNamedQuery", () => {
  test("keeps a query in primary when no work group is named", async () => {
    const id = await create({ Description: "how late" });
    expect(await get(id)).toEqual({ ...query, Description: "how late", NamedQueryId: id, WorkGroup: "primary" });
  });

  test("makes one query of one token, and refuses the token for another (recorded for StartQueryExecution)", async () => {
    const ClientRequestToken = "token-of-at-least-thirty-two-letters";
    const id = await create({ ClientRequestToken });
    expect(await create({ ClientRequestToken })).toBe(id);
    await expect(create({ ClientRequestToken, QueryString: "SELECT 2" })).rejects.toMatchObject({
      name: "InvalidRequestException",
      message: "Idempotent parameters do not match",
      AthenaErrorCode: "IDEMPOTENT_PARAMETER_MISMATCH",
    });
    await athena.send(new DeleteNamedQueryCommand({ NamedQueryId: id }));
    expect(await create({ ClientRequestToken })).not.toBe(id);
  });

  test("refuses a work group that is not there, and one that is disabled (documented; text inferred)", async () => {
    await expect(create({ WorkGroup: "absent" })).rejects.toThrow("WorkGroup is not found.");
    await athena.send(new CreateWorkGroupCommand({ Name: "off" }));
    await athena.send(new UpdateWorkGroupCommand({ WorkGroup: "off", State: "DISABLED" }));
    await expect(create({ WorkGroup: "off" })).rejects.toThrow("WorkGroup is disabled.");
  });
});

test("UpdateNamedQuery: changes name and text, and leaves a description that is not given (inferred)", async () => {
  const id = await create({ Description: "before" });
  const update = { NamedQueryId: id, Name: "after", QueryString: "SELECT 2" };
  await athena.send(new UpdateNamedQueryCommand(update));
  expect(await get(id)).toMatchObject({ Name: "after", QueryString: "SELECT 2", Description: "before" });
  await athena.send(new UpdateNamedQueryCommand({ ...update, Description: "after" }));
  expect(await get(id)).toMatchObject({ Description: "after", Database: "flights" });
  await expect(athena.send(new UpdateNamedQueryCommand({ ...update, NamedQueryId: absent }))).rejects.toMatchObject(
    notFound,
  );
});

test("DeleteNamedQuery: forgets the query; a second time it is not found (inferred)", async () => {
  const id = await create();
  await athena.send(new DeleteNamedQueryCommand({ NamedQueryId: id }));
  await expect(get(id)).rejects.toThrow(`NamedQuery ${id} was not found`);
  await expect(athena.send(new DeleteNamedQueryCommand({ NamedQueryId: absent }))).rejects.toMatchObject(notFound);
});

test("BatchGetNamedQuery: says which ids there is no query for", async () => {
  const ids = [await create({ Name: "a" }), await create({ Name: "b" })];
  const batch = await athena.send(new BatchGetNamedQueryCommand({ NamedQueryIds: [absent, ...ids] }));
  expect(batch.NamedQueries?.map(({ Name }) => Name)).toEqual(["a", "b"]);
  expect(batch.UnprocessedNamedQueryIds).toEqual([
    { NamedQueryId: absent, ErrorCode: "INVALID_INPUT", ErrorMessage: `NamedQuery ${absent} was not found` },
  ]);
});

test("ListNamedQueries: pages through a work group's own queries", async () => {
  await athena.send(new CreateWorkGroupCommand({ Name: "paged" }));
  const ids: string[] = [];
  for (let n = 0; n < 7; n++) ids.push(await create({ WorkGroup: "paged" }));
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await list("paged", 3, NextToken);
    expect(page.NamedQueryIds?.length).toBeLessThanOrEqual(3);
    found.push(...(page.NamedQueryIds ?? []));
    ({ NextToken } = page);
  } while (NextToken);
  expect(found.toSorted()).toEqual(ids.toSorted());
  const { NextToken: other } = await list("paged", 3);
  await expect(list("primary", 3, other)).rejects.toThrow("Malformed token");
  await expect(list("absent")).rejects.toThrow("WorkGroup is not found.");
});
