// GetCallerIdentity with the JS SDK: who signs, with which key, over which transport.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";

let forebay: Forebay;
beforeAll(async () => void (forebay = await startForebay()));
afterAll(() => forebay.close());

const identityOf = (accessKeyId: string, secretAccessKey: string, region = "us-east-1") =>
  new STSClient({ ...forebay.clientConfig, region, credentials: { accessKeyId, secretAccessKey } }).send(
    new GetCallerIdentityCommand({}),
  );

describe("GetCallerIdentity", () => {
  test("test/test is the root user of 000000000000", async () => {
    expect(await new STSClient(forebay.clientConfig).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: "000000000000",
      Arn: "arn:aws:iam::000000000000:root",
      UserId: "000000000000",
    });
  });

  test("a 12-digit access key id is the account", async () => {
    expect(await identityOf("123456789012", "test", "eu-west-1")).toMatchObject({
      Account: "123456789012",
      Arn: "arn:aws:iam::123456789012:root",
    });
  });

  test("a wrong secret is SignatureDoesNotMatch (documented)", async () => {
    await expect(identityOf("test", "wrong")).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("an unknown key is InvalidClientTokenId (documented)", async () => {
    await expect(identityOf("AKIAIOSFODNN7EXAMPLE", "test")).rejects.toMatchObject({
      name: "InvalidClientTokenId",
      message: "The security token included in the request is invalid.",
      $metadata: { httpStatusCode: 403 },
    });
  });
});
