// The Kinesis Producer Library's aggregated records: bytes to the service, whole for whoever takes them apart. Documented in its format.
import { GetRecordsCommand, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { activeStream, iterator, platform } from "./platform.ts";

const { kinesis } = await platform();
const MAGIC = Buffer.from("f3899ac2", "hex");

interface UserRecord {
  readonly key: string;
  readonly data: Buffer;
}

const varint = (value: number): Buffer =>
  value < 128 ? Buffer.of(value) : Buffer.concat([Buffer.of((value & 127) | 128), varint(value >>> 7)]);
const field = (number: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.of((number << 3) | 2), varint(bytes.length), bytes]);
const integer = (number: number, value: number): Buffer => Buffer.concat([Buffer.of(number << 3), varint(value)]);
const md5 = (bytes: Buffer): Buffer => createHash("md5").update(bytes).digest();

/** Magic bytes, AggregatedRecord { partition_key_table = 1, records = 3 { partition_key_index = 1, data = 3 } }, its MD5. */
function aggregate(records: readonly UserRecord[]): Buffer {
  const keys = [...new Set(records.map(({ key }) => key))];
  const message = Buffer.concat([
    ...keys.map((key) => field(1, Buffer.from(key))),
    ...records.map(({ key, data }) => field(3, Buffer.concat([integer(1, keys.indexOf(key)), field(3, data)]))),
  ]);
  return Buffer.concat([MAGIC, message, md5(message)]);
}

function* fieldsOf(bytes: Buffer): Iterable<{ number: number; value: number; bytes: Buffer }> {
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at++] ?? 0;
    let value = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      more = byte >= 128;
    }
    const length = (tag & 7) === 2 ? value : 0;
    yield { number: tag >> 3, value, bytes: bytes.subarray(at, at + length) };
    at += length;
  }
}

function deaggregate(bytes: Buffer): UserRecord[] {
  expect(bytes.subarray(0, 4)).toEqual(MAGIC);
  const message = bytes.subarray(4, -16);
  expect(bytes.subarray(-16)).toEqual(md5(message));
  const fields = [...fieldsOf(message)];
  const keys = fields.filter(({ number }) => number === 1).map((each) => each.bytes.toString());
  return fields
    .filter(({ number }) => number === 3)
    .map((record) => {
      const inner = [...fieldsOf(record.bytes)];
      const index = inner.find(({ number }) => number === 1)?.value ?? 0;
      return { key: keys[index] ?? "", data: inner.find(({ number }) => number === 3)?.bytes ?? Buffer.alloc(0) };
    });
}

it("PutRecords, GetRecords: aggregated records survive as they are", async () => {
  const StreamName = await activeStream(kinesis);
  const batches = Array.from({ length: 20 }, (_, batch) =>
    Array.from({ length: 50 }, (__, at) => ({
      key: `user-${at % 7}`,
      data: Buffer.from(Array.from({ length: 100 }, (___, byte) => (batch * 31 + at * 7 + byte) % 256)),
    })),
  );
  const Records = batches.map((batch) => ({ PartitionKey: "a", Data: aggregate(batch) }));
  await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
  const { Records: read = [] } = await kinesis.send(
    new GetRecordsCommand({ ShardIterator: await iterator(kinesis, StreamName) }),
  );
  expect(read.map(({ Data }) => deaggregate(Buffer.from(Data ?? [])))).toEqual(batches);
});
