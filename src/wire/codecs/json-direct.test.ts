// Requests whose lists hold blobs, read straight from their bytes: what the general reader would have made of them.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { loadService } from "../models.ts";
import type { Structure } from "../shapes.ts";
import { jsonCodec } from "./json.ts";
import { jsonDirectReader } from "./json-direct.ts";
import { parseJson } from "./json-text.ts";

const input = loadService("kinesis").operations.get("PutRecords")!.input;
const codec = jsonCodec(false);
const direct = jsonDirectReader(input, ({ name }) => name)!;
/** Enough that reading straight is worth it. */
const filling = Buffer.alloc(6000, "filling").toString("base64");

const general = (text: string): unknown => codec.reader(input)(parseJson(Buffer.from(text), false), 0);
const request = (records: readonly unknown[], more: object = {}): object => ({
  StreamName: "a",
  Records: [{ PartitionKey: "k", Data: filling }, ...records],
  ...more,
});

const base64 = fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes).toString("base64"));
const plain = fc.record(
  { PartitionKey: fc.stringMatching(/^[ !#-[\]-~]*$/), Data: base64, ExplicitHashKey: fc.constant("5") },
  { requiredKeys: ["Data"] },
);

it("reads plain requests as the general reader does, with spaces or without", () => {
  fc.assert(
    fc.property(fc.array(plain), fc.constantFrom(undefined, 1, "\t"), (records, spaces) => {
      const text = JSON.stringify(request(records), null, spaces);
      const read = direct(Buffer.from(text));
      expect(read).toBeDefined();
      expect(read).toEqual(general(text));
    }),
  );
});

it("answers as the general reader does on anything, valid or not", () => {
  const anything = fc.oneof(plain, fc.jsonValue(), fc.record({ Data: fc.string(), PartitionKey: fc.string() }));
  const cut = fc.record({
    at: fc.nat({ max: 300 }),
    put: fc.constantFrom("", "}", '"', "\\", ",", "=", "\n", "-", "é"),
  });
  fc.assert(
    fc.property(fc.array(anything), fc.option(cut), (records, change) => {
      const whole = JSON.stringify(request(records));
      const at = whole.length - (change?.at ?? 0);
      const text = change ? whole.slice(0, at) + change.put + whole.slice(at + 1) : whole;
      expect(outcome(() => codec.read(input, Buffer.from(text)))).toEqual(outcome(() => general(text)));
    }),
  );
});

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return String(error);
  }
}

it.each([
  ["an escape", request([{ PartitionKey: "\n", Data: "" }])],
  ["a letter beyond ASCII", request([{ PartitionKey: "é", Data: "" }])],
  ["a member that is not known", request([], { Other: 1 })],
  ["what is not base64", request([{ Data: "a-_=" }])],
  ["base64 of a wrong length", request([{ Data: "abc" }])],
])("leaves %s to the general reader", (_, value) => {
  expect(direct(Buffer.from(JSON.stringify(value)))).toBeUndefined();
});

it("leaves structures without such lists to the general reader", () => {
  const structure: Structure = loadService("kinesis").operations.get("PutRecord")!.input;
  expect(jsonDirectReader(structure, ({ name }) => name)).toBeUndefined();
});
