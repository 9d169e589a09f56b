// Prepared statements with the JS SDK: their life, their pages, their errors.
import {
  AthenaClient,
  BatchGetPreparedStatementCommand,
  CreatePreparedStatementCommand,
  CreateWorkGroupCommand,
  DeletePreparedStatementCommand,
  GetPreparedStatementCommand,
  ListPreparedStatementsCommand,
  UpdatePreparedStatementCommand,
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

const create = (StatementName: string, WorkGroup = "primary", more = {}) =>
  athena.send(
    new CreatePreparedStatementCommand({ StatementName, WorkGroup, QueryStatement: "SELECT ? + 1", ...more }),
  );
const get = async (StatementName: string, WorkGroup = "primary") =>
  (await athena.send(new GetPreparedStatementCommand({ StatementName, WorkGroup }))).PreparedStatement;
/** The code is documented, the text inferred. */
const notFound = (name: string) => ({
  name: "ResourceNotFoundException",
  message: `PreparedStatement ${name} was not found in WorkGroup primary`,
  ResourceName: name,
});

describe("CreatePreparedStatement", () => {
  test("keeps the statement, found by its name in any case as SQL finds it (inferred)", async () => {
    await create("ById", "primary", { Description: "one row" });
    const shown = {
      StatementName: "ById",
      WorkGroupName: "primary",
      QueryStatement: "SELECT ? + 1",
      Description: "one row",
      LastModifiedTime: expect.any(Date) as Date,
    };
    expect(await get("ById")).toEqual(shown);
    expect(await get("byid")).toEqual(shown);
  });

  test("refuses a name that is taken in its work group (recorded from 'already exists' on), and no other", async () => {
    await athena.send(new CreateWorkGroupCommand({ Name: "other" }));
    await create("taken");
    await create("taken", "other");
    await expect(create("taken")).rejects.toMatchObject({
      name: "InvalidRequestException",
      message: "PreparedStatement taken already exists in WorkGroup primary",
    });
    await expect(create("s1", "absent")).rejects.toThrow("WorkGroup is not found.");
    await expect(create("1s")).rejects.toMatchObject({ name: "InvalidRequestException" });
  });
});

test("UpdatePreparedStatement: changes the text and the time", async () => {
  await create("changing", "primary", { Description: "kept" });
  const before = await get("changing");
  await forebay.clock.advance(60_000);
  const change = { StatementName: "changing", WorkGroup: "primary", QueryStatement: "SELECT ? * 2" };
  await athena.send(new UpdatePreparedStatementCommand(change));
  const after = await get("changing");
  expect(after).toMatchObject({ QueryStatement: "SELECT ? * 2", Description: "kept" });
  expect(Number(after?.LastModifiedTime) - Number(before?.LastModifiedTime)).toBeGreaterThanOrEqual(60_000);
  await expect(
    athena.send(new UpdatePreparedStatementCommand({ ...change, StatementName: "absent" })),
  ).rejects.toMatchObject(notFound("absent"));
});

test("DeletePreparedStatement: forgets the statement; a second time it is not found", async () => {
  await create("going");
  const remove = () =>
    athena.send(new DeletePreparedStatementCommand({ StatementName: "going", WorkGroup: "primary" }));
  await remove();
  await expect(get("going")).rejects.toMatchObject(notFound("going"));
  await expect(remove()).rejects.toMatchObject(notFound("going"));
});

test("BatchGetPreparedStatement: says which names there is no statement for (code documented)", async () => {
  await create("batched");
  const batch = (PreparedStatementNames: string[]) =>
    athena.send(new BatchGetPreparedStatementCommand({ WorkGroup: "primary", PreparedStatementNames }));
  const { PreparedStatements, UnprocessedPreparedStatementNames } = await batch(["batched", "absent"]);
  expect(PreparedStatements?.map(({ StatementName }) => StatementName)).toEqual(["batched"]);
  expect(UnprocessedPreparedStatementNames).toEqual([
    {
      StatementName: "absent",
      ErrorCode: "STATEMENT_NOT_FOUND",
      ErrorMessage: "PreparedStatement absent was not found in WorkGroup primary",
    },
  ]);
  await expect(batch(Array.from({ length: 257 }, (_, n) => `s${n}`))).rejects.toThrow("must not exceed 256");
});

test("ListPreparedStatements: pages through a work group's statements by name", async () => {
  await athena.send(new CreateWorkGroupCommand({ Name: "paged" }));
  for (const name of ["e_1", "A_1", "c_1", "B_1", "d_1"]) await create(name, "paged");
  const found: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await athena.send(new ListPreparedStatementsCommand({ WorkGroup: "paged", MaxResults: 2, NextToken }));
    found.push(...(page.PreparedStatements ?? []).map(({ StatementName }) => StatementName));
    ({ NextToken } = page);
  } while (NextToken);
  expect(found).toEqual(["A_1", "B_1", "c_1", "d_1", "e_1"]);
  await expect(athena.send(new ListPreparedStatementsCommand({ WorkGroup: "absent" }))).rejects.toThrow(
    "WorkGroup is not found.",
  );
});
