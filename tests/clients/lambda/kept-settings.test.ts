import {
  GetFunctionRecursionConfigCommand,
  GetRuntimeManagementConfigCommand,
  InvokeAsyncCommand,
  PutFunctionRecursionConfigCommand,
  PutRuntimeManagementConfigCommand,
} from "@aws-sdk/client-lambda";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { activeFunction, arnOf, ECHO, platform } from "./platform.ts";

const own = await platform();
const { lambda } = own;
const folder = mkdtempSync(join(tmpdir(), "forebay-kept-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const POLLS_MAX = 400;

describe("settings that are kept", () => {
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
