// Replays the flights through the Kinesis stream, several PutRecords calls at a time, and retries refused records.
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListShardsCommand,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import type { KinesisClient, PutRecordsRequestEntry } from "@aws-sdk/client-kinesis";
import { setTimeout as sleep } from "node:timers/promises";
import type { Flight } from "./flights.ts";
import type { Progress } from "./progress.ts";

const BATCH_RECORDS = 500;
const IN_FLIGHT_MAX = 8;
const TRIES_MAX = 20;

export async function replay(
  kinesis: KinesisClient,
  stream: string,
  flights: AsyncIterable<Flight[]>,
  progress: Progress,
): Promise<void> {
  const inFlight = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let batch: PutRecordsRequestEntry[] = [];
  const send = async (): Promise<void> => {
    const sending = putAll(kinesis, stream, batch, progress)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => inFlight.delete(sending));
    inFlight.add(sending);
    batch = [];
    if (inFlight.size >= IN_FLIGHT_MAX) await Promise.race(inFlight);
    if (failures.length > 0) throw failures[0];
  };
  for await (const rows of flights) {
    for (const { origin, json } of rows) {
      batch.push({ PartitionKey: origin, Data: Buffer.from(`${json}\n`) });
      if (batch.length === BATCH_RECORDS) await send();
    }
  }
  if (batch.length > 0) await send();
  await Promise.all(inFlight);
  if (failures.length > 0) throw failures[0];
}

async function putAll(
  kinesis: KinesisClient,
  stream: string,
  batch: PutRecordsRequestEntry[],
  progress: Progress,
): Promise<void> {
  let rest = batch;
  for (let attempt = 1; rest.length > 0; attempt++) {
    if (attempt > TRIES_MAX) throw new Error(`${rest.length} records were refused ${TRIES_MAX} times`);
    const { Records = [] } = await kinesis.send(new PutRecordsCommand({ StreamName: stream, Records: rest }));
    const accepted = rest.filter((_, index) => Records[index]?.ErrorCode === undefined);
    progress.add(
      accepted.length,
      accepted.reduce((sum, { Data }) => sum + (Data?.length ?? 0), 0),
    );
    rest = rest.filter((_, index) => Records[index]?.ErrorCode !== undefined);
    if (rest.length > 0) await sleep(100 * attempt);
  }
}

/** A consumer at the tip of one shard that reports how far behind it is, until the signal aborts. */
export async function watchLag(
  kinesis: KinesisClient,
  stream: string,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const { Shards } = await kinesis.send(new ListShardsCommand({ StreamName: stream }));
  const position = { StreamName: stream, ShardId: Shards?.[0]?.ShardId, ShardIteratorType: "LATEST" } as const;
  let { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(position));
  while (!signal.aborted && ShardIterator) {
    const { NextShardIterator, MillisBehindLatest = 0 } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    progress.lagMs = MillisBehindLatest;
    ShardIterator = NextShardIterator;
    await sleep(250, undefined, { signal }).catch(() => {});
  }
}
