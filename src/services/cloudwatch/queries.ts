// Runs the queries of GetMetricData and of alarms: metrics by the period first, then the expressions over them.
import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { Decoded } from "../../kit/service.ts";
import type { CloudWatchContext } from "./context.ts";
import { validation, valueIs } from "./errors.ts";
import { QUERIES_MAX } from "./limits.ts";
import { evaluate, type MathInput, withoutHoles } from "./math/evaluate.ts";
import { type Expression, ExpressionProblem, namesIn, parseExpression } from "./math/parse.ts";
import { isList, isSeries, type Series, type Value } from "./math/series.ts";
import { dimensionsOf, type Place } from "./metric.ts";
import { binsOf, checkPeriod } from "./periods.ts";
import { statisticOf } from "./statistic.ts";

type Query = Decoded<MetricDataQuery>;

export interface Range {
  readonly startMs: number;
  readonly untilMs: number;
  /** Of an alarm: periods begin at the start itself. */
  readonly isAlarm?: boolean;
}

export interface QueryResult {
  readonly id: string;
  readonly series: Series;
  /** In which its points came; of an expression none. */
  readonly units: readonly string[];
}

type MetricSeries = Omit<QueryResult, "id">;

/** Documented: begins with a lower-case letter. */
const ID = /^[a-z][a-zA-Z0-9_]*$/;

/** Errors: ValidationError, InvalidParameterValue. */
export function checkQueries(queries: readonly Query[]): void {
  if (queries.length > QUERIES_MAX)
    throw validation(`The collection MetricDataQueries must not have a size greater than ${QUERIES_MAX}.`);
  const ids = new Set<string>();
  for (const [index, { Id, MetricStat, Expression: expression }] of queries.entries()) {
    const parameter = `MetricDataQueries.member.${index + 1}`;
    if (!ID.test(Id)) throw valueIs(Id, `${parameter}.Id`);
    if (ids.has(Id)) throw validation(`The value '${Id}' for parameter ${parameter}.Id is not unique.`);
    ids.add(Id);
    if ((MetricStat === undefined) === (expression === undefined))
      throw validation(`Either ${parameter}.MetricStat or ${parameter}.Expression must be specified, and not both.`);
    if (!MetricStat) continue;
    checkPeriod(MetricStat.Period, `${parameter}.MetricStat.Period`);
    if (!statisticOf(MetricStat.Stat)) throw valueIs(MetricStat.Stat, `${parameter}.MetricStat.Stat`);
  }
}

/** What is to be returned, in the order of the queries; an expression may give several series. */
export async function runQueries(
  queries: readonly Query[],
  range: Range,
  place: Place,
  context: CloudWatchContext,
): Promise<QueryResult[]> {
  checkQueries(queries);
  const named = new Map<string, Value>();
  const units = new Map<string, readonly string[]>();
  const labelOf = labelsOf(queries);
  for (const query of queries) {
    if (!query.MetricStat) continue;
    const found = await seriesOf({ query, label: labelOf(query), range, place }, context);
    named.set(query.Id, found.series);
    units.set(query.Id, found.units);
  }
  const metrics = [...named.values()].filter(isSeries);
  const periodMs = Math.max(1, ...metrics.map(({ periodSeconds }) => periodSeconds)) * 1000;
  const fromMs = range.isAlarm === true ? range.startMs : Math.floor(range.startMs / periodMs) * periodMs;
  runExpressions(queries, { named, metrics, fromMs, untilMs: range.untilMs });
  return queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .flatMap((query) =>
      listed(named.get(query.Id), query).map((series) => ({ id: query.Id, series, units: units.get(query.Id) ?? [] })),
    );
}

