// Valid requests over every protocol, of which the mutations are made.
import { createHash } from "node:crypto";
import { type RawRequest, signed } from "../gateway/raw-client.ts";

export interface ValidRequest extends RawRequest {
  readonly name: string;
  readonly service: string;
  /** What it answers when nothing is wrong with it. */
  readonly status: number;
}

const json = (target: string, body: unknown, version = "1.1") => ({
  headers: { "x-amz-target": target, "content-type": `application/x-amz-json-${version}` },
  body: JSON.stringify(body),
});
const form = (body: string) => ({
  headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body,
});
const record = { Data: "aGVsbG8=", PartitionKey: "k" };
export const md5 = (body: string | Uint8Array): string => createHash("md5").update(body).digest("base64");
const deletion = "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object><Quiet>true</Quiet></Delete>";
const tagging = "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>";

const policy = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Action: ["s3:Get*", "s3:List*"],
    Resource: "arn:aws:s3:::lake/${aws:username}/*",
    Condition: { StringLike: { "aws:UserAgent": ["a*", "b?"] }, NumericLessThan: { "s3:max-keys": "10" } },
  },
});

/** Bucket (with the key `seed`), stream, role and KMS alias `mutations` must be there. */
export const validRequests: readonly ValidRequest[] = [
  {
    name: "awsJson1.1 ListStreams",
    service: "kinesis",
    status: 200,
    ...json("Kinesis_20131202.ListStreams", { Limit: 5 }),
  },
  {
    name: "awsJson1.1 PutRecord",
    service: "kinesis",
    status: 200,
    ...json("Kinesis_20131202.PutRecord", { StreamName: "mutations", ...record }),
  },
  {
    name: "awsJson1.1 PutRecords",
    service: "kinesis",
    status: 200,
    ...json("Kinesis_20131202.PutRecords", { StreamName: "mutations", Records: [record, record, record] }),
  },
  {
    name: "awsJson1.0 DynamoDB",
    service: "dynamodb",
    status: 501,
    ...json("DynamoDB_20120810.GetItem", { TableName: "t", Key: { a: { S: "b" } } }, "1.0"),
  },
  {
    name: "awsQuery GetCallerIdentity",
    service: "sts",
    status: 200,
    ...form("Action=GetCallerIdentity&Version=2011-06-15"),
  },
  {
    name: "awsQuery AssumeRole",
    service: "sts",
    status: 200,
    ...form(
      "Action=AssumeRole&Version=2011-06-15&RoleSessionName=session&DurationSeconds=900&Tags.member.1.Key=a&Tags.member.1.Value=b" +
        "&RoleArn=arn%3Aaws%3Aiam%3A%3A000000000000%3Arole%2Fmutations",
    ),
  },
  {
    name: "awsQuery SimulateCustomPolicy",
    service: "iam",
    status: 200,
    ...form(
      `Action=SimulateCustomPolicy&Version=2010-05-08&ActionNames.member.1=s3%3AGetObject&PolicyInputList.member.1=${encodeURIComponent(policy)}`,
    ),
  },
  {
    name: "awsJson1.1 Encrypt",
    service: "kms",
    status: 200,
    ...json("TrentService.Encrypt", {
      KeyId: "alias/mutations",
      Plaintext: "aGVsbG8=",
      EncryptionContext: { team: "data" },
    }),
  },
  {
    name: "ec2Query",
    service: "ec2",
    status: 501,
    ...form("Action=DescribeInstances&Version=2016-11-15&InstanceId.1=i-1"),
  },
  {
    name: "restJson Lambda",
    service: "lambda",
    status: 404,
    method: "POST",
    path: "/2015-03-31/functions/f/invocations",
    body: '{"a":[1,2]}',
  },
  {
    name: "rpcV2Cbor CloudWatch",
    service: "monitoring",
    status: 501,
    path: "/service/GraniteServiceVersion20100801/operation/ListMetrics",
    headers: { "smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor", accept: "application/cbor" },
    body: Uint8Array.of(0xbf, 0x69, ...Buffer.from("Namespace"), 0x63, 0x61, 0x62, 0x63, 0xff),
  },
  {
    name: "restXml PutObject",
    service: "s3",
    status: 200,
    method: "PUT",
    path: "/mutations/seed",
    body: "hello",
    headers: { "x-amz-meta-a": "b" },
  },
  {
    name: "restXml GetObject",
    service: "s3",
    status: 206,
    method: "GET",
    path: "/mutations/seed",
    headers: { range: "bytes=0-1" },
  },
  {
    name: "restXml ListObjectsV2",
    service: "s3",
    status: 200,
    method: "GET",
    path: "/mutations?list-type=2&max-keys=3&prefix=s",
  },
  {
    name: "restXml DeleteObjects",
    service: "s3",
    status: 200,
    method: "POST",
    path: "/mutations?delete=",
    headers: { "content-md5": md5(deletion) },
    body: deletion,
  },
  {
    name: "restXml PutObjectTagging",
    service: "s3",
    status: 200,
    method: "PUT",
    path: "/mutations/seed?tagging=",
    body: tagging,
  },
  {
    name: "aws-chunked PutObject",
    service: "s3",
    status: 200,
    method: "PUT",
    path: "/mutations/chunked",
    headers: {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "5",
      "x-amz-trailer": "x-amz-checksum-crc32",
      "content-encoding": "aws-chunked",
    },
    body: "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n",
  },
];

/** The bytes of a signed request on the wire. */
export async function bytesOf(endpoint: string, request: ValidRequest): Promise<Buffer> {
  const {
    method = "POST",
    path = "/",
    body = "",
    headers,
  } = await signed(endpoint, request, { service: request.service });
  const content = typeof body === "string" ? Buffer.from(body) : Buffer.from(body);
  const lines = Object.entries({ ...headers, "content-length": String(content.length) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${head}\r\n`), content]);
}
