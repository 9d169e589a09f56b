// CloudWatch Logs: signed durable PutLogEvents of one and of a hundred events, and a search, against a bare node:http server.
import { CloudWatchLogsClient, CreateLogGroupCommand, CreateLogStreamCommand } from "@aws-sdk/client-cloudwatch-logs";
import { load, type PreparedRequest, wireBytes } from "./load.ts";
import { median, report } from "./report.ts";
import { startBareServer, startForebayServer } from "./server.ts";
import { signedBytes } from "./sign.ts";

const logGroupName = "/bench";
const STREAMS = 8;
const REQUESTS = 128;
const CONNECTIONS = 32;
const WARM_UP_MS = 300;
const DURATION_MS = 1_500;
/** The servers are measured in turns, so that what else the machine does meets both. */
const TURNS = 5;
const EVENT_BYTES = 200;
const BATCH_EVENTS = 100;
/** About what an answer of PutLogEvents has, in bytes. */
const ANSWER_BYTES = 80;
const SEARCH_CONNECTIONS = 2;

export async function benchCloudWatchLogs(): Promise<void> {
  const bare = await startBareServer();
  const forebay = await startForebayServer();
  try {
    await prepare(forebay.endpoint);
    for (const events of [1, BATCH_EVENTS]) {
      const bodies = Array.from({ length: REQUESTS }, (_, index) => putting(index, events));
      const signed = await Promise.all(bodies.map((body) => sign(forebay.endpoint, "PutLogEvents", body)));
      const ceiling = bodies.map((body) => bareRequest(bare.endpoint, body));
      const turns: { readonly bare: number; readonly forebay: number }[] = [];
      while (turns.length < TURNS)
        turns.push({ bare: await measure(bare.endpoint, ceiling), forebay: await measure(forebay.endpoint, signed) });
      const perSecond = median(turns.map((turn) => turn.forebay));
      const ratio = median(turns.map((turn) => turn.forebay / turn.bare));
      const bareRate = Math.round(median(turns.map((turn) => turn.bare)));
      report(
        `logs: signed durable PutLogEvents of ${events}`,
        `${Math.round(perSecond * events)} events/s`,
        `${ratio.toFixed(2)} of bare node:http (${bareRate} req/s)`,
      );
    }
    await benchSearch(forebay.endpoint);
  } finally {
    await forebay.stop();
    await bare.stop();
  }
}

/** Over what the writers left: for something that is not there, so that each request looks through a whole page. */
async function benchSearch(endpoint: string): Promise<void> {
  const body = { logGroupName, filterPattern: '{ $.level = "fatal" && $.ms > 1000 }', limit: 1 };
  const requests = [await sign(endpoint, "FilterLogEvents", body)];
  const { requestsPerSecond } = await load(endpoint, requests, SEARCH_CONNECTIONS, DURATION_MS * 2);
  const mibPerSecond = requestsPerSecond * 32;
  report(
    "logs: FilterLogEvents over JSON events",
    `${mibPerSecond.toFixed(0)} MiB/s`,
    "pages of 32 MiB, nothing found",
  );
}

async function prepare(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const logs = new CloudWatchLogsClient({ endpoint, region: "us-east-1", credentials });
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  for (let stream = 0; stream < STREAMS; stream++)
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: String(stream) }));
  logs.destroy();
}

const putting = (index: number, events: number): object => ({
  logGroupName,
  logStreamName: String(index % STREAMS),
  logEvents: Array.from({ length: events }, (_, place) => ({
    timestamp: Date.now(),
    message: message(index * events + place),
  })),
});

const message = (index: number): string =>
  JSON.stringify({ level: "info", ms: index % 500, path: `/orders/${index}`, text: "" }).padEnd(EVENT_BYTES, " ");

function bareRequest(endpoint: string, body: object): Buffer {
  const headers = { host: new URL(endpoint).host };
  return wireBytes({ method: "POST", path: `/${ANSWER_BYTES}`, headers, body: Buffer.from(JSON.stringify(body)) });
}

function sign(endpoint: string, operation: string, body: object): Promise<Buffer> {
  const request: PreparedRequest = {
    method: "POST",
    path: "/",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": `Logs_20140328.${operation}` },
    body: Buffer.from(JSON.stringify(body)),
  };
  return signedBytes(endpoint, "logs", request);
}

async function measure(endpoint: string, requests: readonly Buffer[]): Promise<number> {
  await load(endpoint, requests, CONNECTIONS, WARM_UP_MS);
  return (await load(endpoint, requests, CONNECTIONS, DURATION_MS)).requestsPerSecond;
}
