// Work groups with the JS SDK: their life, their settings, their pages, their errors.
import {
  AthenaClient,
  CreateNamedQueryCommand,
  CreatePreparedStatementCommand,
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  GetPreparedStatementCommand,
  GetWorkGroupCommand,
  ListEngineVersionsCommand,
  ListNamedQueriesCommand,
  ListWorkGroupsCommand,
  UpdateWorkGroupCommand,
  type WorkGroupConfiguration,
  type WorkGroupConfigurationUpdates,
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

const EngineVersion = { SelectedEngineVersion: "AUTO", EffectiveEngineVersion: "Athena engine version 3" };
const create = (Name: string, Configuration?: WorkGroupConfiguration) =>
  athena.send(new CreateWorkGroupCommand({ Name, Configuration }));
const get = async (WorkGroup: string) => (await athena.send(new GetWorkGroupCommand({ WorkGroup }))).WorkGroup;
const update = async (WorkGroup: string, ConfigurationUpdates: WorkGroupConfigurationUpdates) => {
  await athena.send(new UpdateWorkGroupCommand({ WorkGroup, ConfigurationUpdates }));
  return (await get(WorkGroup))?.Configuration;
};
const remove = (WorkGroup: string, RecursiveDeleteOption?: boolean) =>
  athena.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption }));
const refused = (message: string) => ({
  name: "InvalidRequestException",
  message,
  AthenaErrorCode: "INVALID_INPUT",
});

describe("primary", () => {
  test("is there from the start (recorded) and keeps its time of creation", async () => {
    const primary = await get("primary");
    expect(primary).toEqual({
      Name: "primary",
      State: "ENABLED",
      Description: "",
      CreationTime: expect.any(Date) as Date,
      Configuration: {
        ResultConfiguration: {},
        EnforceWorkGroupConfiguration: false,
        PublishCloudWatchMetricsEnabled: false,
        RequesterPaysEnabled: false,
        EngineVersion,
        EnableMinimumEncryptionConfiguration: false,
      },
    });
    expect((await get("primary"))?.CreationTime).toEqual(primary?.CreationTime);
  });

  test("is in every region, can be changed, and is neither created (recorded) nor deleted (inferred text)", async () => {
    const there = new AthenaClient({ ...forebay.clientConfig, region: "eu-central-1" });
    const { WorkGroups } = await there.send(new ListWorkGroupsCommand({}));
    expect(WorkGroups?.map(({ Name }) => Name)).toEqual(["primary"]);
    await there.send(new UpdateWorkGroupCommand({ WorkGroup: "primary", Description: "there" }));
    const changed = await there.send(new GetWorkGroupCommand({ WorkGroup: "primary" }));
    expect(changed.WorkGroup?.Description).toBe("there");
    there.destroy();
    expect((await get("primary"))?.Description).toBe("");
    await expect(create("primary")).rejects.toMatchObject(refused("primary workGroup could not be created"));
    await expect(remove("primary", true)).rejects.toMatchObject(refused("primary workGroup could not be deleted"));
  });
});

