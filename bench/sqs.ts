// SQS: signed durable SendMessage, ReceiveMessage and DeleteMessage against a bare node:http server that reads and answers as many bytes.
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from "@aws-sdk/client-sqs";
import { load, sendAll, type PreparedRequest, wireBytes } from "./load.ts";
import { median, report } from "./report.ts";
import { startBareServer, startForebayServer } from "./server.ts";
import { signedBytes } from "./sign.ts";

const BODY_BYTES = 1024;
const REQUESTS = 512;
const CONNECTIONS = [16, 64];
const WARM_UP_MS = 300;
const DURATION_MS = 1_000;
/** The servers are measured in turns, so that what else the machine does meets both. */
const TURNS = 5;
/** About what an answer of each operation has, in bytes. */
const ANSWER_BYTES = { SendMessage: 200, ReceiveMessage: 1_500, DeleteMessage: 2 } as const;
const DELETED = 2_000;
const BATCH = 10;

export async function benchSqs(): Promise<void> {
  const bare = await startBareServer();
  const forebay = await startForebayServer();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const sqs = new SQSClient({ endpoint: forebay.endpoint, region: "us-east-1", credentials });
  try {
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "bench" }));
    const bodies = {
      SendMessage: { QueueUrl, MessageBody: "x".repeat(BODY_BYTES) },
      ReceiveMessage: { QueueUrl },
    };
    for (const connections of CONNECTIONS)
      for (const operation of ["SendMessage", "ReceiveMessage"] as const) {
        const body = bodies[operation];
        const signed = await sign(
          forebay.endpoint,
          operation,
          Array.from({ length: REQUESTS }, () => body),
        );
        const ceiling = [bareRequest(bare.endpoint, ANSWER_BYTES[operation], body)];
        const turns: { readonly bare: number; readonly forebay: number }[] = [];
        while (turns.length < TURNS)
          turns.push({
            bare: await measure(bare.endpoint, ceiling, connections),
            forebay: await measure(forebay.endpoint, signed, connections),
          });
        show(operation, connections, turns);
      }
    await benchDelete(sqs, QueueUrl, forebay.endpoint, bare.endpoint);
  } finally {
    sqs.destroy();
    await forebay.stop();
    await bare.stop();
  }
}

interface Turn {
  readonly bare: number;
  readonly forebay: number;
}

function show(operation: string, connections: number, turns: readonly Turn[]): void {
  const ratio = median(turns.map((turn) => turn.forebay / turn.bare));
  report(
    `sqs: signed ${operation} of 1 KiB, ${connections} connections`,
    `${Math.round(median(turns.map((turn) => turn.forebay)))} req/s`,
    `${ratio.toFixed(2)} of bare node:http (${Math.round(median(turns.map((turn) => turn.bare)))} req/s)`,
  );
}

/** Each handle once: a message is deleted only one time. */
async function benchDelete(sqs: SQSClient, QueueUrl: string, endpoint: string, bareEndpoint: string): Promise<void> {
  const handles: string[] = [];
  while (handles.length < DELETED) {
    const Entries = Array.from({ length: BATCH }, (_, at) => ({ Id: String(at), MessageBody: "x".repeat(BODY_BYTES) }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const received = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: BATCH, VisibilityTimeout: 3_600 });
    for (const { ReceiptHandle } of (await sqs.send(received)).Messages ?? []) handles.push(ReceiptHandle ?? "");
  }
  const bodies = handles.map((ReceiptHandle) => ({ QueueUrl, ReceiptHandle }));
  const [, connections = 0] = CONNECTIONS;
  const ceiling = [bareRequest(bareEndpoint, ANSWER_BYTES.DeleteMessage, bodies[0] ?? {})];
  const signed = await sign(endpoint, "DeleteMessage", bodies);
  const bare = await measure(bareEndpoint, ceiling, connections);
  const begunMs = performance.now();
  await sendAll(endpoint, signed, connections);
  const forebay = (handles.length * 1000) / (performance.now() - begunMs);
  show("DeleteMessage", connections, [{ bare, forebay }]);
}

function bareRequest(endpoint: string, answerBytes: number, body: object): Buffer {
  const headers = { host: new URL(endpoint).host };
  return wireBytes({ method: "POST", path: `/${answerBytes}`, headers, body: Buffer.from(JSON.stringify(body)) });
}

const sign = (endpoint: string, operation: string, bodies: readonly object[]): Promise<Buffer[]> =>
  Promise.all(
    bodies.map((body) => {
      const request: PreparedRequest = {
        method: "POST",
        path: "/",
        headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${operation}` },
        body: Buffer.from(JSON.stringify(body)),
      };
      return signedBytes(endpoint, "sqs", request);
    }),
  );

async function measure(endpoint: string, requests: readonly Buffer[], connections: number): Promise<number> {
  await load(endpoint, requests, connections, WARM_UP_MS);
  return (await load(endpoint, requests, connections, DURATION_MS)).requestsPerSecond;
}
