// S3 prefixes with expressions: `logs/!{timestamp:yyyy/MM}/!{firehose:random-string}/`.
import { hex } from "../../kit/ids.ts";
import { formatJavaTime, refusedLetter } from "./java-time.ts";
import { EVALUATED_PREFIX_MAX } from "./limits.ts";

export type ErrorOutputType =
  | "format-conversion-failed"
  | "processing-failed"
  // Documented in the guide's pages on each destination's failed records.
  | "http-endpoint-failed"
  | "splunk-failed"
  | "elasticsearch-failed"
  | "AmazonOpenSearchService_failed"
  | "AmazonOpenSearchServerless_failed";
type PrefixMember = "Prefix" | "ErrorOutputPrefix";

export interface Prefixes {
  readonly prefix: string | undefined;
  readonly errorOutputPrefix: string | undefined;
  /** An IANA name. */
  readonly timeZone: string;
  /** The partition's values by their expressions, e.g. `partitionKeyFromQuery:customer`. */
  readonly keys?: Readonly<Record<string, string>>;
}

const DEFAULT_TIME = "!{timestamp:yyyy/MM/dd/HH}/";
const ERROR_TYPE = "!{firehose:error-output-type}";
const EXPRESSION = /!\{([a-zA-Z]+):([^{}]*)\}/g;
const PARTITION_NAMESPACES = ["partitionKeyFromQuery", "partitionKeyFromLambda"];
const RANDOM_STRING_LENGTH = 11;

const hasExpressions = (text: string): boolean => text.search(EXPRESSION) >= 0;
const usesPartitionKeys = (text: string): boolean => text.includes("!{partitionKeyFrom");

/** The expressions that stand for partition keys, e.g. `partitionKeyFromQuery:customer`, each once. */
export const partitionExpressions = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(EXPRESSION)]
      .filter(([, namespace = ""]) => PARTITION_NAMESPACES.includes(namespace))
      .map(([, namespace, value]) => `${namespace}:${value}`),
  ),
];

/**
 * What is wrong with the prefixes, in AWS's words, or undefined. Texts recorded in public issues and rule sets; the
 * rules are documented in the guide's page on custom prefixes.
 */
export function prefixFault({ prefix = "", errorOutputPrefix = "" }: Prefixes): string | undefined {
  const members: [PrefixMember, string][] = [
    ["Prefix", prefix],
    ["ErrorOutputPrefix", errorOutputPrefix],
  ];
  for (const [member, text] of members) {
    const fault = expressionFault(member, text);
    if (fault) return fault;
  }
  if (prefix.includes(ERROR_TYPE)) return `Prefix must not contain any occurrence of ${ERROR_TYPE}`;
  if (hasExpressions(prefix) && errorOutputPrefix === "")
    return "ErrorOutputPrefix cannot be null or empty when Prefix contains expressions";
  if (hasExpressions(errorOutputPrefix) && !errorOutputPrefix.includes(ERROR_TYPE))
    return `ErrorOutputPrefix must contain at least one occurrence of ${ERROR_TYPE}`;
  if (usesPartitionKeys(errorOutputPrefix))
    return "Dynamic Partitioning Namespaces can't be part of an error prefix expression";
  return undefined;
}

/** What is wrong with the prefixes' lengths once evaluated, or undefined. */
export function prefixLengthFault(prefixes: Prefixes, atMs: number): string | undefined {
  if (evaluatedPrefix(prefixes, atMs).length > EVALUATED_PREFIX_MAX)
    return `Length of evaluated prefix cannot be greater than ${EVALUATED_PREFIX_MAX}`;
  if (evaluatedErrorPrefix(prefixes, atMs, "format-conversion-failed").length > EVALUATED_PREFIX_MAX)
    return `Length of evaluated ErrorOutputPrefix cannot be greater than ${EVALUATED_PREFIX_MAX}`;
  return undefined;
}

function expressionFault(member: PrefixMember, text: string): string | undefined {
  if (text.replaceAll(EXPRESSION, "").includes("!{")) return "Invalid expression usage";
  for (const [, namespace = "", value = ""] of text.matchAll(EXPRESSION)) {
    if (PARTITION_NAMESPACES.includes(namespace)) continue;
    if (namespace !== "timestamp" && namespace !== "firehose")
      return `Namespace to the left of colon (${namespace}) is an invalid keyword!`;
    const fits = namespace === "timestamp" ? refusedLetter(value) === undefined : isFirehoseValue(value);
    if (!fits) return `Invalid conversion character used in the value of the expression in ${member}`;
  }
  return undefined;
}

const isFirehoseValue = (value: string): boolean => value === "random-string" || value === "error-output-type";

/**
 * Documented: without a timestamp expression, `yyyy/MM/dd/HH/` is appended. Inferred: not where partition keys say where objects go.
 * `atMs` is the arrival of the oldest record.
 */
export function evaluatedPrefix({ prefix = "", timeZone, keys }: Prefixes, atMs: number): string {
  const isWhole = prefix.includes("!{timestamp:") || usesPartitionKeys(prefix);
  return evaluated(isWhole ? prefix : prefix + DEFAULT_TIME, atMs, timeZone, undefined, keys);
}

/**
 * Documented: without an ErrorOutputPrefix it is the Prefix, the error's type and the time. Inferred: an ErrorOutputPrefix
 * without expressions is followed by the same.
 */
export function evaluatedErrorPrefix(prefixes: Prefixes, atMs: number, type: ErrorOutputType): string {
  const { prefix = "", errorOutputPrefix = "", timeZone } = prefixes;
  const text = hasExpressions(errorOutputPrefix)
    ? errorOutputPrefix
    : `${errorOutputPrefix || prefix}${ERROR_TYPE}/${DEFAULT_TIME}`;
  return evaluated(text, atMs, timeZone, type);
}

function evaluated(
  text: string,
  atMs: number,
  timeZone: string,
  type: ErrorOutputType | undefined,
  keys: Prefixes["keys"] = {},
): string {
  return text.replaceAll(EXPRESSION, (expression: string, namespace: string, value: string) => {
    if (namespace === "timestamp") return formatJavaTime(value, atMs, timeZone);
    if (PARTITION_NAMESPACES.includes(namespace)) return keys[`${namespace}:${value}`] ?? expression;
    if (value === "random-string") return hex(RANDOM_STRING_LENGTH);
    return type ?? expression;
  });
}
