// A platform of its own for a test file, an SDK client on it, and functions to test with.
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
  type CreateFunctionCommandInput,
  type InvokeCommandInput,
} from "@aws-sdk/client-lambda";
import { afterAll } from "vitest";
import { startForebay } from "../../../src/index.ts";
import { newRole } from "../role.ts";
import { zipOf } from "./zip-archive.ts";

export const account = "000000000000";
export const region = "us-east-1";
export const arnOf = (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`;

export async function platform(env: Readonly<Record<string, string>> = {}) {
  const forebay = await startForebay({ env });
  const lambda = new LambdaClient({ ...forebay.clientConfig, maxAttempts: 1 });
  const Role = await newRole(forebay, "functions", ["lambda.amazonaws.com"]);
  afterAll(async () => {
    lambda.destroy();
    await forebay.close();
  });
  return { forebay, lambda, Role };
}

let functions = 0;
export const functionName = (): string => `function-${++functions}`;

export const ECHO = "exports.handler = async (event) => event;\n";

export const nodeCode = (source: string): { ZipFile: Buffer } => ({ ZipFile: zipOf({ "index.js": source }) });
const pythonCode = (source: string): { ZipFile: Buffer } => ({ ZipFile: zipOf({ "app.py": source }) });

/** An Active function of its own, in Node.js unless the input says otherwise; its name. */
export async function activeFunction(
  { lambda, Role }: { readonly lambda: LambdaClient; readonly Role: string },
  source: string,
  input: Partial<CreateFunctionCommandInput> = {},
): Promise<string> {
  const FunctionName = input.FunctionName ?? functionName();
  const isPython = input.Runtime?.startsWith("python") === true;
  await lambda.send(
    new CreateFunctionCommand({
      Role,
      Runtime: "nodejs20.x",
      Handler: isPython ? "app.handler" : "index.handler",
      Code: isPython ? pythonCode(source) : nodeCode(source),
      ...input,
      FunctionName,
    }),
  );
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { FunctionName });
  return FunctionName;
}

/** What the function answers, parsed, with what the API says of it. */
export async function invoke(
  lambda: LambdaClient,
  FunctionName: string,
  event: unknown = {},
  input: Partial<InvokeCommandInput> = {},
) {
  const Payload = Buffer.from(JSON.stringify(event));
  const output = await lambda.send(new InvokeCommand({ FunctionName, Payload, ...input }));
  const text = Buffer.from(output.Payload ?? []).toString();
  return {
    ...output,
    said: text === "" ? undefined : (JSON.parse(text) as unknown),
    log: Buffer.from(output.LogResult ?? "", "base64").toString(),
  };
}