/** Documented in part, recorded: queries without a label are told apart by what they differ in. */
function labelsOf(queries: readonly Query[]): (query: Query) => string {
  const stats = queries.map(({ MetricStat }) => MetricStat).filter((stat) => stat !== undefined);
  const differs = (values: readonly unknown[]): boolean => new Set(values).size > 1;
  const byStat = differs(stats.map(({ Stat }) => Stat));
  const byPeriod = differs(stats.map(({ Period }) => Period));
  return ({ Label, MetricStat }) => {
    const { Metric, Stat = "", Period = 0 } = MetricStat ?? {};
    const parts = [Metric?.MetricName ?? "", ...(byStat ? [Stat] : []), ...(byPeriod ? [String(Period)] : [])];
    return Label ?? parts.join(" ");
  };
}

interface Asked {
  readonly query: Query;
  readonly label: string;
  readonly range: Range;
  readonly place: Place;
}

async function seriesOf({ query, label, range, place }: Asked, context: CloudWatchContext): Promise<MetricSeries> {
  const { Metric: metric, Period: periodSeconds = 60, Stat = "", Unit } = query.MetricStat ?? {};
  const { account, region } = place;
  const { Namespace: namespace = "", MetricName: name = "" } = metric ?? {};
  const dimensions = dimensionsOf(metric?.Dimensions, "MetricStat.Metric.Dimensions");
  const found = await context.store.metrics.find({ account, region, namespace, name, dimensions });
  const periodMs = periodSeconds * 1000;
  // Inferred: periods begin at multiples of themselves, so that metrics of one request meet.
  const fromMs = range.isAlarm === true ? range.startMs : Math.floor(range.startMs / periodMs) * periodMs;
  const span = { fromMs, untilMs: range.untilMs, periodSeconds };
  const bins = found ? await binsOf(context.store.points, found, span, context.host.clock.now(), Unit) : [];
  const units = [...new Set(bins.map(({ unit }) => unit))].toSorted();
  const points = new Map<number, number>();
  for (const bin of bins) {
    // Recorded: of several units the first one counts.
    const value = bin.unit === units[0] ? statisticOf(Stat)?.(bin.distribution) : undefined;
    if (value !== undefined) points.set(bin.startMs, value);
  }
  return { series: { label, periodSeconds, points }, units };
}

/** Each once those are there that it names. */
function runExpressions(queries: readonly Query[], input: MathInput & { readonly named: Map<string, Value> }): void {
  let waiting = queries
    .filter((query) => query.Expression !== undefined)
    .map(({ Id, Expression: text = "" }) => ({ id: Id, tree: parsed(Id, text) }));
  const ids = new Set(queries.map(({ Id }) => Id));
  while (waiting.length > 0) {
    const ready = waiting.filter(({ tree }) => namesIn(tree).every((name) => !ids.has(name) || input.named.has(name)));
    const [first] = waiting;
    if (ready.length === 0) throw problem(first?.id ?? "", "Circular dependency between expressions");
    for (const { id, tree } of ready) input.named.set(id, solved(id, tree, input));
    waiting = waiting.filter((each) => !ready.includes(each));
  }
}

/** Inferred from texts in public issue threads. */
const problem = (id: string, why: string) => validation(`Error in expression '${id}': ${why}`);

function parsed(id: string, text: string): Expression {
  try {
    return parseExpression(text);
  } catch (error) {
    throw error instanceof ExpressionProblem ? problem(id, error.message) : error;
  }
}

function solved(id: string, tree: Expression, input: MathInput): Value {
  try {
    const value = evaluate(tree, input);
    if (typeof value === "number") return value;
    return isList(value) ? value.map(withoutHoles) : withoutHoles(value);
  } catch (error) {
    throw error instanceof ExpressionProblem ? problem(id, error.message) : error;
  }
}

function listed(value: Value | undefined, { Id: id, Label: label, MetricStat: metric }: Query): readonly Series[] {
  if (value === undefined) return [];
  // Documented: what is returned must be a time series.
  if (typeof value === "number") throw problem(id, "The expression does not evaluate to a time series");
  if (isList(value)) return value;
  return [metric ? value : { ...value, label: label ?? id }];
}
