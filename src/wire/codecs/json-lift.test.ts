// Bodies whose base64 is taken out before they are parsed: read as they would be in whole.
import * as fc from "fast-check";
import { expect, it } from "vitest";
import { loadService } from "../models.ts";
import { DecodeError } from "./decode-error.ts";
import { liftBlobs, liftedName } from "./json-lift.ts";
import { jsonCodec, readStructure } from "./json.ts";
import { parseJson } from "./json-text.ts";

const codec = jsonCodec(false);
const input = loadService("kinesis").operations.get("PutRecords")!.input;
const name = liftedName(input)!;
/** Makes a body long enough. */
const padding = Buffer.alloc(16 * 1024, "padding").toString("base64");

function outcome(read: () => object): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) return error.message;
    throw error;
  }
}

const whole = (body: Buffer): unknown => outcome(() => readStructure(codec, input, parseJson(body, false)));

it("takes a record's data out, with a space after the colon or without", () => {
  for (const space of ["", " "]) {
    const body = Buffer.from(`{"Records":[{"Data":${space}"${padding}","PartitionKey":"schlüssel"}]}`);
    const lifted = liftBlobs(body, name);
    expect(lifted?.blobs).toEqual([Buffer.from(padding, "base64")]);
    expect(lifted?.rest.toString()).toBe(`{"Records":[{"Data":${space}"\\u00000","PartitionKey":"schlüssel"}]}`);
    expect(codec.read(input, body)).toEqual(whole(body));
  }
});

it("reads whatever stands beside the data as it would be read in whole", () => {
  const odd = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '"Data":"AAAA"',
      '"Data":"AAA"',
      '"Data":"A\\u0041AA"',
      '"Data" : "AAAA"',
      '"Data":5',
      '"Data":null',
      '"Data":"\\u00000"',
      '"a\\"Data":"AAAA"',
      '"x"Data":"AAAA"',
      '"Data":"AAAA","Data":"BBBB"',
      '"Other":{"Data":"AAAA"}',
      '"PartitionKey":"\\"Data\\":\\"AAAA\\""',
      '"PartitionKey":"ü"',
      '"Data":"ÿÿÿÿ"',
      '"Data":"AA-_"',
      '"Data":"AAAA',
    ),
  );
  fc.assert(
    fc.property(fc.array(odd), fc.array(odd), (first, second) => {
      const body = Buffer.from(
        `{"Records":[{${['"Data":"AAAA"', ...first].join()}},{${[...second, `"Data":"${padding}"`].join()}}]}`,
      );
      expect(outcome(() => codec.read(input, body))).toEqual(whole(body));
    }),
    { numRuns: 1000 },
  );
});

it("leaves alone what could be something else: keys of maps, names that others share", () => {
  const operations = loadService("dynamodb").operations;
  expect(liftedName(operations.get("BatchWriteItem")!.input)).toBeUndefined();
});
