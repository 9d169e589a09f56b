import {
  AddPermissionCommand,
  CreateAliasCommand,
  DeleteFunctionCommand,
  GetAccountSettingsCommand,
  GetLayerVersionCommand,
  GetPolicyCommand,
  InvokeWithResponseStreamCommand,
  ListAliasesCommand,
  ListLayersCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { account, activeFunction, arnOf, ECHO, invoke, nodeCode, platform, region } from "./platform.ts";
import { zipOf } from "./zip-archive.ts";

const own = await platform();
const { lambda } = own;
const updated = { client: lambda, maxWaitTime: 30, minDelay: 1, maxDelay: 1 };

describe("versions and aliases", () => {
  it("PublishVersion: freezes code and settings; an alias leads to versions by weight (documented)", async () => {
    const FunctionName = await activeFunction(own, "exports.handler = async () => 1;");
    const first = await lambda.send(new PublishVersionCommand({ FunctionName, Description: "one" }));
    expect(first).toMatchObject({ Version: "1", Description: "one", FunctionArn: `${arnOf(FunctionName)}:1` });
    expect((await lambda.send(new PublishVersionCommand({ FunctionName }))).Version).toBe("1");
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ...nodeCode("exports.handler = async () => 2;") }));
    await waitUntilFunctionUpdatedV2(updated, { FunctionName });
    expect((await lambda.send(new PublishVersionCommand({ FunctionName }))).Version).toBe("2");
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions?.map(({ Version }) => Version)).toEqual(["$LATEST", "1", "2"]);
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    const live = await invoke(lambda, FunctionName, {}, { Qualifier: "live" });
    expect([live.said, live.ExecutedVersion]).toEqual([1, "1"]);
    const RoutingConfig = { AdditionalVersionWeights: { "2": 1 } };
    await lambda.send(new UpdateAliasCommand({ FunctionName, Name: "live", RoutingConfig }));
    expect((await invoke(lambda, `${arnOf(FunctionName)}:live`)).said).toBe(2);
    const { Aliases } = await lambda.send(new ListAliasesCommand({ FunctionName }));
    expect(Aliases).toMatchObject([{ Name: "live", FunctionVersion: "1", RoutingConfig }]);
    await expect(lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: "1" }))).rejects.toMatchObject({
      name: "ResourceConflictException",
    });
  });
});

describe("layers", () => {
  it("PublishLayerVersion: functions find it where AWS lays it out (documented)", async () => {
    const ZipFile = zipOf({ "nodejs/node_modules/shared/index.js": "module.exports = 'from the layer';\n" });
    const input = { LayerName: "shared", Content: { ZipFile }, CompatibleRuntimes: ["nodejs20.x" as const] };
    const layer = await lambda.send(new PublishLayerVersionCommand(input));
    const layerArn = `arn:aws:lambda:${region}:${account}:layer:shared`;
    expect(layer).toMatchObject({ LayerArn: layerArn, LayerVersionArn: `${layerArn}:1`, Version: 1 });
    const source = "exports.handler = async () => require('shared');";
    const name = await activeFunction(own, source, { Layers: [`${layerArn}:1`] });
    expect((await invoke(lambda, name)).said).toBe("from the layer");
    const got = await lambda.send(new GetLayerVersionCommand({ LayerName: "shared", VersionNumber: 1 }));
    expect(Buffer.from(await (await fetch(got.Content?.Location ?? "")).arrayBuffer())).toEqual(ZipFile);
    const { Layers } = await lambda.send(new ListLayersCommand({}));
    expect(Layers).toMatchObject([{ LayerName: "shared", LatestMatchingVersion: { Version: 1 } }]);
    await expect(activeFunction(own, source, { Layers: [`${layerArn}:9`] })).rejects.toMatchObject({
      message: `Layer version ${layerArn}:9 does not exist.`,
    });
  });
});

describe("concurrency, permissions, tags and settings", () => {
  it("PutFunctionConcurrency: invocations beyond are refused (recorded)", async () => {
    const FunctionName = await activeFunction(own, ECHO);
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    await expect(invoke(lambda, FunctionName)).rejects.toMatchObject({
      name: "TooManyRequestsException",
      message: "Rate Exceeded.",
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
      $metadata: { httpStatusCode: 429 },
    });
    const tooMuch = new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 950 });
    await expect(lambda.send(tooMuch)).rejects.toMatchObject({ name: "InvalidParameterValueException" });
    const { AccountLimit, AccountUsage } = await lambda.send(new GetAccountSettingsCommand({}));
    expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 });
    expect(AccountUsage?.FunctionCount).toBeGreaterThan(0);
  });

  it("AddPermission: the statement stands in the policy until RemovePermission (recorded)", async () => {
    const FunctionName = await activeFunction(own, ECHO);
    const SourceArn = "arn:aws:s3:::uploads";
    const input = { FunctionName, StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" };
    const { Statement } = await lambda.send(new AddPermissionCommand({ ...input, SourceArn }));
    const statement = {
      Sid: "s3",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: arnOf(FunctionName),
      Condition: { ArnLike: { "AWS:SourceArn": SourceArn } },
    };
    expect(JSON.parse(Statement ?? "")).toEqual(statement);
    const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName }));
    expect(JSON.parse(Policy ?? "")).toEqual({ Version: "2012-10-17", Id: "default", Statement: [statement] });
    await expect(lambda.send(new AddPermissionCommand(input))).rejects.toMatchObject({
      name: "ResourceConflictException",
    });
    await lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: "s3" }));
    await expect(lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "The resource you requested does not exist.",
    });
  });

  it("TagResource, UntagResource, ListTags: tags of a function", async () => {
    const Resource = arnOf(await activeFunction(own, ECHO));
    await lambda.send(new TagResourceCommand({ Resource, Tags: { a: "1", b: "2" } }));
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["a"] }));
    expect((await lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: "2" });
  });
});

describe("InvokeWithResponseStream", () => {
  it("InvokeWithResponseStream: gives the parts as the handler writes them, and how it ended", async () => {
    const source = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write("one "); await new Promise((resolve) => setTimeout(resolve, 50)); stream.write(event.last);
      if (event.fail) throw new Error("midway"); stream.end(); });`;
    const FunctionName = await activeFunction(own, source);
    const stream = async (event: object) => {
      const Payload = Buffer.from(JSON.stringify(event));
      const { EventStream } = await lambda.send(new InvokeWithResponseStreamCommand({ FunctionName, Payload }));
      const parts: string[] = [];
      let end: object | undefined;
      for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
        if (PayloadChunk) parts.push(Buffer.from(PayloadChunk.Payload ?? []).toString());
        end = InvokeComplete ?? end;
      }
      return { text: parts.join(""), end };
    };
    expect(await stream({ last: "two" })).toEqual({ text: "one two", end: {} });
    expect(await stream({ last: "two", fail: true })).toEqual({
      text: "one two",
      end: { ErrorCode: "Error", ErrorDetails: "midway" },
    });
  });
});
