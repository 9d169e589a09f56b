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

const control = { "x-amz-account-id": "000000000000" };
const pointArn = "arn:aws:s3:us-east-1:000000000000:accesspoint/mutations";
const pointPolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "s3:*", Resource: `${pointArn}/object/*` },
});
const withinXml = (text: string): string => text.replaceAll('"', "&quot;");

/** Bucket (with the key `seed`), stream, role, KMS alias and access point `mutations` must be there. */
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
    name: "awsJson1.0 Secrets Manager, which is not there",
    service: "secretsmanager",
    status: 501,
    ...json("secretsmanager.GetSecretValue", { SecretId: "s" }, "1.0"),
  },
  {
    name: "awsJson1.0 DynamoDB UpdateItem",
    service: "dynamodb",
    status: 200,
    ...json(
      "DynamoDB_20120810.UpdateItem",
      {
        TableName: "mutations",
        Key: { id: { S: "b" } },
        UpdateExpression: "SET #n = if_not_exists(a.b[1], :v) + :v, l = list_append(:l, :l) REMOVE c ADD s :s",
        ConditionExpression: "attribute_not_exists(x) OR NOT (n BETWEEN :v AND :v) AND size(l) <> :v",
        ExpressionAttributeNames: { "#n": "n" },
        ExpressionAttributeValues: {
          ":v": { N: "1.50" },
          ":l": { L: [{ M: { b: { BOOL: true } } }] },
          ":s": { NS: ["1"] },
        },
      },
      "1.0",
    ),
  },
  {
    name: "awsJson1.0 SQS SendMessage",
    service: "sqs",
    status: 200,
    ...json(
      "AmazonSQS.SendMessage",
      {
        QueueUrl: "http://localhost/000000000000/mutations",
        MessageBody: "body",
        DelaySeconds: 1,
        MessageAttributes: { a: { DataType: "Number", StringValue: "1" } },
      },
      "1.0",
    ),
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
    name: "ec2Query DescribeVpcs",
    service: "ec2",
    status: 200,
    ...form("Action=DescribeVpcs&Version=2016-11-15&MaxResults=5&Filter.1.Name=tag%3Aa&Filter.1.Value.1=*b%3F"),
  },
  {
    name: "ec2Query CreateSubnet",
    service: "ec2",
    status: 400,
    ...form("Action=CreateSubnet&Version=2016-11-15&VpcId=vpc-0&CidrBlock=10.0.0.0%2F24&AvailabilityZone=us-east-1a"),
  },
  {
    name: "ec2Query CreateVpcEndpoint",
    service: "ec2",
    status: 412,
    ...form(
      "Action=CreateVpcEndpoint&Version=2016-11-15&DryRun=true&VpcId=vpc-0&ServiceName=com.amazonaws.us-east-1.s3" +
        `&RouteTableId.1=rtb-0&PolicyDocument=${encodeURIComponent(policy)}` +
        "&TagSpecification.1.ResourceType=vpc-endpoint&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.1.Value=b",
    ),
  },
  {
    name: "ec2Query AuthorizeSecurityGroupIngress",
    service: "ec2",
    status: 400,
    ...form(
      "Action=AuthorizeSecurityGroupIngress&Version=2016-11-15&GroupId=sg-0&IpPermissions.1.IpProtocol=tcp" +
        "&IpPermissions.1.FromPort=80&IpPermissions.1.ToPort=81&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0%2F8",
    ),
  },
  {
    name: "ec2Query CreateTags",
    service: "ec2",
    status: 400,
    ...form("Action=CreateTags&Version=2016-11-15&ResourceId.1=vpc-0&Tag.1.Key=a&Tag.1.Value=b"),
  },
  {
    name: "s3-control ListAccessPoints",
    service: "s3",
    status: 200,
    method: "GET",
    path: "/v20180820/accesspoint?bucket=mutations&maxResults=5",
    headers: control,
  },
  {
    name: "s3-control GetAccessPoint",
    service: "s3",
    status: 200,
    method: "GET",
    path: "/v20180820/accesspoint/mutations",
    headers: control,
  },
  {
    name: "s3-control CreateAccessPoint",
    service: "s3",
    status: 400,
    method: "PUT",
    path: "/v20180820/accesspoint/another",
    headers: control,
    body:
      '<CreateAccessPointRequest xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/"><Bucket>no-such-bucket</Bucket>' +
      "<VpcConfiguration><VpcId>vpc-0</VpcId></VpcConfiguration><Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags></CreateAccessPointRequest>",
  },
  {
    name: "s3-control PutAccessPointPolicy",
    service: "s3",
    status: 200,
    method: "PUT",
    path: "/v20180820/accesspoint/mutations/policy",
    headers: control,
    body:
      '<PutAccessPointPolicyRequest xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">' +
      `<Policy>${withinXml(pointPolicy)}</Policy></PutAccessPointPolicyRequest>`,
  },
  {
    name: "s3-control TagResource",
    service: "s3",
    status: 204,
    method: "POST",
    path: `/v20180820/tags/${encodeURIComponent(pointArn)}`,
    headers: control,
    body:
      '<TagResourceRequest xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">' +
      "<Tags><Tag><Key>a</Key><Value>b</Value></Tag></Tags></TagResourceRequest>",
  },
  {
    name: "s3-control PutPublicAccessBlock",
    service: "s3",
    status: 200,
    method: "PUT",
    path: "/v20180820/configuration/publicAccessBlock",
    headers: control,
    body:
      '<PublicAccessBlockConfiguration xmlns="http://awss3control.amazonaws.com/doc/2018-08-20/">' +
      "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>false</IgnorePublicAcls></PublicAccessBlockConfiguration>",
  },
  {
    name: "restXml GetObject through an access point",
    service: "s3",
    status: 200,
    method: "GET",
    path: `/${encodeURIComponent(pointArn)}/seed`,
  },
  {
    name: "restXml CopyObject from an access point",
    service: "s3",
    status: 200,
    method: "PUT",
    path: "/mutations/copied",
    headers: { "x-amz-copy-source": `${pointArn}/object/seed` },
  },
  {
    name: "restJson CreateFunctionUrlConfig",
    service: "lambda",
    status: 404,
    method: "POST",
    path: "/2021-10-31/functions/f/url",
    body: '{"AuthType":"NONE","InvokeMode":"BUFFERED","Cors":{"AllowOrigins":["*"],"MaxAge":5}}',
  },
  {
    name: "restJson AddPermission",
    service: "lambda",
    status: 404,
    method: "POST",
    path: "/2015-03-31/functions/f/policy?Qualifier=live",
    body: '{"StatementId":"s","Action":"lambda:InvokeFunctionUrl","Principal":"*","FunctionUrlAuthType":"NONE"}',
  },
  {
    name: "restJson CreateEventSourceMapping",
    service: "lambda",
    status: 400,
    method: "POST",
    path: "/2015-03-31/event-source-mappings",
    body: '{"FunctionName":"f","EventSourceArn":"arn:aws:kinesis:us-east-1:000000000000:stream/mutations","StartingPosition":"LATEST","BatchSize":5,"FilterCriteria":{"Filters":[{"Pattern":"{\\"data\\":{\\"a\\":[1]}}"}]}}',
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
    status: 200,
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
