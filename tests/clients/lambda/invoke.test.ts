import { InvokeCommand } from "@aws-sdk/client-lambda";
import { readdirSync, readlinkSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { activeFunction, arnOf, ECHO, functionName, invoke, platform } from "./platform.ts";

const own = await platform();
const { lambda, forebay } = own;

function openFiles(): string[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      return []; // closed in between
    }
  });
}

describe("Invoke", () => {
  it.skipIf(process.platform !== "linux")("Invoke: functions have none of the platform's files open", async () => {
    const database = /\.mdb$/;
    const links = "ls -l /proc/self/fd | sed -n 's/.* -> //p'";
    const source = `exports.handler = async () => ({
      own: require("fs").readdirSync("/proc/self/fd").map((fd) => { try { return require("fs").readlinkSync("/proc/self/fd/" + fd); } catch { return ""; } }),
      child: require("child_process").execSync(${JSON.stringify(links)}).toString().split("\\n") });`;
    const { said } = await invoke(lambda, await activeFunction(own, source));
    expect(openFiles().some((path) => database.test(path))).toBe(true);
    const { own: ofFunction, child } = said as { readonly own: string[]; readonly child: string[] };
    expect(ofFunction.length).toBeGreaterThan(2);
    expect([...ofFunction, ...child].filter((path) => database.test(path))).toEqual([]);
    expect(ofFunction.filter((path) => path.startsWith("/") && !path.startsWith("/dev/"))).toEqual([]);
  });

  it("Invoke: runs a Node.js handler and gives what it returns (recorded)", async () => {
    const name = await activeFunction(own, ECHO);
    const { StatusCode, ExecutedVersion, FunctionError, said } = await invoke(lambda, name, { a: [1, "ü"] });
    expect({ StatusCode, ExecutedVersion, FunctionError, said }).toEqual({
      StatusCode: 200,
      ExecutedVersion: "$LATEST",
      FunctionError: undefined,
      said: { a: [1, "ü"] },
    });
  });

  it("Invoke: runs a Python handler, with the end of its log (recorded)", async () => {
    const source = "def handler(event, context):\n    print('seen', event['n'])\n    return {'n': event['n'] + 1}\n";
    const name = await activeFunction(own, source, { Runtime: "python3.11" });
    const { said, log } = await invoke(lambda, name, { n: 1 }, { LogType: "Tail" });
    expect(said).toEqual({ n: 2 });
    expect(log).toMatch(
      /^START RequestId: (\S+) Version: \$LATEST\nseen 1\nEND RequestId: \1\nREPORT RequestId: \1\tDuration: .*\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: .* ms\t\n$/,
    );
  });

  it("Invoke: errors of the handler are answers with FunctionError (recorded)", async () => {
    const name = await activeFunction(own, "exports.handler = async () => { throw new RangeError('too far'); };");
    const { StatusCode, FunctionError, said } = await invoke(lambda, name);
    expect({ StatusCode, FunctionError }).toEqual({ StatusCode: 200, FunctionError: "Unhandled" });
    expect(said).toMatchObject({ errorType: "RangeError", errorMessage: "too far" });
  });

  it("Invoke: kills what takes longer than the timeout (recorded)", async () => {
    const name = await activeFunction(own, "exports.handler = () => new Promise((r) => setTimeout(r, 60000));", {
      Timeout: 1,
    });
    const { FunctionError, said, $metadata } = await invoke(lambda, name);
    expect(FunctionError).toBe("Unhandled");
    expect(said).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: `RequestId: ${$metadata.requestId} Error: Task timed out after 1.00 seconds`,
    });
  });

  it("Invoke: the handler's AWS calls come back to the platform as its role (documented)", async () => {
    const source = `exports.handler = async () => ({
      endpoint: process.env.AWS_ENDPOINT_URL, region: process.env.AWS_REGION, key: process.env.AWS_ACCESS_KEY_ID,
      token: typeof process.env.AWS_SESSION_TOKEN, name: process.env.AWS_LAMBDA_FUNCTION_NAME, own: process.env.OWN });`;
    const name = await activeFunction(own, source, { Environment: { Variables: { OWN: "mine" } } });
    const { said } = await invoke(lambda, name);
    expect(said).toEqual({
      endpoint: forebay.endpoint,
      region: "us-east-1",
      key: expect.stringMatching(/^ASIA/),
      token: "string",
      name,
      own: "mine",
    });
  });

  it("Invoke: DryRun runs nothing (documented)", async () => {
    const name = await activeFunction(own, ECHO);
    const { StatusCode, said } = await invoke(lambda, name, {}, { InvocationType: "DryRun" });
    expect({ StatusCode, said }).toEqual({ StatusCode: 204, said: undefined });
  });

  it("Invoke: refuses functions that are not there, and payloads that are not JSON or too large", async () => {
    const absent = functionName();
    await expect(invoke(lambda, absent)).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Function not found: ${arnOf(absent)}`,
      Type: "User",
      $metadata: { httpStatusCode: 404 },
    });
    const FunctionName = await activeFunction(own, ECHO);
    await expect(lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from("{") }))).rejects.toMatchObject({
      name: "InvalidRequestContentException",
    });
    await expect(invoke(lambda, FunctionName, "x".repeat(6 * 1024 * 1024))).rejects.toMatchObject({
      name: "RequestEntityTooLargeException",
    });
    const asEvent = { InvocationType: "Event" } as const;
    await expect(invoke(lambda, FunctionName, "x".repeat(1024 * 1024), asEvent)).rejects.toMatchObject({
      name: "RequestEntityTooLargeException",
    });
  });
});
