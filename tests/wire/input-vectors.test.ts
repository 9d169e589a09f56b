// Requests that botocore's protocol cases hold, read by our protocols. Expectations: recorded by botocore's authors.
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { protocols } from "../../src/wire/protocols/protocols.ts";
import { inputExceptions } from "./vector-exceptions.ts";
import { headOf, typed, vectors, vectorsAreThere, VECTORS, type InputCase, type Vector } from "./vector-cases.ts";

function bodyOf({ protocol, test: { serialized } }: Vector<InputCase>): Uint8Array {
  return Buffer.from(serialized.body ?? "", protocol === "rpcV2Cbor" ? "base64" : "utf8");
}

/** Streams as bytes, and empty streams as absent, so that inputs compare. */
async function collected(input: object): Promise<object> {
  const entries = await Promise.all(
    Object.entries(input).map(async ([name, value]) => [
      name,
      value instanceof Readable ? await bytesOf(value) : value,
    ]),
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as object;
}

async function bytesOf(stream: Readable): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  const bytes = Buffer.concat(chunks);
  return bytes.byteLength === 0 ? undefined : bytes;
}

const cases = vectors<InputCase>("input");

describe.skipIf(!vectorsAreThere)(`input vectors (skipped when ${VECTORS} is not there)`, () => {
  test("there are 367 of them, and every exception names one", () => {
    expect(cases).toHaveLength(367);
    const titles = new Set(cases.map(({ title }) => title));
    expect(Object.keys(inputExceptions).filter((title) => !titles.has(title))).toEqual([]);
  });

  for (const vector of cases) {
    const reason = inputExceptions[vector.title];
    test.skipIf(reason !== undefined)(`${vector.title}${reason === undefined ? "" : `: ${reason}`}`, async () => {
      const protocol = protocols[vector.protocol];
      const head = headOf(vector.test);
      const body = bodyOf(vector);
      // Some awsJson cases leave the target out.
      if (!vector.protocol.startsWith("awsJson") || head.headers["x-amz-target"] !== undefined)
        expect(protocol.operationOf(vector.service, head, body).name).toBe(vector.operation.name);
      const decoded = await collected(protocol.decode(vector.operation, head, body));
      expect(decoded).toEqual(typed(vector.test.params, vector.operation.input));
    });
  }
});
