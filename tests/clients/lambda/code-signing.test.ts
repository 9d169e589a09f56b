// Code signing configurations and what they let be deployed. Shapes and texts recorded unless said otherwise.
import {
  CreateCodeSigningConfigCommand,
  CreateFunctionCommand,
  DeleteCodeSigningConfigCommand,
  DeleteFunctionCodeSigningConfigCommand,
  GetCodeSigningConfigCommand,
  GetFunctionCodeSigningConfigCommand,
  ListCodeSigningConfigsCommand,
  ListFunctionsByCodeSigningConfigCommand,
  ListTagsCommand,
  PublishLayerVersionCommand,
  PutFunctionCodeSigningConfigCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateCodeSigningConfigCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type CodeSigningPolicy,
} from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { account, activeFunction, arnOf, ECHO, functionName, invoke, nodeCode, platform, region } from "./platform.ts";

const server = await platform();
const { lambda, Role } = server;

const publishers = { SigningProfileVersionArns: [`arn:aws:signer:${region}:${account}:/signing-profiles/test`] };

async function config(policy?: CodeSigningPolicy): Promise<string> {
  const { CodeSigningConfig } = await lambda.send(
    new CreateCodeSigningConfigCommand({
      AllowedPublishers: publishers,
      ...(policy && { CodeSigningPolicies: { UntrustedArtifactOnDeployment: policy } }),
    }),
  );
  return CodeSigningConfig?.CodeSigningConfigArn ?? "";
}

const use = (FunctionName: string, CodeSigningConfigArn: string) =>
  lambda.send(new PutFunctionCodeSigningConfigCommand({ FunctionName, CodeSigningConfigArn }));
const deploy = (FunctionName: string, input = {}) =>
  lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ...nodeCode(ECHO), ...input }));
const unsigned = (what: string) => ({
  name: "CodeVerificationFailedException",
  message:
    "Lambda cannot deploy the function. The function or layer might be signed using a signature that the client is not " +
    `configured to accept. Check the provided signature for ${what}.`,
});
const missing = `arn:aws:lambda:${region}:${account}:code-signing-config:csc-00000000000000000`;
const notFound = {
  name: "ResourceNotFoundException",
  message: `The Lambda code signing configuration ${missing} can not be found.`,
};
const gone = {
  name: "CodeSigningConfigNotFoundException",
  message: `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${missing}.`,
};

