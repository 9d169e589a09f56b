// SelectObjectContent needs s3:GetObject on the object. Documented.
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { PutObjectCommand, SelectObjectContentCommand } from "@aws-sdk/client-s3";
import { expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();

it("SelectObjectContent: needs GetObject on the object, not only on others", async () => {
  const Bucket = await bucket();
  const iam = new IAMClient(forebay.clientConfig);
  await iam.send(new CreateUserCommand({ UserName: "reader" }));
  const Statement = { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/open/*` };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new PutUserPolicyCommand({ UserName: "reader", PolicyName: "p", PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "reader" }));
  iam.destroy();
  const reader = client({
    credentials: { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" },
  });
  for (const Key of ["open/a", "closed/a"]) await s3.send(new PutObjectCommand({ Bucket, Key, Body: "1\n" }));
  const select = (Key: string) =>
    reader.send(
      new SelectObjectContentCommand({
        Bucket,
        Key,
        Expression: "SELECT * FROM S3Object",
        ExpressionType: "SQL",
        InputSerialization: { CSV: {} },
        OutputSerialization: { CSV: {} },
      }),
    );
  expect((await select("open/a")).$metadata.httpStatusCode).toBe(200);
  await expect(select("closed/a")).rejects.toEqual(failure(403, "AccessDenied"));
});
