// What Lambda counts of functions for CloudWatch. Documented ("Types of metrics for Lambda functions").
import type { StandardUnit } from "@aws-sdk/client-cloudwatch";
import type { Counter, Metrics } from "../../kit/metrics.ts";
import type { FunctionEntry } from "./function.ts";

export interface FunctionCounters {
  throttled(): void;
  invoked(durationMs: number, isFailed: boolean, concurrency: number): void;
}

export class FunctionCounts {
  readonly #metrics: Metrics;
  /** By what the store keeps in memory of the function, then by qualifier. */
  readonly #known = new WeakMap<FunctionEntry, Map<string, FunctionCounters>>();

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  /** Of the function, of the version or alias that was asked for, and of all functions together. */
  of(entry: FunctionEntry, qualifier: string | undefined): FunctionCounters {
    const known = this.#known.get(entry) ?? new Map<string, FunctionCounters>();
    this.#known.set(entry, known);
    let counters = known.get(qualifier ?? "");
    if (!counters) known.set(qualifier ?? "", (counters = this.#make(entry, qualifier)));
    return counters;
  }

  #make({ key }: FunctionEntry, qualifier: string | undefined): FunctionCounters {
    const { account, region, name: FunctionName } = key;
    const dimensions: Record<string, string>[] = [{}, { FunctionName }];
    if (qualifier !== undefined) dimensions.push({ FunctionName, Resource: `${FunctionName}:${qualifier}` });
    const of = (name: string, unit: StandardUnit): Counter => {
      const all = dimensions.map((each) =>
        this.#metrics.counter({ account, region, namespace: "AWS/Lambda", name, dimensions: each, unit }),
      );
      return {
        add(value) {
          for (const counter of all) counter.add(value);
        },
      };
    };
    const [invocations, errors, throttles] = [
      of("Invocations", "Count"),
      of("Errors", "Count"),
      of("Throttles", "Count"),
    ];
    const [durations, concurrent] = [of("Duration", "Milliseconds"), of("ConcurrentExecutions", "Count")];
    return {
      throttled: () => throttles.add(1),
      invoked(durationMs, isFailed, concurrency) {
        invocations.add(1);
        errors.add(isFailed ? 1 : 0);
        throttles.add(0);
        // To the hundredth, as REPORT lines have it, so that a distribution holds few different ones.
        durations.add(Math.round(durationMs * 100) / 100);
        concurrent.add(concurrency);
      },
    };
  }
}