describe("code signing configurations", () => {
  it("CreateCodeSigningConfig, GetCodeSigningConfig, UpdateCodeSigningConfig: change what is given", async () => {
    const { CodeSigningConfig: created, $metadata } = await lambda.send(
      new CreateCodeSigningConfigCommand({
        Description: "Testing CodeSigning Config",
        AllowedPublishers: publishers,
        CodeSigningPolicies: { UntrustedArtifactOnDeployment: "Enforce" },
      }),
    );
    expect($metadata.httpStatusCode).toBe(201);
    const id = created?.CodeSigningConfigId ?? "";
    expect(id).toMatch(/^csc-[a-z0-9]{17}$/);
    const CodeSigningConfigArn = `arn:aws:lambda:${region}:${account}:code-signing-config:${id}`;
    expect(created).toEqual({
      CodeSigningConfigId: id,
      CodeSigningConfigArn,
      Description: "Testing CodeSigning Config",
      AllowedPublishers: publishers,
      CodeSigningPolicies: { UntrustedArtifactOnDeployment: "Enforce" },
      LastModified: expect.any(String),
    });
    const CodeSigningPolicies = { UntrustedArtifactOnDeployment: "Warn" as const };
    await lambda.send(new UpdateCodeSigningConfigCommand({ CodeSigningConfigArn, CodeSigningPolicies }));
    const { CodeSigningConfig: read } = await lambda.send(new GetCodeSigningConfigCommand({ CodeSigningConfigArn }));
    expect(read).toEqual({ ...created, CodeSigningPolicies, LastModified: expect.any(String) });
  });

  it("CreateCodeSigningConfig: warns by default (documented)", async () => {
    const { CodeSigningConfig } = await lambda.send(
      new GetCodeSigningConfigCommand({ CodeSigningConfigArn: await config() }),
    );
    expect(CodeSigningConfig?.CodeSigningPolicies).toEqual({ UntrustedArtifactOnDeployment: "Warn" });
  });

  it("ListCodeSigningConfigs: gives them in pages", async () => {
    const arns = [await config(), await config(), await config()];
    const listed: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await lambda.send(new ListCodeSigningConfigsCommand({ Marker, MaxItems: 2 }));
      expect(page.CodeSigningConfigs?.length).toBeLessThanOrEqual(2);
      listed.push(...(page.CodeSigningConfigs ?? []).map(({ CodeSigningConfigArn }) => CodeSigningConfigArn));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    expect(listed).toEqual(expect.arrayContaining(arns));
    expect(new Set(listed).size).toBe(listed.length);
  });

  it("PutFunctionCodeSigningConfig, ListFunctionsByCodeSigningConfig, DeleteFunctionCodeSigningConfig", async () => {
    const arn = await config();
    const FunctionName = await activeFunction(server, ECHO);
    const ofFunction = async () => {
      const { $metadata: _, ...answer } = await lambda.send(new GetFunctionCodeSigningConfigCommand({ FunctionName }));
      return answer;
    };
    expect(await ofFunction()).toEqual({});
    await use(FunctionName, arn);
    expect(await ofFunction()).toEqual({ CodeSigningConfigArn: arn, FunctionName });
    const using = async () =>
      (await lambda.send(new ListFunctionsByCodeSigningConfigCommand({ CodeSigningConfigArn: arn }))).FunctionArns;
    expect(await using()).toEqual([arnOf(FunctionName)]);
    const remove = () => lambda.send(new DeleteCodeSigningConfigCommand({ CodeSigningConfigArn: arn }));
    await expect(remove()).rejects.toMatchObject({ name: "ResourceConflictException" });
    await lambda.send(new DeleteFunctionCodeSigningConfigCommand({ FunctionName }));
    await lambda.send(new DeleteFunctionCodeSigningConfigCommand({ FunctionName }));
    expect(await using()).toEqual([]);
    expect((await remove()).$metadata.httpStatusCode).toBe(204);
    await expect(remove()).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("refuse what is not there", async () => {
    const CodeSigningConfigArn = missing;
    const FunctionName = await activeFunction(server, ECHO);
    await expect(lambda.send(new GetCodeSigningConfigCommand({ CodeSigningConfigArn }))).rejects.toMatchObject(
      notFound,
    );
    await expect(lambda.send(new UpdateCodeSigningConfigCommand({ CodeSigningConfigArn }))).rejects.toMatchObject(
      notFound,
    );
    await expect(
      lambda.send(new ListFunctionsByCodeSigningConfigCommand({ CodeSigningConfigArn })),
    ).rejects.toMatchObject(notFound);
    await expect(use(FunctionName, missing)).rejects.toMatchObject(gone);
    await expect(use("nowhere", missing)).rejects.toMatchObject(gone);
    await expect(use("nowhere", await config())).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Function not found: ${arnOf("nowhere")}`,
    });
  });

  it("have tags", async () => {
    const Resource = await config();
    await lambda.send(new TagResourceCommand({ Resource, Tags: { a: "1", b: "2" } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["a"] }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: "2" });
  });
});

describe("deployments", () => {
  it("of unsigned code are refused by Enforce, and let through by Warn (documented; text recorded in threads)", async () => {
    const FunctionName = await activeFunction(server, ECHO);
    const arn = await config("Enforce");
    await use(FunctionName, arn);
    await expect(deploy(FunctionName)).rejects.toMatchObject(unsigned(FunctionName));
    await expect(deploy(FunctionName, { DryRun: true })).rejects.toMatchObject(unsigned(FunctionName));
    expect((await invoke(lambda, FunctionName, { still: "runs" })).said).toEqual({ still: "runs" });
    await lambda.send(
      new UpdateCodeSigningConfigCommand({
        CodeSigningConfigArn: arn,
        CodeSigningPolicies: { UntrustedArtifactOnDeployment: "Warn" },
      }),
    );
    expect((await deploy(FunctionName)).CodeSha256).toEqual(expect.any(String));
  });

  it("of new functions need a configuration that is there and lets them", async () => {
    const create = (CodeSigningConfigArn: string, FunctionName = functionName()) =>
      lambda.send(
        new CreateFunctionCommand({
          FunctionName,
          Role,
          Runtime: "nodejs20.x",
          Handler: "index.handler",
          Code: nodeCode(ECHO),
          CodeSigningConfigArn,
        }),
      );
    await expect(create(missing)).rejects.toMatchObject(gone);
    await expect(create(await config("Enforce"), "unsigned")).rejects.toMatchObject(unsigned("unsigned"));
    const warns = await config("Warn");
    const { FunctionName } = await create(warns);
    const { CodeSigningConfigArn } = await lambda.send(new GetFunctionCodeSigningConfigCommand({ FunctionName }));
    expect(CodeSigningConfigArn).toBe(warns);
  });

  it("of layers are refused by Enforce, other settings are not", async () => {
    const FunctionName = await activeFunction(server, ECHO);
    await use(FunctionName, await config("Enforce"));
    const { LayerVersionArn = "" } = await lambda.send(
      new PublishLayerVersionCommand({ LayerName: "unsigned", Content: nodeCode(ECHO) }),
    );
    await expect(
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Layers: [LayerVersionArn] })),
    ).rejects.toMatchObject(unsigned(LayerVersionArn));
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout: 5 }));
  });
});
