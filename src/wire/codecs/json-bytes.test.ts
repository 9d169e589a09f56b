// JSON with blobs in lists, in one buffer: what the text writer would have written.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { loadService } from "../models.ts";
import { jsonCodec } from "./json.ts";

const codec = jsonCodec(false);
const kinesis = loadService("kinesis");
const output = kinesis.operations.get("GetRecords")!.output;

const anyRecord = fc.record(
  {
    SequenceNumber: fc.string(),
    ApproximateArrivalTimestamp: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
    Data: fc.uint8Array({ maxLength: 100 }),
    PartitionKey: fc.string({ unit: "binary" }),
  },
  { requiredKeys: ["Data"] },
);

it("writes what the text writer writes, whatever the records hold", () => {
  const answers = fc.record({ Records: fc.array(anyRecord), NextShardIterator: fc.string() }, { requiredKeys: [] });
  fc.assert(
    fc.property(answers, (answer) => {
      const bytes = codec.body(output, answer);
      expect(bytes).toBeInstanceOf(Uint8Array);
      expect(Buffer.from(bytes as Uint8Array).toString()).toBe(codec.writer(output)(answer));
    }),
  );
});

it("leaves structures without such lists to text", () => {
  const shardIterator = kinesis.operations.get("GetShardIterator")!.output;
  expect(codec.body(shardIterator, { ShardIterator: "a" })).toBe('{"ShardIterator":"a"}');
});
