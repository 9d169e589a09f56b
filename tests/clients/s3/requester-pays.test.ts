// Requester Pays through the AWS SDK: who must say that it pays, and what it is told. Documented.
import {
  CopyObjectCommand,
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutBucketRequestPaymentCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();
const other = client({ credentials: { accessKeyId: "111122223333", secretAccessKey: "test" } });

it("another account says that it pays, or is refused; the owner's need not", async () => {
  const Bucket = await bucket();
  const Key = "k";
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const Resource = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
  const Policy = JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource }] });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: "v" }));
  const read = (more: object = {}) => other.send(new GetObjectCommand({ Bucket, Key, ...more }));
  expect((await read({ RequestPayer: "requester" })).RequestCharged).toBeUndefined();
  const pay = (Payer: "Requester" | "BucketOwner") =>
    s3.send(new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration: { Payer } }));
  await pay("Requester");
  const denied = failure(403, "AccessDenied");
  await expect(read()).rejects.toEqual(denied);
  expect((await read({ RequestPayer: "requester" })).RequestCharged).toBe("requester");
  const listed = await other.send(new ListObjectsV2Command({ Bucket, RequestPayer: "requester" }));
  expect(listed).toMatchObject({ KeyCount: 1, RequestCharged: "requester" });
  expect((await s3.send(new GetObjectCommand({ Bucket, Key }))).RequestCharged).toBeUndefined();
  expect(
    (await fetch(`${forebay.endpoint}/${Bucket}/k`, { headers: { "x-amz-request-payer": "requester" } })).status,
  ).toBe(403);
  // S3 Select has no word for who pays: it is no way for everyone to read, either.
  const body =
    "<SelectObjectContentRequest><Expression>SELECT * FROM S3Object</Expression><ExpressionType>SQL</ExpressionType>" +
    "<InputSerialization><CSV/></InputSerialization><OutputSerialization><CSV/></OutputSerialization></SelectObjectContentRequest>";
  const select = await fetch(`${forebay.endpoint}/${Bucket}/k?select&select-type=2`, { method: "POST", body });
  expect(select.status).toBe(403);
  const command = new GetObjectCommand({ Bucket, Key, RequestPayer: "requester" });
  expect((await fetch(await getSignedUrl(other, command))).status).toBe(200);
  const into = await bucket();
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket: into }));
  const all = { Effect: "Allow", Principal: "*", Action: "s3:PutObject", Resource: `arn:aws:s3:::${into}/*` };
  await s3.send(new PutBucketPolicyCommand({ Bucket: into, Policy: JSON.stringify({ Statement: [all] }) }));
  const copy = (more: object) =>
    other.send(new CopyObjectCommand({ Bucket: into, Key: "copy", CopySource: `${Bucket}/k`, ...more }));
  await expect(copy({})).rejects.toEqual(denied);
  expect((await copy({ RequestPayer: "requester" })).RequestCharged).toBe("requester");
  await pay("BucketOwner");
  await read();
});
