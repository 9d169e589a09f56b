// Enforcement: PutRecord by a user with ten attached policies against the root user, for whom no policy is looked at.
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { CreateStreamCommand, KinesisClient, waitUntilStreamExists } from "@aws-sdk/client-kinesis";
import { load } from "./load.ts";
import { median, report } from "./report.ts";
import { startForebayServer } from "./server.ts";
import { signedBytes, type SigningKey } from "./sign.ts";

const STREAM = "bench";
const USER = "bench";
const POLICIES = 10;
const REQUESTS = 256;
const RECORD_BYTES = 1024;
const CONNECTIONS = 64;
/** The two callers are measured in turns, so that what else the machine does meets both. */
const TURNS = 9;
const WARM_UP_MS = 300;
const DURATION_MS = 800;

export async function benchAccess(): Promise<void> {
  const forebay = await startForebayServer();
  const config = {
    endpoint: forebay.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  };
  try {
    await createStream(config);
    const root = await putRecords(forebay.endpoint, config.credentials);
    const user = await putRecords(forebay.endpoint, await createUser(config));
    const turns: { readonly root: number; readonly user: number }[] = [];
    while (turns.length < TURNS)
      turns.push({ root: await measure(forebay.endpoint, root), user: await measure(forebay.endpoint, user) });
    report(
      `access: PutRecord by a user, ${POLICIES} policies`,
      `${Math.round(median(turns.map((turn) => turn.user)))} req/s`,
      `${median(turns.map((turn) => turn.user / turn.root)).toFixed(2)} of the root user's, without enforcement`,
    );
  } finally {
    await forebay.stop();
  }
}

interface Config {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: SigningKey;
}

async function createStream(config: Config): Promise<void> {
  const client = new KinesisClient(config);
  await client.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 4 }));
  await waitUntilStreamExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { StreamName: STREAM });
  client.destroy();
}

/** Ten policies of five statements each, with conditions; one statement of the last policy allows the put. */
async function createUser(config: Config): Promise<SigningKey> {
  const iam = new IAMClient(config);
  await iam.send(new CreateUserCommand({ UserName: USER }));
  for (let index = 0; index < POLICIES; index++) {
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: `p${index}`, PolicyDocument: JSON.stringify(document(index)) }),
    );
    await iam.send(new AttachUserPolicyCommand({ UserName: USER, PolicyArn: Policy?.Arn }));
  }
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: USER }));
  iam.destroy();
  return { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
}

const document = (index: number) => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["s3:Get*", "s3:List*"], Resource: `arn:aws:s3:::lake-${index}/*` },
    { Effect: "Allow", Action: "kinesis:Describe*", Resource: "*" },
    {
      Effect: "Allow",
      Action: "kinesis:Put*",
      Resource: `arn:aws:kinesis:us-east-1:000000000000:stream/${index === POLICIES - 1 ? STREAM : `other-${index}`}`,
      Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } },
    },
    {
      Effect: "Deny",
      Action: "kinesis:*",
      Resource: "*",
      Condition: { IpAddress: { "aws:SourceIp": `203.0.113.${index}/32` } },
    },
    { Effect: "Deny", Action: "kinesis:Delete*", Resource: "*" },
  ],
});

const putRecords = (endpoint: string, key: SigningKey): Promise<Buffer[]> =>
  Promise.all(
    Array.from({ length: REQUESTS }, (_, index) => {
      const Data = Buffer.alloc(RECORD_BYTES, `record ${index} `).toString("base64");
      const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Kinesis_20131202.PutRecord" };
      const body = Buffer.from(JSON.stringify({ StreamName: STREAM, PartitionKey: `key-${index}`, Data }));
      return signedBytes(endpoint, "kinesis", { method: "POST", path: "/", headers, body }, key);
    }),
  );

async function measure(endpoint: string, requests: readonly Buffer[]): Promise<number> {
  await load(endpoint, requests, CONNECTIONS, WARM_UP_MS);
  return (await load(endpoint, requests, CONNECTIONS, DURATION_MS)).requestsPerSecond;
}
