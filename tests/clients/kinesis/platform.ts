// A platform of its own for a test file, an SDK client on it, and streams to test with.
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  type CreateStreamCommandInput,
  type GetShardIteratorCommandInput,
} from "@aws-sdk/client-kinesis";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll } from "vitest";
import { startForebay } from "../../../src/index.ts";

const POLL_MS = 20;
const POLLS_MAX = 500;

export const account = "000000000000";
export const region = "us-east-1";

/** `enforceLimits`: as AWS does and as is the default; most tests are faster than a shard may be. */
export async function platform({ enforceLimits = false } = {}) {
  if (enforceLimits) delete process.env["KINESIS_ENFORCE_LIMITS"];
  else process.env["KINESIS_ENFORCE_LIMITS"] = "0";
  const forebay = await startForebay();
  const kinesis = new KinesisClient({ ...forebay.clientConfig, maxAttempts: 1 });
  afterAll(async () => {
    kinesis.destroy();
    await forebay.close();
    delete process.env["KINESIS_ENFORCE_LIMITS"];
  });
  return { forebay, kinesis };
}

let streams = 0;

/** A name that no other test of the file uses. */
export const streamName = (): string => `stream-${++streams}`;

/** An ACTIVE stream of its own; its name. */
export async function activeStream(
  kinesis: KinesisClient,
  input: Partial<CreateStreamCommandInput> = { ShardCount: 1 },
): Promise<string> {
  const StreamName = input.StreamName ?? streamName();
  await kinesis.send(new CreateStreamCommand({ ...input, StreamName }));
  await untilActive(kinesis, StreamName);
  return StreamName;
}

export async function untilActive(kinesis: KinesisClient, StreamName: string): Promise<void> {
  for (let poll = 0; poll < POLLS_MAX; poll++) {
    const described = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName })).catch(rateExceeded);
    if (described?.StreamDescriptionSummary?.StreamStatus === "ACTIVE") return;
    await sleep(POLL_MS);
  }
  throw new Error(`${StreamName} did not become ACTIVE`);
}

/** Where limits are enforced, looking again and again meets that of DescribeStreamSummary. */
function rateExceeded(error: Error): undefined {
  if (error.name !== "LimitExceededException") throw error;
}

/** `shardId-000000000000` and so on. */
export const shard = (index: number): string => `shardId-${String(index).padStart(12, "0")}`;

export async function iterator(
  kinesis: KinesisClient,
  StreamName: string,
  input: Partial<GetShardIteratorCommandInput> = {},
): Promise<string> {
  const full = { StreamName, ShardId: shard(0), ShardIteratorType: "TRIM_HORIZON", ...input } as const;
  const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(full));
  return ShardIterator ?? "";
}

/** What a shard holds from an iterator on, as text. */
export async function texts(kinesis: KinesisClient, ShardIterator: string): Promise<string[]> {
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map(({ Data }) => Buffer.from(Data ?? []).toString());
}

export const text = (value: string): Uint8Array => new TextEncoder().encode(value);
