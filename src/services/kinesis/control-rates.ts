// How often control operations are called in a second of the clock: of an account in a region, or of a stream.
import type { Clock } from "../../kit/clock.ts";
import type { Call, OperationName } from "../../kit/service.ts";
import type { KinesisContext, Sdk } from "./context.ts";
import { accountRateExceeded, streamRateExceeded } from "./errors.ts";
import { CALLS_METERED_MAX } from "./limits.ts";

interface Rate {
  readonly of: "account" | "stream";
  readonly perSecondMax: number;
}

const account = (perSecondMax: number): Rate => ({ of: "account", perSecondMax });
const stream = (perSecondMax: number): Rate => ({ of: "stream", perSecondMax });

/** Documented, each of it. Operations that are not here have no such limit. */
const RATES: { readonly [Name in OperationName<Sdk>]?: Rate } = {
  AddTagsToStream: account(5),
  CreateStream: account(5),
  DecreaseStreamRetentionPeriod: stream(5),
  DeleteResourcePolicy: account(5),
  DeleteStream: account(5),
  DeregisterStreamConsumer: stream(5),
  DescribeLimits: account(1),
  DescribeStream: account(10),
  DescribeStreamConsumer: stream(20),
  DescribeStreamSummary: account(20),
  DisableEnhancedMonitoring: stream(5),
  EnableEnhancedMonitoring: stream(5),
  GetResourcePolicy: account(5),
  IncreaseStreamRetentionPeriod: stream(5),
  ListShards: stream(1000),
  ListStreamConsumers: stream(5),
  ListStreams: account(5),
  ListTagsForStream: stream(5),
  MergeShards: stream(5),
  PutResourcePolicy: account(5),
  RegisterStreamConsumer: stream(5),
  RemoveTagsFromStream: stream(5),
  SplitShard: stream(5),
};

interface Names {
  readonly StreamName?: string;
  readonly StreamARN?: string;
  readonly ConsumerARN?: string;
}

const nameOf = ({ StreamName, StreamARN = "", ConsumerARN = StreamARN }: Names): string =>
  StreamName ?? /:stream\/([^/]+)/.exec(ConsumerARN)?.[1] ?? "";

export class ControlRates {
  readonly #clock: Clock;
  /** Calls of the second, by operation and what they count for. */
  readonly #calls = new Map<string, number>();
  #second = Number.NaN;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a call. Errors: LimitExceededException. */
  admit(
    operation: string,
    input: Names,
    { account: id, region }: { readonly account: string; readonly region: string },
  ) {
    const rate = (RATES as Readonly<Record<string, Rate | undefined>>)[operation];
    if (rate === undefined) return;
    const second = Math.floor(this.#clock.now() / 1000);
    if (second !== this.#second || this.#calls.size >= CALLS_METERED_MAX) this.#calls.clear();
    this.#second = second;
    const name = rate.of === "stream" ? nameOf(input) : "";
    const counter = `${operation}/${id}/${region}/${name}`;
    const calls = this.#calls.get(counter) ?? 0;
    if (calls >= rate.perSecondMax)
      throw rate.of === "stream" ? streamRateExceeded({ account: id, region, name }) : accountRateExceeded(id);
    this.#calls.set(counter, calls + 1);
  }
}

type Handler = (input: never, call: Call<KinesisContext>) => Promise<unknown>;

/** The operations, each held to its rate while limits are enforced. */
export function atTheirRates<Operations extends object>(operations: Operations): Operations {
  const held = Object.entries(operations as Readonly<Record<string, Handler>>).map(([name, operation]) => {
    if (!Object.hasOwn(RATES, name)) return [name, operation] as const;
    const handler: Handler = async (input, call) => {
      if (call.context.limitsEnforced) call.context.controlRates.admit(name, input, call);
      return operation(input, call);
    };
    return [name, handler] as const;
  });
  return Object.fromEntries(held) as Operations;
}
