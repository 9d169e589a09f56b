// One operation's round trips: what the client sends must be what we read, what we write what the client reads.
import { Readable } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect } from "vitest";
import { protocols } from "../../../src/wire/protocols/protocols.ts";
import type { ProtocolName, WireOperation } from "../../../src/wire/wire.ts";
import { addedMembers } from "./client-rules.ts";
import { clientOf, commandOf, type SdkModule, type Serve } from "./client.ts";
import { comparable, pruned } from "./comparable.ts";
import { Values, type Carrier } from "./values.ts";

export const REQUEST_ID = "00000000-0000-4000-8000-000000000000";

export function carrierOf(service: string, protocol: ProtocolName, direction: Carrier["direction"]): Carrier {
  const isQuery = protocol === "awsQuery" || protocol === "ec2Query";
  const isXml = isQuery || protocol === "restXml";
  return { service, direction, text: isXml ? "xml" : "any", empties: !isXml, specials: !isXml };
}

async function collected(value: unknown): Promise<unknown> {
  if (!(value instanceof Readable)) return value;
  const chunks: Uint8Array[] = [];
  for await (const chunk of value) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

async function withoutStreams(value: object): Promise<Record<string, unknown>> {
  const entries = Object.entries(value).filter(([key]) => key !== "$metadata");
  return Object.fromEntries(
    await Promise.all(entries.map(async ([key, item]) => [key, await collected(item)] as const)),
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An idempotency token, or the body of an absent structure. */
const isMadeUp = (value: unknown): boolean =>
  typeof value === "string" ? UUID.test(value) : isDeepStrictEqual(value, {});

/** Without what the client made up, and what else it adds. */
function withoutAdded(seen: Record<string, unknown>, sent: object, service: string): Record<string, unknown> {
  const isAdded = (key: string, value: unknown): boolean =>
    !(key in sent) && (addedMembers[service]?.includes(key) || isMadeUp(value));
  return Object.fromEntries(Object.entries(seen).filter(([key, value]) => !isAdded(key, value)));
}

/** Without event streams, which are tested apart, the content type that every body has, and nulls for absent blobs. */
function withoutUnasked(
  answer: Record<string, unknown>,
  sent: object,
  { output }: WireOperation,
): Record<string, unknown> {
  const unasked = output.members.filter(
    ({ name, as, target }) =>
      !(name in sent) && (as?.toLowerCase() === "content-type" || (target.kind === "structure" && target.events)),
  );
  const names = new Set(unasked.map(({ name }) => name));
  return Object.fromEntries(Object.entries(answer).filter(([name, value]) => !names.has(name) && value !== null));
}

interface Exchange {
  input: object | undefined;
  output: object;
}

function serve(operation: WireOperation, protocolName: ProtocolName, exchange: Exchange): Serve {
  const protocol = protocols[protocolName];
  return (head, body) => {
    expect(protocol.operationOf(operation.service, head, body).name).toBe(operation.name);
    exchange.input = protocol.decode(operation, head, body);
    return protocol.encode(operation, exchange.output, { requestId: REQUEST_ID, head });
  };
}

/** The first place where two values differ. */
function difference(actual: unknown, expected: unknown, path: string): string {
  if (typeof actual === "object" && typeof expected === "object" && actual && expected) {
    for (const key of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
      const [a, b] = [actual, expected].map((side) => (side as Record<string, unknown>)[key]);
      if (!isDeepStrictEqual(a, b)) return difference(a, b, `${path}.${key}`);
    }
  }
  return `${path}: ${JSON.stringify(actual)} is not ${JSON.stringify(expected)}`;
}

function same(actual: unknown, expected: unknown, carrier: Carrier, what: string): void {
  const form = (value: unknown): unknown => (carrier.empties ? comparable(value) : pruned(comparable(value)));
  const [a, b] = [form(actual), form(expected)];
  if (!isDeepStrictEqual(a, b)) throw new Error(`${what} differs at ${difference(a, b, "")}`);
}

export interface Runs {
  readonly numRuns: number;
  readonly seed: number;
}

export async function roundTrip(
  module: SdkModule,
  operation: WireOperation,
  protocol: ProtocolName,
  options: object,
  runs: Runs,
): Promise<void> {
  const { name } = operation.service;
  const carriers = { input: carrierOf(name, protocol, "input"), output: carrierOf(name, protocol, "output") };
  const inputs = new Values(carriers.input).structure(operation.input);
  const outputs = new Values(carriers.output).structure(operation.output);
  const exchange: Exchange = { input: undefined, output: {} };
  const client = clientOf(module, serve(operation, protocol, exchange), options);
  const property = fc.asyncProperty(inputs, outputs, async (input, output) => {
    exchange.output = output;
    const answer = await withoutStreams(await client.send(commandOf(module, operation.name, input)));
    const decoded = await withoutStreams(exchange.input!);
    same(withoutAdded(decoded, input, name), await withoutStreams(input), carriers.input, "the input");
    const answered = withoutAdded(withoutUnasked(answer, output, operation), output, name);
    same(answered, await withoutStreams(output), carriers.output, "the output");
  });
  try {
    await fc.assert(property, { ...runs, endOnFailure: true });
  } finally {
    client.destroy();
  }
}
