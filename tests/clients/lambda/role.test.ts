import {
  AddPermissionCommand,
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { account, activeFunction, arnOf, ECHO, functionName, invoke, nodeCode, platform } from "./platform.ts";

const own = await platform();
const { lambda, forebay, Role } = own;

const CREDENTIALS = `exports.handler = async () => ({ accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY, sessionToken: process.env.AWS_SESSION_TOKEN });`;

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

async function roleWith(RoleName: string, Principal: object, statement: object): Promise<string> {
  const iam = new IAMClient(forebay.clientConfig);
  const document = (Statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement });
  const AssumeRolePolicyDocument = document({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
  const { Role: made } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyDocument = document({ Effect: "Allow", Resource: "*", ...statement });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "own", PolicyDocument }));
  iam.destroy();
  return made?.Arn ?? "";
}

/** A Lambda client of a session of that role. */
async function clientAs(RoleArn: string): Promise<LambdaClient> {
  const sts = new STSClient(forebay.clientConfig);
  const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "caller" }));
  sts.destroy();
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? "",
    secretAccessKey: given?.SecretAccessKey ?? "",
    sessionToken: given?.SessionToken ?? "",
  };
  return new LambdaClient({ ...forebay.clientConfig, credentials, maxAttempts: 1 });
}

describe("roles of functions and of their callers", () => {
  it("Invoke: the handler has the role's session, and may what the role may (documented)", async () => {
    const reader = await roleWith("reader", { Service: "lambda.amazonaws.com" }, { Action: "s3:GetObject" });
    const name = await activeFunction(own, CREDENTIALS, { Role: reader });
    const credentials = (await invoke(lambda, name)).said as Credentials;
    const sts = new STSClient({ ...forebay.clientConfig, credentials });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      `arn:aws:sts::${account}:assumed-role/reader/${name}`,
    );
    const s3 = new S3Client({ ...forebay.clientConfig, credentials });
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: "AccessDenied" });
    sts.destroy();
    s3.destroy();
  });

  it("Invoke: needs lambda:InvokeFunction, of the caller's policies or of the function's (documented)", async () => {
    const name = await activeFunction(own, ECHO);
    const Principal = { AWS: `arn:aws:iam::${account}:root` };
    const nobody = await roleWith("nobody", Principal, { Action: "lambda:GetFunction" });
    const client = await clientAs(nobody);
    await client.send(new GetFunctionCommand({ FunctionName: name }));
    const call = new InvokeCommand({ FunctionName: name });
    await expect(client.send(call)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: `User: arn:aws:sts::${account}:assumed-role/nobody/caller is not authorized to perform: lambda:InvokeFunction on resource: ${arnOf(name)} because no identity-based policy allows the lambda:InvokeFunction action`,
    });
    const grant = { FunctionName: name, StatementId: "role", Action: "lambda:InvokeFunction", Principal: nobody };
    await lambda.send(new AddPermissionCommand(grant));
    expect((await client.send(new InvokeCommand({ FunctionName: name }))).StatusCode).toBe(200);
    client.destroy();
  });

  it("Invoke: refuses functions whose role is gone (inferred)", async () => {
    const lost = await roleWith("lost", { Service: "lambda.amazonaws.com" }, { Action: "s3:GetObject" });
    const name = await activeFunction(own, ECHO, { Role: lost });
    const iam = new IAMClient(forebay.clientConfig);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: "lost", PolicyName: "own" }));
    await iam.send(new DeleteRoleCommand({ RoleName: "lost" }));
    iam.destroy();
    await expect(invoke(lambda, name)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: "The role defined for the function cannot be assumed by Lambda.",
    });
  });

  it("CreateFunction: needs iam:PassRole for the role (documented)", async () => {
    const Principal = { AWS: `arn:aws:iam::${account}:root` };
    const maker = await clientAs(await roleWith("maker", Principal, { Action: "lambda:*" }));
    const settings = { Role, Runtime: "nodejs20.x" as const, Handler: "index.handler", Code: nodeCode(ECHO) };
    const create = new CreateFunctionCommand({ FunctionName: functionName(), ...settings });
    await expect(maker.send(create)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining(`is not authorized to perform: iam:PassRole on resource: ${Role}`),
    });
    maker.destroy();
  });
});
