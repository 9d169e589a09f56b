// A platform of its own for a test file, an SDK client on it, and log groups to test with.
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  type CreateLogGroupCommandInput,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll } from "vitest";
import { startForebay } from "../../../src/index.ts";

export const account = "000000000000";
export const region = "us-east-1";
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const groupArn = (name: string): string => `arn:aws:logs:${region}:${account}:log-group:${name}`;

export async function platform() {
  const forebay = await startForebay();
  const logs = new CloudWatchLogsClient({ ...forebay.clientConfig, maxAttempts: 1 });
  afterAll(async () => {
    logs.destroy();
    await forebay.close();
  });
  return { forebay, logs };
}

let groups = 0;

/** A group with a stream named `s`; its name. */
export async function newGroup(
  logs: CloudWatchLogsClient,
  input: Partial<CreateLogGroupCommandInput> = {},
): Promise<string> {
  const logGroupName = input.logGroupName ?? `/test/group-${++groups}`;
  await logs.send(new CreateLogGroupCommand({ ...input, logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "s" }));
  return logGroupName;
}

/** Messages one by one, a millisecond apart, the first at `startMs`. */
export const put = (
  logs: CloudWatchLogsClient,
  logGroupName: string,
  startMs: number,
  messages: readonly string[],
  logStreamName = "s",
) =>
  logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName,
      logEvents: messages.map((message, index) => ({ timestamp: startMs + index, message })),
    }),
  );

export async function get(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  input: Partial<GetLogEventsCommandInput> = {},
) {
  const answer = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: "s", ...input }));
  return { ...answer, messages: (answer.events ?? []).map(({ message }) => message) };
}

/** `NAME: message` of what it rejects with. */
export const refusal = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "accepted",
    (error: Error) => `${error.name}: ${error.message}`,
  );
