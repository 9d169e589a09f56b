import { CreateFunctionCommand, InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { startForebay } from "../../../src/index.ts";
import { newRole } from "../role.ts";
import { nodeCode, region } from "./platform.ts";

const POLLS_MAX = 400;

let server: Bundle;
beforeAll(async () => void (server = await bundle("../clients/kinesis/server.child.ts")));
afterAll(() => server.remove());

async function start(folder: string) {
  const { endpoint, kill } = await startServer(server, folder);
  const clientConfig = { endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  return { clientConfig, kill };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function linesOf(file: string): Promise<string[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split("\n").filter(Boolean);
}

describe("durability", () => {
  it.skipIf(process.platform !== "linux")("Invoke: stopped processes of functions die with the platform", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-lambda-"));
    const { clientConfig, kill } = await start(join(folder, "data"));
    const lambda = new LambdaClient({ ...clientConfig, maxAttempts: 1 });
    const Role = await newRole({ clientConfig }, "functions", ["lambda.amazonaws.com"]);
    const settings = { Role, Runtime: "nodejs20.x", Handler: "index.handler" } as const;
    const Code = nodeCode("exports.handler = async () => process.pid;");
    const pids: number[] = [];
    for (const FunctionName of ["one", "two", "three"]) {
      await lambda.send(new CreateFunctionCommand({ FunctionName, ...settings, Code }));
      await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { FunctionName });
      const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }));
      pids.push(Number(Buffer.from(Payload ?? []).toString()));
    }
    const isStopped = async (pid: number): Promise<boolean> =>
      (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.startsWith("T") === true;
    for (const pid of pids) {
      for (let poll = 0; poll < POLLS_MAX && !(await isStopped(pid)); poll++) await sleep(25);
      expect(await isStopped(pid)).toBe(true);
    }
    lambda.destroy();
    await kill();
    for (let poll = 0; poll < POLLS_MAX && pids.some(isAlive); poll++) await sleep(25);
    expect(pids.filter(isAlive)).toEqual([]);
    await rm(folder, { recursive: true, force: true });
  });

  it("Invoke: events that were accepted run after kill -9, and functions' processes die with the platform", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-lambda-"));
    const file = join(folder, "ran");
    const first = await start(join(folder, "data"));
    const before = new LambdaClient({ ...first.clientConfig, maxAttempts: 1 });
    const Role = await newRole(first, "functions", ["lambda.amazonaws.com"]);
    const FunctionName = "survivor";
    const source = `exports.handler = async (event) => {
      if (event.pid) return process.pid;
      await new Promise((resolve) => setTimeout(resolve, 150));
      require("fs").appendFileSync(${JSON.stringify(file)}, event.n + "\\n"); };`;
    const settings = { Role, Runtime: "nodejs20.x", Handler: "index.handler", Timeout: 30 } as const;
    await before.send(new CreateFunctionCommand({ FunctionName, ...settings, Code: nodeCode(source) }));
    await waitUntilFunctionActiveV2({ client: before, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { FunctionName });
    const asked = await before.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{"pid":true}') }));
    const pid = Number(Buffer.from(asked.Payload ?? []).toString());
    expect(isAlive(pid)).toBe(true);
    const numbers = Array.from({ length: 20 }, (_, n) => String(n));
    for (const n of numbers)
      await before.send(
        new InvokeCommand({ FunctionName, InvocationType: "Event", Payload: Buffer.from(JSON.stringify({ n })) }),
      );
    await first.kill();
    before.destroy();
    for (let poll = 0; poll < POLLS_MAX && isAlive(pid); poll++) await sleep(25);
    expect(isAlive(pid)).toBe(false);
    expect((await linesOf(file)).length).toBeLessThan(numbers.length);
    const second = await start(join(folder, "data"));
    for (let poll = 0; poll < POLLS_MAX && new Set(await linesOf(file)).size < numbers.length; poll++) await sleep(25);
    expect(new Set(await linesOf(file))).toEqual(new Set(numbers));
    await second.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it("Invoke: an event that a shutdown cuts off runs again after the next start", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-lambda-"));
    const file = join(folder, "ran");
    const first = await startForebay({ dataFolder: join(folder, "data") });
    const lambda = new LambdaClient({ ...first.clientConfig, maxAttempts: 1 });
    const Role = await newRole(first, "functions", ["lambda.amazonaws.com"]);
    const source = `exports.handler = async () => {
      const { appendFileSync, readFileSync } = require("fs");
      appendFileSync(${JSON.stringify(file)}, "begun\\n");
      if (readFileSync(${JSON.stringify(file)}, "utf8") === "begun\\n") await new Promise((resolve) => setTimeout(resolve, 600000));
    };`;
    const settings = { Role, Runtime: "nodejs20.x", Handler: "index.handler", Timeout: 900 } as const;
    const FunctionName = "cut-off";
    await lambda.send(new CreateFunctionCommand({ FunctionName, ...settings, Code: nodeCode(source) }));
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { FunctionName });
    await lambda.send(new InvokeCommand({ FunctionName, InvocationType: "Event" }));
    const begun = async (count: number): Promise<number> => {
      for (let poll = 0; poll < POLLS_MAX && (await linesOf(file)).length < count; poll++) await sleep(25);
      return (await linesOf(file)).length;
    };
    expect(await begun(1)).toBe(1);
    lambda.destroy();
    await first.close();
    const second = await startForebay({ dataFolder: join(folder, "data") });
    expect(await begun(2)).toBe(2);
    await second.close();
    await rm(folder, { recursive: true, force: true });
  });
});
