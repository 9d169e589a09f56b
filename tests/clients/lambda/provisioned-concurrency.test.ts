import {
  CreateAliasCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetProvisionedConcurrencyConfigCommand,
  ListProvisionedConcurrencyConfigsCommand,
  PublishVersionCommand,
  PutProvisionedConcurrencyConfigCommand,
} from "@aws-sdk/client-lambda";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { activeFunction, arnOf, invoke, platform } from "./platform.ts";

const own = await platform();
const { lambda } = own;

const POLLS_MAX = 400;
const SOURCE = `const bornMs = Date.now();
exports.handler = async ({ atMs }) => ({ isBefore: bornMs < atMs, pid: process.pid, type: process.env.AWS_LAMBDA_INITIALIZATION_TYPE });`;

const put = (FunctionName: string, Qualifier: string, count: number) =>
  lambda.send(
    new PutProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier, ProvisionedConcurrentExecutions: count }),
  );

async function settled(FunctionName: string, Qualifier: string) {
  for (let poll = 0; poll < POLLS_MAX; poll++) {
    const found = await lambda.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));
    if (found.Status !== "IN_PROGRESS") return found;
    await sleep(25);
  }
  throw new Error("it stays in progress");
}

async function published(source: string): Promise<string> {
  const FunctionName = await activeFunction(own, source);
  await lambda.send(new PublishVersionCommand({ FunctionName }));
  return FunctionName;
}

describe("provisioned concurrency", () => {
  it("PutProvisionedConcurrencyConfig: environments stand ready before the first invocation (documented)", async () => {
    const FunctionName = await published(SOURCE);
    const { $metadata, LastModified, ...begun } = await put(FunctionName, "1", 2);
    expect($metadata.httpStatusCode).toBe(202);
    expect(LastModified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/);
    expect(begun).toEqual({
      RequestedProvisionedConcurrentExecutions: 2,
      AvailableProvisionedConcurrentExecutions: 0,
      AllocatedProvisionedConcurrentExecutions: 0,
      Status: "IN_PROGRESS",
    });
    expect(await settled(FunctionName, "1")).toMatchObject({
      Status: "READY",
      AvailableProvisionedConcurrentExecutions: 2,
      AllocatedProvisionedConcurrentExecutions: 2,
    });
    const atMs = Date.now();
    const said = await Promise.all([1, 2].map(() => invoke(lambda, FunctionName, { atMs }, { Qualifier: "1" })));
    expect(said[0]?.said).toMatchObject({ isBefore: true, type: "provisioned-concurrency" });
    const { ProvisionedConcurrencyConfigs } = await lambda.send(
      new ListProvisionedConcurrencyConfigsCommand({ FunctionName }),
    );
    expect(ProvisionedConcurrencyConfigs).toMatchObject([{ FunctionArn: `${arnOf(FunctionName)}:1`, Status: "READY" }]);
    await lambda.send(new DeleteProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: "1" }));
    await expect(settled(FunctionName, "1")).rejects.toMatchObject({
      name: "ProvisionedConcurrencyConfigNotFoundException",
      message: "No Provisioned Concurrency Config found for this function",
    });
  });

  it("PutProvisionedConcurrencyConfig: FAILED when the function cannot be initialised (recorded)", async () => {
    const FunctionName = await published("throw new Error('never');");
    await put(FunctionName, "1", 1);
    expect(await settled(FunctionName, "1")).toMatchObject({
      Status: "FAILED",
      StatusReason: "FUNCTION_ERROR_INIT_FAILURE",
      AvailableProvisionedConcurrentExecutions: 0,
    });
  });

  it("PutProvisionedConcurrencyConfig: refusals (recorded)", async () => {
    const FunctionName = await published(SOURCE);
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    const refused = async (Qualifier: string, count: number) =>
      put(FunctionName, Qualifier, count).then(
        () => "accepted",
        ({ message }: Error) => message,
      );
    expect(await refused("$LATEST", 1)).toBe(
      "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
    );
    expect(await refused("absent", 1)).toBe(`Cannot find alias arn: ${arnOf(FunctionName)}:absent`);
    expect(await refused("10", 1)).toBe(`Function not found: ${arnOf(FunctionName)}:10`);
    expect(await refused("1", 1001)).toBe(
      "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].",
    );
    expect(await refused("1", 950)).toBe(
      "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    );
    await put(FunctionName, "live", 1);
    expect(await refused("1", 1)).toBe("Version is pointed by a Provisioned Concurrency alias");
    expect(await settled(FunctionName, "live")).toMatchObject({ Status: "READY" });
  });
});
