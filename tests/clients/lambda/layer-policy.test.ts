import {
  AddLayerVersionPermissionCommand,
  CreateFunctionCommand,
  GetLayerVersionByArnCommand,
  GetLayerVersionPolicyCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  RemoveLayerVersionPermissionCommand,
} from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { newRole } from "../role.ts";
import { account, ECHO, nodeCode, platform, region } from "./platform.ts";
import { zipOf } from "./zip-archive.ts";

const { lambda, forebay } = await platform();
const OTHER = "111111111111";
const LayerName = "shared";
const layer = { LayerName, VersionNumber: 1 };
const arn = `arn:aws:lambda:${region}:${account}:layer:${LayerName}:1`;
const statement = {
  Sid: "s1",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
  Action: "lambda:GetLayerVersion",
  Resource: arn,
};
const permission = { ...layer, StatementId: "s1", Action: "lambda:GetLayerVersion", Principal: OTHER };

describe("policies of layer versions", () => {
  it("AddLayerVersionPermission: another account may use the layer, and not before (texts recorded)", async () => {
    const Content = { ZipFile: zipOf({ "nodejs/shared.js": "exports.value = 1;" }) };
    await lambda.send(new PublishLayerVersionCommand({ LayerName, Content }));
    await expect(lambda.send(new GetLayerVersionPolicyCommand(layer))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "No policy is associated with the given resource.",
    });
    const clientConfig = {
      ...forebay.clientConfig,
      credentials: { ...forebay.clientConfig.credentials, accessKeyId: OTHER },
    };
    const theirs = new LambdaClient(clientConfig);
    const Role = await newRole({ clientConfig }, "theirs", ["lambda.amazonaws.com"]);
    const create = new CreateFunctionCommand({
      FunctionName: "user",
      Role,
      Runtime: "nodejs20.x",
      Handler: "index.handler",
      Code: nodeCode(ECHO),
      Layers: [arn],
    });
    await expect(theirs.send(create)).rejects.toMatchObject({ name: "AccessDeniedException" });
    await expect(theirs.send(new GetLayerVersionByArnCommand({ Arn: arn }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    const added = await lambda.send(new AddLayerVersionPermissionCommand(permission));
    expect(JSON.parse(added.Statement ?? "")).toEqual(statement);
    const got = await lambda.send(new GetLayerVersionPolicyCommand(layer));
    expect(got.RevisionId).toBe(added.RevisionId);
    expect(JSON.parse(got.Policy ?? "")).toEqual({ Version: "2012-10-17", Id: "default", Statement: [statement] });
    expect(await theirs.send(create)).toMatchObject({ Layers: [{ Arn: arn }] });
    expect(await theirs.send(new GetLayerVersionByArnCommand({ Arn: arn }))).toMatchObject({ LayerVersionArn: arn });
    theirs.destroy();
  });

  it("AddLayerVersionPermission, RemoveLayerVersionPermission: refusals (recorded)", async () => {
    await expect(lambda.send(new AddLayerVersionPermissionCommand(permission))).rejects.toMatchObject({
      name: "ResourceConflictException",
      message:
        "The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.",
    });
    const stale = { ...permission, StatementId: "s2", RevisionId: "00000000-0000-0000-0000-000000000000" };
    await expect(lambda.send(new AddLayerVersionPermissionCommand(stale))).rejects.toMatchObject({
      name: "PreconditionFailedException",
      message:
        "The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id",
    });
    const absent = { ...permission, VersionNumber: 2 };
    await expect(lambda.send(new AddLayerVersionPermissionCommand(absent))).rejects.toMatchObject({
      message: `Layer version arn:aws:lambda:${region}:${account}:layer:shared:2 does not exist.`,
    });
    const none = new RemoveLayerVersionPermissionCommand({ ...layer, StatementId: "none" });
    await expect(lambda.send(none)).rejects.toMatchObject({
      message: "Statement none is not found in resource policy.",
    });
    await lambda.send(new RemoveLayerVersionPermissionCommand({ ...layer, StatementId: "s1" }));
    await expect(lambda.send(new GetLayerVersionPolicyCommand(layer))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});
