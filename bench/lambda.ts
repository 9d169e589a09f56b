// Lambda: cold starts against the bare interpreters, warm no-op invokes against a bare node:http server.
import { CreateFunctionCommand, LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { spawnSync } from "node:child_process";
import { newRole } from "../tests/clients/role.ts";
import { zipOf } from "../tests/clients/lambda/zip-archive.ts";
import { load, wireBytes } from "./load.ts";
import { median, report } from "./report.ts";
import { type BenchServer, startBareServer, startForebayServer } from "./server.ts";
import { signedBytes } from "./sign.ts";

const COLD_STARTS = 9;
const TURNS = 5;
const CONNECTIONS = 4;
const REQUESTS = 256;
const WARM_UP_MS = 1_000;
const DURATION_MS = 3_000;
/** A load so short sends one request, and waits for its answer. */
const ONE_REQUEST_MS = 5;

interface Language {
  readonly name: string;
  readonly Runtime: "nodejs20.x" | "python3.11";
  readonly Handler: string;
  readonly files: Readonly<Record<string, string>>;
  readonly bare: readonly [command: string, ...parameters: string[]];
}

const NODE: Language = {
  name: "node",
  Runtime: "nodejs20.x",
  Handler: "index.handler",
  files: { "index.js": "exports.handler = async () => null;\n" },
  bare: [process.execPath, "-e", "0"],
};
const PYTHON: Language = {
  name: "python3",
  Runtime: "python3.11",
  Handler: "app.handler",
  files: { "app.py": "def handler(event, context):\n    return None\n" },
  bare: ["python3", "-c", "0"],
};

export async function benchLambda(): Promise<void> {
  const bare = await startBareServer();
  const forebay = await startForebayServer();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const clientConfig = { endpoint: forebay.endpoint, region: "us-east-1", credentials };
  const lambda = new LambdaClient(clientConfig);
  try {
    const Role = await newRole({ clientConfig }, "bench", ["lambda.amazonaws.com"]);
    for (const language of [NODE, PYTHON]) await benchCold(forebay, lambda, Role, language);
    await benchWarm(bare, forebay);
  } finally {
    lambda.destroy();
    await forebay.stop();
    await bare.stop();
  }
}

/** Each function's first invocation is a cold start; the interpreter by itself is timed in between. */
async function benchCold(forebay: BenchServer, lambda: LambdaClient, Role: string, language: Language): Promise<void> {
  const { name, Runtime, Handler, files, bare } = language;
  const names = Array.from({ length: COLD_STARTS }, (_, index) => `${name}-${index}`);
  for (const FunctionName of names) {
    const Code = { ZipFile: zipOf(files) };
    await lambda.send(new CreateFunctionCommand({ FunctionName, Role, Runtime, Handler, Code }));
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { FunctionName });
  }
  const coldMs: number[] = [];
  const bareMs: number[] = [];
  for (const functionName of names) {
    const [command, ...parameters] = bare;
    const begun = performance.now();
    spawnSync(command, parameters);
    bareMs.push(performance.now() - begun);
    const request = await signedInvoke(forebay.endpoint, functionName);
    const asked = performance.now();
    await load(forebay.endpoint, [request], 1, ONE_REQUEST_MS);
    coldMs.push(performance.now() - asked);
  }
  report(
    `lambda: cold start ${name}`,
    `${median(coldMs).toFixed(0)} ms`,
    `${(median(coldMs) / median(bareMs)).toFixed(1)}x of ${name} by itself (${median(bareMs).toFixed(0)} ms)`,
  );
}

async function benchWarm(bare: BenchServer, forebay: BenchServer): Promise<void> {
  const { host } = new URL(bare.endpoint);
  const ceiling = [wireBytes({ method: "POST", path: "/4", headers: { host }, body: Buffer.from("{}") })];
  for (const { name } of [NODE, PYTHON]) {
    const requests: Buffer[] = [];
    while (requests.length < REQUESTS) requests.push(await signedInvoke(forebay.endpoint, `${name}-0`));
    const turns: { readonly bare: number; readonly forebay: number }[] = [];
    while (turns.length < TURNS)
      turns.push({ bare: await rate(bare.endpoint, ceiling), forebay: await rate(forebay.endpoint, requests) });
    const bareRate = median(turns.map((turn) => turn.bare));
    report(
      `lambda: warm no-op Invoke ${name}`,
      `${median(turns.map((turn) => turn.forebay)).toFixed(0)} req/s`,
      `${median(turns.map((turn) => turn.forebay / turn.bare)).toFixed(2)} of bare node:http (${bareRate.toFixed(0)} req/s)`,
    );
  }
}

async function rate(endpoint: string, requests: readonly Buffer[]): Promise<number> {
  await load(endpoint, requests, CONNECTIONS, WARM_UP_MS);
  return (await load(endpoint, requests, CONNECTIONS, DURATION_MS)).requestsPerSecond;
}

const signedInvoke = (endpoint: string, functionName: string): Promise<Buffer> =>
  signedBytes(endpoint, "lambda", {
    method: "POST",
    path: `/2015-03-31/functions/${functionName}/invocations`,
    headers: { "content-type": "application/octet-stream" },
    body: Buffer.from("{}"),
  });
