import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  ListFunctionsCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newRole } from "../role.ts";
import { activeFunction, arnOf, ECHO, functionName, invoke, nodeCode, platform } from "./platform.ts";
import { zipOf } from "./zip-archive.ts";

const own = await platform();
const { lambda, forebay, Role } = own;
const settings = { Role, Runtime: "nodejs20.x", Handler: "index.handler" } as const;
const updated = { client: lambda, maxWaitTime: 30, minDelay: 1, maxDelay: 1 };

describe("CreateFunction", () => {
  it("CreateFunction: is Pending first, then Active, with AWS's defaults (recorded)", async () => {
    const FunctionName = functionName();
    const Code = nodeCode(ECHO);
    const created = await lambda.send(new CreateFunctionCommand({ FunctionName, ...settings, Code }));
    const { $metadata, ...shown } = created;
    expect($metadata.httpStatusCode).toBe(201);
    expect(shown).toEqual({
      FunctionName,
      FunctionArn: arnOf(FunctionName),
      ...settings,
      CodeSize: Code.ZipFile.length,
      CodeSha256: createHash("sha256").update(Code.ZipFile).digest("base64"),
      Description: "",
      Timeout: 3,
      MemorySize: 128,
      LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
      Version: "$LATEST",
      TracingConfig: { Mode: "PassThrough" },
      RevisionId: expect.any(String),
      State: "Pending",
      StateReason: "The function is being created.",
      StateReasonCode: "Creating",
      PackageType: "Zip",
      Architectures: ["x86_64"],
      EphemeralStorage: { Size: 512 },
      SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
      LoggingConfig: { LogFormat: "Text", LogGroup: `/aws/lambda/${FunctionName}` },
    });
    const again = new CreateFunctionCommand({ FunctionName, ...settings, Code });
    await expect(lambda.send(again)).rejects.toMatchObject({
      name: "ResourceConflictException",
      message: `Function already exist: ${FunctionName}`,
      $metadata: { httpStatusCode: 409 },
    });
  });

  it("CreateFunction: takes archives from S3 as the caller (documented)", async () => {
    const s3 = new S3Client(forebay.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: "code" }));
    await s3.send(new PutObjectCommand({ Bucket: "code", Key: "f.zip", Body: zipOf({ "index.js": ECHO }) }));
    s3.destroy();
    const name = await activeFunction(own, "", { Code: { S3Bucket: "code", S3Key: "f.zip" } });
    expect((await invoke(lambda, name, { n: 1 })).said).toEqual({ n: 1 });
    const absent = { FunctionName: functionName(), ...settings, Code: { S3Bucket: "code", S3Key: "absent" } };
    await expect(lambda.send(new CreateFunctionCommand(absent))).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message:
        "Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.",
    });
  });

  it("CreateFunction: refuses roles that Lambda cannot assume, and archives that are none (texts of archives and sizes recorded)", async () => {
    const create = (input: object) =>
      lambda.send(
        new CreateFunctionCommand({ FunctionName: functionName(), ...settings, Code: nodeCode(ECHO), ...input }),
      );
    const unassumable = "The role defined for the function cannot be assumed by Lambda.";
    for (const role of [
      "arn:aws:iam::000000000000:role/absent",
      await newRole(forebay, "other", ["glue.amazonaws.com"]),
    ])
      await expect(create({ Role: role })).rejects.toMatchObject({
        name: "InvalidParameterValueException",
        message: unassumable,
      });
    await expect(create({ Code: { ZipFile: Buffer.from("no archive") } })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
      message: "Could not unzip uploaded file. Please check your file, then try to upload again.",
    });
    await expect(create({ Code: { ZipFile: zipOf({ "../up.js": ECHO }) } })).rejects.toMatchObject({
      name: "InvalidParameterValueException",
    });
    await expect(create({ Handler: undefined })).rejects.toMatchObject({
      message: "Runtime and Handler are mandatory parameters for functions created with deployment packages.",
    });
    await expect(create({ Environment: { Variables: { AWS_REGION: "x" } } })).rejects.toMatchObject({
      message: expect.stringContaining("Reserved keys used in this request: AWS_REGION"),
    });
    await expect(create({ Environment: { Variables: { AA: "x".repeat(5000) } } })).rejects.toMatchObject({
      message: expect.stringContaining("exceeded the 4KB limit"),
    });
  });
});

describe("GetFunction, ListFunctions, updates and DeleteFunction", () => {
  it("GetFunction: the location gives the archive back", async () => {
    const FunctionName = await activeFunction(own, ECHO, { Tags: { team: "lake" } });
    const { Code, Configuration, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(Tags).toEqual({ team: "lake" });
    expect(Configuration).toMatchObject({ State: "Active", LastUpdateStatus: "Successful" });
    const answer = await fetch(Code?.Location ?? "");
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(zipOf({ "index.js": ECHO }));
    expect((await fetch(`${Code?.Location}x`)).status).toBe(403);
  });

  it("UpdateFunctionCode and UpdateFunctionConfiguration: the next invocation runs by them", async () => {
    const FunctionName = await activeFunction(own, "exports.handler = async () => [1, process.env.AA];");
    expect((await invoke(lambda, FunctionName)).said).toEqual([1, null]);
    const { ZipFile } = nodeCode("exports.handler = async () => [2, process.env.AA];");
    const code = await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    expect(code).toMatchObject({ State: "Active", LastUpdateStatus: "InProgress" });
    await waitUntilFunctionUpdatedV2(updated, { FunctionName });
    expect((await invoke(lambda, FunctionName)).said).toEqual([2, null]);
    const change = { FunctionName, Environment: { Variables: { AA: "b" } }, RevisionId: code.RevisionId };
    await lambda.send(new UpdateFunctionConfigurationCommand(change));
    await waitUntilFunctionUpdatedV2(updated, { FunctionName });
    expect((await invoke(lambda, FunctionName)).said).toEqual([2, "b"]);
    await expect(lambda.send(new UpdateFunctionConfigurationCommand(change))).rejects.toMatchObject({
      name: "PreconditionFailedException",
    });
  });

  it("ListFunctions: by name in pages; DeleteFunction: a function is gone with its code", async () => {
    const FunctionName = await activeFunction(own, ECHO, { FunctionName: "zz-last" });
    const names: string[] = [];
    let Marker: string | undefined;
    do {
      const { Functions, NextMarker } = await lambda.send(new ListFunctionsCommand({ MaxItems: 2, Marker }));
      expect(Functions?.length).toBeLessThanOrEqual(2);
      names.push(...(Functions ?? []).map((one) => one.FunctionName ?? ""));
      Marker = NextMarker;
    } while (Marker !== undefined);
    expect(names).toEqual(names.toSorted((one, other) => (one < other ? -1 : 1)));
    expect(names.at(-1)).toBe(FunctionName);
    await lambda.send(new DeleteFunctionCommand({ FunctionName }));
    await expect(lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Function not found: ${arnOf(FunctionName)}`,
    });
    await expect(lambda.send(new DeleteFunctionCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });
});
