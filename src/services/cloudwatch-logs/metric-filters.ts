// Metric filters: what matching events add to metrics in CloudWatch.
import type { MetricTransformation } from "@aws-sdk/client-cloudwatch-logs";
import { Distribution } from "../../kit/distribution.ts";
import type { MetricPoint, Metrics } from "../../kit/metrics.ts";
import { minuteOf } from "./chunk.ts";
import type { LogEvent } from "./event.ts";
import { type Match, parseFilterPattern } from "./filter-pattern/filter-pattern.ts";
import type { Group, MetricFilter } from "./group.ts";

export class MetricFilters {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  /** Resolves when what the events add is in CloudWatch. */
  async publish(group: Group, events: readonly LogEvent[]): Promise<void> {
    const points = group.metricFilters.flatMap((filter) => pointsOf(group, filter, events));
    if (points.length > 0) await this.#metrics.record(points);
  }
}

function pointsOf(group: Group, filter: MetricFilter, events: readonly LogEvent[]): MetricPoint[] {
  const pattern = parseFilterPattern(filter.pattern);
  const points = new Map<string, MetricPoint>();
  const matchedMinutes = new Set<number>();
  const minutes = new Set<number>();
  for (const { message, timestampMs } of events) {
    const minuteMs = minuteOf(timestampMs);
    minutes.add(minuteMs);
    const match = pattern(message);
    if (!match) continue;
    matchedMinutes.add(minuteMs);
    for (const transformation of filter.transformations) add(points, group, transformation, match, minuteMs);
  }
  // Documented: what a minute counts in which events came and none matched.
  for (const transformation of filter.transformations)
    for (const minuteMs of minutes)
      if (!matchedMinutes.has(minuteMs) && transformation.defaultValue !== undefined)
        pointAt(points, group, transformation, {}, minuteMs).distribution.add(transformation.defaultValue);
  return [...points.values()];
}

function add(
  points: Map<string, MetricPoint>,
  group: Group,
  transformation: MetricTransformation,
  match: Match,
  minuteMs: number,
): void {
  const { metricValue = "1", dimensions = {} } = transformation;
  const text = metricValue.startsWith("$") ? match.value(metricValue) : metricValue;
  const value = text === undefined || text.trim() === "" ? NaN : Number(text);
  const named = Object.entries(dimensions).map(([name, selector]) => [name, match.value(selector)] as const);
  // Documented: without its value or one of its dimensions an event adds nothing.
  if (!Number.isFinite(value) || named.some(([, found]) => found === undefined || found === "")) return;
  const known = Object.fromEntries(named.map(([name, found]) => [name, found ?? ""]));
  pointAt(points, group, transformation, known, minuteMs).distribution.add(value);
}

function pointAt(
  points: Map<string, MetricPoint>,
  { key }: Group,
  transformation: MetricTransformation,
  dimensions: Readonly<Record<string, string>>,
  minuteMs: number,
): MetricPoint {
  const { metricName: name = "", metricNamespace: namespace = "", unit = "None" } = transformation;
  const id = JSON.stringify([name, namespace, dimensions, minuteMs]);
  const known = points.get(id);
  if (known) return known;
  const { account, region } = key;
  const point = {
    account,
    region,
    namespace,
    name,
    dimensions,
    unit,
    atMs: minuteMs,
    distribution: new Distribution(),
  };
  points.set(id, point);
  return point;
}
