// What CloudWatch Logs counts of itself. Documented ("Monitoring with CloudWatch metrics").
import type { StandardUnit } from "@aws-sdk/client-cloudwatch";
import type { Counter, Metrics } from "../../kit/metrics.ts";
import { sizeOf } from "./chunk.ts";
import type { LogEvent } from "./event.ts";
import type { Group } from "./group.ts";

interface GroupCounters {
  readonly events: Counter;
  readonly bytes: Counter;
}

export class Counts {
  readonly #metrics: Metrics;
  /** By what the store keeps in memory of the group. */
  readonly #groups = new WeakMap<Group, GroupCounters>();

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  incoming(group: Group, events: readonly LogEvent[]): void {
    let counters = this.#groups.get(group);
    if (!counters) {
      const of = (name: string, unit: StandardUnit): Counter => {
        const { account, region, name: LogGroupName } = group.key;
        return this.#metrics.counter({
          account,
          region,
          namespace: "AWS/Logs",
          name,
          dimensions: { LogGroupName },
          unit,
        });
      };
      counters = { events: of("IncomingLogEvents", "None"), bytes: of("IncomingBytes", "Bytes") };
      this.#groups.set(group, counters);
    }
    counters.events.add(events.length);
    counters.bytes.add(events.reduce((sum, event) => sum + sizeOf(event), 0));
  }
}