describe("CreateWorkGroup", () => {
  test("fills in what is not given (recorded)", async () => {
    const ResultConfiguration = { OutputLocation: "s3://bucket-name/prefix/" };
    await athena.send(
      new CreateWorkGroupCommand({ Name: "plain", Description: "Test", Configuration: { ResultConfiguration } }),
    );
    expect(await get("plain")).toEqual({
      Name: "plain",
      State: "ENABLED",
      Description: "Test",
      CreationTime: expect.any(Date) as Date,
      Configuration: {
        ResultConfiguration,
        EnforceWorkGroupConfiguration: true,
        PublishCloudWatchMetricsEnabled: false,
        RequesterPaysEnabled: false,
        EngineVersion,
        EnableMinimumEncryptionConfiguration: false,
      },
    });
  });

  test("keeps what is given", async () => {
    const given = {
      ResultConfiguration: {
        OutputLocation: "s3://results",
        EncryptionConfiguration: { EncryptionOption: "SSE_KMS", KmsKey: "alias/k" },
        ExpectedBucketOwner: "000000000000",
        AclConfiguration: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" },
      },
      EnforceWorkGroupConfiguration: false,
      PublishCloudWatchMetricsEnabled: true,
      BytesScannedCutoffPerQuery: 10_000_000,
      RequesterPaysEnabled: true,
    } satisfies WorkGroupConfiguration;
    await create("given", { ...given, EngineVersion: { SelectedEngineVersion: "Athena engine version 3" } });
    expect((await get("given"))?.Configuration).toEqual({
      ...given,
      EngineVersion: { ...EngineVersion, SelectedEngineVersion: "Athena engine version 3" },
      EnableMinimumEncryptionConfiguration: false,
    });
  });

  test("refuses a name that is taken (recorded)", async () => {
    await create("taken");
    await expect(create("taken")).rejects.toMatchObject(refused("WorkGroup is already created"));
  });

  test("refuses an output location that is not of S3 (recorded) and an encryption without its key (inferred)", async () => {
    for (const OutputLocation of ["", "bucket/prefix", "s3://", "s3:///prefix", "https://bucket/", "s3://B U/"])
      await expect(create("w", { ResultConfiguration: { OutputLocation } })).rejects.toMatchObject(
        refused("outputLocation is not a valid S3 path."),
      );
    const ResultConfiguration = { EncryptionConfiguration: { EncryptionOption: "CSE_KMS" } } as const;
    await expect(create("w", { ResultConfiguration })).rejects.toMatchObject(refused("KmsKey is required for CSE_KMS"));
  });

  test("refuses names and cutoffs out of the model's bounds", async () => {
    await expect(create("with space")).rejects.toMatchObject({ name: "InvalidRequestException" });
    await expect(create("w", { BytesScannedCutoffPerQuery: 9_999_999 })).rejects.toMatchObject({
      name: "InvalidRequestException",
    });
    await expect(get("w")).rejects.toMatchObject(refused("WorkGroup is not found."));
  });

  test("refuses what is not built, in plain words", async () => {
    const unbuilt: WorkGroupConfiguration[] = [
      { EngineVersion: { SelectedEngineVersion: "PySpark engine version 3" } },
      { ManagedQueryResultsConfiguration: { Enabled: true } },
      { IdentityCenterConfiguration: { EnableIdentityCenter: true } },
      { ExecutionRole: "arn:aws:iam::000000000000:role/r" },
      { EngineConfiguration: { MaxConcurrentDpus: 24 } },
    ];
    for (const Configuration of unbuilt)
      await expect(create("w", Configuration)).rejects.toMatchObject({
        name: "NotImplemented",
        $metadata: { httpStatusCode: 501 },
      });
    await expect(create("w", { EngineVersion: { SelectedEngineVersion: "Athena engine version 1" } })).rejects.toThrow(
      "Engine version Athena engine version 1 is not valid",
    );
  });
});

