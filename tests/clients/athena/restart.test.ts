// What was written before the platform closed is there when it starts again.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AthenaClient,
  CreateNamedQueryCommand,
  CreatePreparedStatementCommand,
  CreateWorkGroupCommand,
  GetNamedQueryCommand,
  GetPreparedStatementCommand,
  GetWorkGroupCommand,
  ListTagsForResourceCommand,
  ListWorkGroupsCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startForebay } from "../../../src/index.ts";

let dataFolder: string;
beforeAll(async () => void (dataFolder = await mkdtemp(join(tmpdir(), "forebay-athena-"))));
afterAll(() => rm(dataFolder, { recursive: true }));

async function session<Result>(use: (athena: AthenaClient) => Promise<Result>): Promise<Result> {
  await using forebay = await startForebay({ dataFolder });
  const athena = new AthenaClient(forebay.clientConfig);
  try {
    return await use(athena);
  } finally {
    athena.destroy();
  }
}

test("work groups, their tags, queries and statements, and tokens of pages survive a restart", async () => {
  const read = async (athena: AthenaClient, NamedQueryId: string) => {
    const WorkGroup = "kept";
    const answers = await Promise.all([
      athena.send(new GetWorkGroupCommand({ WorkGroup })),
      athena.send(new GetWorkGroupCommand({ WorkGroup: "primary" })),
      athena.send(new GetNamedQueryCommand({ NamedQueryId })),
      athena.send(new GetPreparedStatementCommand({ WorkGroup, StatementName: "s1" })),
      athena.send(
        new ListTagsForResourceCommand({ ResourceARN: "arn:aws:athena:us-east-1:000000000000:workgroup/kept" }),
      ),
    ]);
    return answers.map((answer) => ({ ...answer, $metadata: undefined }));
  };
  const before = await session(async (athena) => {
    const Configuration = { ResultConfiguration: { OutputLocation: "s3://kept/" } };
    await athena.send(
      new CreateWorkGroupCommand({ Name: "kept", Configuration, Tags: [{ Key: "team", Value: "data" }] }),
    );
    await athena.send(new UpdateWorkGroupCommand({ WorkGroup: "primary", State: "DISABLED" }));
    const query = { Name: "q", Database: "d", QueryString: "SELECT 1", WorkGroup: "kept" };
    const { NamedQueryId = "" } = await athena.send(new CreateNamedQueryCommand(query));
    const statement = { StatementName: "s1", WorkGroup: "kept", QueryStatement: "SELECT ?" };
    await athena.send(new CreatePreparedStatementCommand(statement));
    const { NextToken } = await athena.send(new ListWorkGroupsCommand({ MaxResults: 1 }));
    return { NamedQueryId, NextToken, answers: await read(athena, NamedQueryId) };
  });
  await session(async (athena) => {
    expect(await read(athena, before.NamedQueryId)).toEqual(before.answers);
    const { WorkGroups } = await athena.send(new ListWorkGroupsCommand({ NextToken: before.NextToken }));
    expect(WorkGroups?.map(({ Name, State }) => `${Name} ${State}`)).toEqual(["primary DISABLED"]);
  });
});
