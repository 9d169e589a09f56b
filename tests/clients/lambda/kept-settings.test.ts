import {
  AddPermissionCommand,
  DeleteResourcePolicyCommand,
  GetFunctionRecursionConfigCommand,
  GetRuntimeManagementConfigCommand,
  GetResourcePolicyCommand,
  InvokeAsyncCommand,
  LambdaClient,
  PutFunctionRecursionConfigCommand,
  PutResourcePolicyCommand,
  PutRuntimeManagementConfigCommand,
} from "@aws-sdk/client-lambda";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { activeFunction, arnOf, ECHO, invoke, platform } from "./platform.ts";

const own = await platform();
const { lambda, forebay } = own;
const folder = mkdtempSync(join(tmpdir(), "forebay-kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const POLLS_MAX = 400;

describe("settings that are kept", () => {
  it("PutResourcePolicy: the whole policy, together with AddPermission's statements (documented)", async () => {
    const FunctionName = await activeFunction(own, ECHO);
    const ResourceArn = arnOf(FunctionName);
    const statement = {
      Sid: "whole",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111111111111:root" },
      Action: "lambda:InvokeFunction",
      Resource: ResourceArn,
    };
    const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
    const put = (Policy: string) => lambda.send(new PutResourcePolicyCommand({ ResourceArn, Policy }));
    await expect(put("{")).rejects.toMatchObject({ name: "InvalidParameterValueException" });
    await expect(put(policy({ ...statement, Resource: "*" }))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
    });
    const { RevisionId } = await put(policy(statement));
    const input = { FunctionName, StatementId: "added", Action: "lambda:InvokeFunction", Principal: "222222222222" };
    await lambda.send(new AddPermissionCommand(input));
    const got = await lambda.send(new GetResourcePolicyCommand({ ResourceArn }));
    expect(got.RevisionId).not.toBe(RevisionId);
    expect(JSON.parse(got.Policy ?? "")).toMatchObject({ Statement: [statement, { Sid: "added" }] });
    const theirs = new LambdaClient({
      ...forebay.clientConfig,
      credentials: { ...forebay.clientConfig.credentials, accessKeyId: "111111111111" },
    });
    expect(await invoke(theirs, ResourceArn, { a: 1 })).toMatchObject({ said: { a: 1 } });
    const stale = new DeleteResourcePolicyCommand({ ResourceArn, RevisionId: RevisionId ?? "" });
    await expect(lambda.send(stale)).rejects.toMatchObject({ name: "PreconditionFailedException" });
    await lambda.send(new DeleteResourcePolicyCommand({ ResourceArn }));
    await expect(invoke(theirs, ResourceArn)).rejects.toMatchObject({ name: "AccessDeniedException" });
    theirs.destroy();
  });

  it("PutFunctionRecursionConfig: Terminate by default (recorded)", async () => {
    const FunctionName = await activeFunction(own, ECHO);
    const get = () => lambda.send(new GetFunctionRecursionConfigCommand({ FunctionName }));
    expect(await get()).toMatchObject({ RecursiveLoop: "Terminate" });
    await lambda.send(new PutFunctionRecursionConfigCommand({ FunctionName, RecursiveLoop: "Allow" }));
    expect(await get()).toMatchObject({ RecursiveLoop: "Allow" });
  });

  it("PutRuntimeManagementConfig: Auto by default, Manual with a version (documented)", async () => {
    const FunctionName = await activeFunction(own, ECHO);
    const get = () => lambda.send(new GetRuntimeManagementConfigCommand({ FunctionName }));
    const FunctionArn = `${arnOf(FunctionName)}:$LATEST`;
    expect(await get()).toMatchObject({ UpdateRuntimeOn: "Auto", FunctionArn });
    const put = (RuntimeVersionArn?: string) =>
      lambda.send(
        new PutRuntimeManagementConfigCommand({
          FunctionName,
          UpdateRuntimeOn: "Manual",
          ...(RuntimeVersionArn !== undefined && { RuntimeVersionArn }),
        }),
      );
    await expect(put()).rejects.toMatchObject({ name: "InvalidParameterValueException" });
    const version = `arn:aws:lambda:us-east-1::runtime:${"a".repeat(64)}`;
    expect(await put(version)).toMatchObject({ UpdateRuntimeOn: "Manual", RuntimeVersionArn: version, FunctionArn });
    expect(await get()).toMatchObject({ UpdateRuntimeOn: "Manual", RuntimeVersionArn: version });
  });

  it("InvokeAsync: the event runs later (documented)", async () => {
    const file = join(folder, "seen");
    const source = `exports.handler = async (event) => require("fs").writeFileSync(${JSON.stringify(file)}, JSON.stringify(event));`;
    const FunctionName = await activeFunction(own, source);
    const { Status } = await lambda.send(new InvokeAsyncCommand({ FunctionName, InvokeArgs: '{"a":1}' }));
    expect(Status).toBe(202);
    for (let poll = 0; poll < POLLS_MAX && !existsSync(file); poll++) await sleep(25);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ a: 1 });
    await expect(lambda.send(new InvokeAsyncCommand({ FunctionName, InvokeArgs: "no" }))).rejects.toMatchObject({
      name: "InvalidRequestContentException",
    });
  });
});