describe("UpdateWorkGroup", () => {
  test("leaves what is not named, and takes away by Remove... (documented)", async () => {
    await create("changing", {
      ResultConfiguration: {
        OutputLocation: "s3://one/",
        EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
        ExpectedBucketOwner: "000000000000",
        AclConfiguration: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" },
      },
      BytesScannedCutoffPerQuery: 20_000_000,
    });
    const moved = await update("changing", { ResultConfigurationUpdates: { OutputLocation: "s3://two/" } });
    expect(moved?.ResultConfiguration).toEqual({
      OutputLocation: "s3://two/",
      EncryptionConfiguration: { EncryptionOption: "SSE_S3" },
      ExpectedBucketOwner: "000000000000",
      AclConfiguration: { S3AclOption: "BUCKET_OWNER_FULL_CONTROL" },
    });
    const emptied = await update("changing", {
      EnforceWorkGroupConfiguration: false,
      RemoveBytesScannedCutoffPerQuery: true,
      ResultConfigurationUpdates: {
        RemoveEncryptionConfiguration: true,
        RemoveExpectedBucketOwner: true,
        RemoveAclConfiguration: true,
      },
    });
    expect(emptied).toEqual({
      ResultConfiguration: { OutputLocation: "s3://two/" },
      EnforceWorkGroupConfiguration: false,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      EngineVersion,
      EnableMinimumEncryptionConfiguration: false,
    });
    const gone = await update("changing", { ResultConfigurationUpdates: { RemoveOutputLocation: true } });
    expect(gone?.ResultConfiguration).toEqual({});
  });

  test("changes state and description", async () => {
    await create("state");
    await athena.send(new UpdateWorkGroupCommand({ WorkGroup: "state", State: "DISABLED", Description: "off" }));
    expect(await get("state")).toMatchObject({ State: "DISABLED", Description: "off" });
    await athena.send(new UpdateWorkGroupCommand({ WorkGroup: "state", State: "ENABLED" }));
    expect(await get("state")).toMatchObject({ State: "ENABLED", Description: "off" });
  });

  test("refuses a group that is not there (recorded for GetWorkGroup) and leaves one as it is on a bad value", async () => {
    await expect(update("absent", {})).rejects.toMatchObject(refused("WorkGroup is not found."));
    await create("kept", { ResultConfiguration: { OutputLocation: "s3://kept/" } });
    const before = await get("kept");
    await expect(
      update("kept", { RequesterPaysEnabled: true, ResultConfigurationUpdates: { OutputLocation: "nowhere" } }),
    ).rejects.toMatchObject(refused("outputLocation is not a valid S3 path."));
    expect(await get("kept")).toEqual(before);
  });
});

describe("DeleteWorkGroup", () => {
  const query = { Name: "q", Database: "d", QueryString: "SELECT 1" };

  test("refuses a group that holds something (recorded), unless it shall go with it all (documented)", async () => {
    await create("full");
    for (let n = 0; n < 3; n++) await athena.send(new CreateNamedQueryCommand({ ...query, WorkGroup: "full" }));
    const statement = { StatementName: "s1", WorkGroup: "full" };
    await athena.send(new CreatePreparedStatementCommand({ ...statement, QueryStatement: "SELECT ?" }));
    await expect(remove("full")).rejects.toMatchObject(refused("WorkGroup full is not empty"));
    await remove("full", true);
    await expect(get("full")).rejects.toMatchObject(refused("WorkGroup is not found."));

    await create("full");
    const { NamedQueryIds } = await athena.send(new ListNamedQueriesCommand({ WorkGroup: "full" }));
    expect(NamedQueryIds).toEqual([]);
    await expect(athena.send(new GetPreparedStatementCommand(statement))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await remove("full");
  });

  test("refuses a group that is not there (recorded for GetWorkGroup)", async () => {
    await expect(remove("absent", true)).rejects.toMatchObject(refused("WorkGroup is not found."));
  });
});

describe("ListWorkGroups", () => {
  test("pages by name and refuses tokens that it did not make (inferred text)", async () => {
    for (let n = 0; n < 5; n++) await create(`paged-${n}`);
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await athena.send(new ListWorkGroupsCommand({ MaxResults: 2, NextToken }));
      expect(page.WorkGroups?.length).toBeLessThanOrEqual(2);
      names.push(...(page.WorkGroups ?? []).map(({ Name }) => Name));
      ({ NextToken } = page);
    } while (NextToken);
    expect(names).toEqual(names.toSorted((a = "", b = "") => (a < b ? -1 : 1)));
    expect(names).toEqual(expect.arrayContaining(["paged-0", "paged-4", "primary"]));
    expect(new Set(names).size).toBe(names.length);
    await expect(athena.send(new ListWorkGroupsCommand({ NextToken: "x" }))).rejects.toMatchObject(
      refused("Malformed token"),
    );
  });
});

test("ListEngineVersions: lists AUTO and version 3, in pages", async () => {
  const first = await athena.send(new ListEngineVersionsCommand({ MaxResults: 1 }));
  expect(first.EngineVersions).toEqual([EngineVersion]);
  const second = await athena.send(new ListEngineVersionsCommand({ NextToken: first.NextToken }));
  expect(second).toMatchObject({
    EngineVersions: [{ ...EngineVersion, SelectedEngineVersion: "Athena engine version 3" }],
  });
  expect(second.NextToken).toBeUndefined();
});
