// The values of metric math: numbers, time series and lists of them.

/** By virtual epoch ms, in their order. */
export type Points = ReadonlyMap<number, number>;

export interface Series {
  readonly label: string;
  readonly points: Points;
  readonly periodSeconds: number;
}

export type Value = number | Series | readonly Series[];

export const isList = (value: Value): value is readonly Series[] => Array.isArray(value);

export const isSeries = (value: Value): value is Series => typeof value === "object" && !isList(value);

/** Each point by itself. */
export const mapped = (series: Series, change: (value: number, atMs: number) => number): Series => ({
  ...series,
  points: new Map([...series.points].map(([atMs, value]) => [atMs, change(value, atMs)])),
});

export function everywhere(value: Value, change: (value: number, atMs: number) => number): Value {
  if (typeof value === "number") return change(value, NaN);
  return isList(value) ? value.map((series) => mapped(series, change)) : mapped(value, change);
}

/** Points that both have. */
export function joined(left: Series, right: Series, combine: (left: number, right: number) => number): Series {
  const points = new Map<number, number>();
  for (const [atMs, value] of left.points) {
    const other = right.points.get(atMs);
    if (other !== undefined) points.set(atMs, combine(value, other));
  }
  return { ...left, periodSeconds: Math.max(left.periodSeconds, right.periodSeconds), points };
}

/** What stands at each time in any of the series, put together. */
export function across(list: readonly Series[], combine: (values: readonly number[]) => number): Series {
  const times = [...new Set(list.flatMap(({ points }) => [...points.keys()]))].toSorted((left, right) => left - right);
  const at = (atMs: number): number[] =>
    list.map(({ points }) => points.get(atMs)).filter((value) => value !== undefined);
  return {
    label: list[0]?.label ?? "",
    periodSeconds: Math.max(1, ...list.map(({ periodSeconds }) => periodSeconds)),
    points: new Map(times.map((atMs) => [atMs, combine(at(atMs))])),
  };
}
