// Aggregated records: made here field by field, as the library's format says.
import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { userRecords } from "./kinesis-aggregation.ts";

const bytes = (number: number, data: Buffer): Buffer => {
  const length: number[] = [];
  for (let rest = data.length; ; rest >>= 7) {
    if (rest < 0x80) {
      length.push(rest);
      break;
    }
    length.push((rest & 0x7f) | 0x80);
  }
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), data]);
};
const number = (field: number, value: number): Buffer => Buffer.from([field << 3, value]);
const record = (keyIndex: number, text: string): Buffer =>
  bytes(3, Buffer.concat([number(1, keyIndex), bytes(3, Buffer.from(text))]));

function aggregated(...fields: Buffer[]): Buffer {
  const message = Buffer.concat(fields);
  return Buffer.concat([Buffer.from("f3899ac2", "hex"), message, createHash("md5").update(message).digest()]);
}

it("takes user records apart, with their partition keys", () => {
  const long = "x".repeat(1_000);
  const packed = aggregated(
    bytes(1, Buffer.from("a")),
    bytes(1, Buffer.from("b")),
    bytes(2, Buffer.from("17")),
    record(1, "one"),
    record(0, long),
    record(0, ""),
  );
  const found = userRecords(packed)?.map(({ partitionKey, data }) => [partitionKey, Buffer.from(data).toString()]);
  expect(found).toEqual([
    ["b", "one"],
    ["a", long],
    ["a", ""],
  ]);
});

it("leaves alone what only looks like it", () => {
  const packed = aggregated(bytes(1, Buffer.from("a")), record(0, "one"));
  const spoilt = Buffer.from(packed);
  spoilt[spoilt.length - 1] = (spoilt.at(-1) ?? 0) ^ 1;
  for (const data of [spoilt, packed.subarray(0, -1), packed.subarray(1), Buffer.from("f3899ac2", "hex"), Buffer.of()])
    expect(userRecords(data)).toBeUndefined();
  expect(userRecords(aggregated(record(7, "no such key")))).toBeUndefined();
  expect(userRecords(aggregated(Buffer.from([0x1a, 0x7f, 0x01])))).toBeUndefined();
});
