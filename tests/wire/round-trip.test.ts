// Random inputs and outputs of every operation of every model, through the real SDK client and our protocols.
// FOREBAY_WIRE_RUNS sets the runs an operation, FOREBAY_WIRE_SEED repeats a run.
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol, AwsSmithyRpcV2JsonProtocol } from "@aws-sdk/core/protocols";
import { describe, expect, test } from "vitest";
import { loadService, serviceFacts } from "../../src/wire/models.ts";
import type { ProtocolName } from "../../src/wire/wire.ts";
import { clientOptions } from "./round-trip/client-rules.ts";
import type { SdkModule } from "./round-trip/client.ts";
import { errorRoundTrips } from "./round-trip/errors.ts";
import { roundTrip } from "./round-trip/exchange.ts";

const numRuns = Number(process.env["FOREBAY_WIRE_RUNS"] ?? 3);
const seed = Number(process.env["FOREBAY_WIRE_SEED"] ?? Date.now() & 0x7fff_ffff);
const SERVICE_TIMEOUT_MS = 600_000;

/** Protocols that the SDK can be told to speak instead of its client's own. */
const otherProtocols: readonly (readonly [ProtocolName, unknown, (spoken: readonly ProtocolName[]) => boolean])[] = [
  ["rpcV2Cbor", AwsSmithyRpcV2CborProtocol, (spoken) => spoken.includes("rpcV2Cbor")],
  ["awsQuery", AwsQueryProtocol, (spoken) => spoken[0] !== "awsQuery" && spoken.includes("awsQuery")],
  ["rpcV2Json", AwsSmithyRpcV2JsonProtocol, (spoken) => spoken.includes("rpcV2Cbor")],
];

const load = async (name: string): Promise<SdkModule> => (await import(`@aws-sdk/client-${name}`)) as SdkModule;

function describeFailure(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message} ${cause.message}` : message;
}

async function everyOperation(name: string, protocol: ProtocolName, options: object): Promise<string[]> {
  const module = await load(name);
  const failures: string[] = [];
  for (const operation of loadService(name).operations.values()) {
    try {
      await roundTrip(module, operation, protocol, { ...clientOptions[name], ...options }, { numRuns, seed });
    } catch (error) {
      failures.push(`${operation.name}: ${describeFailure(error)}`);
    }
  }
  return failures;
}

describe(`round trips, seed ${seed}`, () => {
  for (const { name, protocols: spoken } of serviceFacts) {
    const [own] = spoken;
    test(`${name}: every operation over ${own}`, { timeout: SERVICE_TIMEOUT_MS }, async () => {
      expect(await everyOperation(name, own!, {})).toEqual([]);
    });

    for (const [protocol, implementation, isSpoken] of otherProtocols) {
      if (!isSpoken(spoken)) continue;
      test(`${name}: every operation over ${protocol}`, { timeout: SERVICE_TIMEOUT_MS }, async () => {
        expect(await everyOperation(name, protocol, { protocol: implementation })).toEqual([]);
      });
    }

    test(`${name}: every error over ${own}`, async () => {
      expect(await errorRoundTrips(await load(name), loadService(name), own!, { numRuns, seed })).toEqual([]);
    });
  }
});
