// JSON: parse, format, extract by path. What is no JSON has no values, where DuckDB refuses it.
import type { Typed } from "../analysis.ts";
import { castTo } from "../cast.ts";
import { QueryFailure } from "../failure.ts";
import type { Place } from "../tokens.ts";
import { BIGINT, BOOLEAN, JSON_TYPE, VARCHAR, quoteText } from "../types.ts";
import { constantText, scalar, special, type Scalar, type ScalarCall } from "./scalar.ts";

export const JSON_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  json_parse: scalar("t", JSON_TYPE, (text) => `trino_json_parse(${text})`),
  json_format: scalar("j", VARCHAR, (json) => `CAST(json(${json}) AS VARCHAR)`),
  json_extract: special("jt", (call) => {
    const path = pathOf(call);
    const found = `json_extract(${jsonOf(call)}, ${quoteText(path)})`;
    return {
      sql: path.includes("*") ? `CASE WHEN len(${found}) > 0 THEN to_json(${found}) END` : found,
      type: JSON_TYPE,
    };
  }),
  json_extract_scalar: special("jt", (call) => ({
    sql: `trino_json_scalar(${jsonOf(call)}, ${quoteText(pathOf(call))})`,
    type: VARCHAR,
  })),
  json_array_length: special("j", (call) => ({ sql: `trino_json_array_length(${jsonOf(call)})`, type: BIGINT })),
  json_array_get: special("ji", (call) => ({
    sql: `json_extract(${jsonOf(call)}, CAST(${call.args[1]?.sql} AS BIGINT))`,
    type: JSON_TYPE,
  })),
  json_array_contains: special("j*", (call) => {
    const value = call.args[1] as Typed;
    return {
      sql: `list_contains(CAST(${jsonOf(call)} AS JSON[]), ${castTo(value, JSON_TYPE, false, call.place).sql})`,
      type: BOOLEAN,
    };
  }),
  json_size: special("jt", (call) => ({
    sql: `trino_json_size(json_extract(${jsonOf(call)}, ${quoteText(pathOf(call))}))`,
    type: BIGINT,
  })),
};

function jsonOf({ args }: ScalarCall): string {
  const [{ sql, type }] = args as readonly [Typed];
  return type.kind === "json" ? sql : `trino_json(${sql})`;
}

function pathOf(call: ScalarCall): string {
  return jsonPath(constantText(call, 1, "JSON path"), call.place);
}

/** Trino's `$.store["a b"][0]` as DuckDB's `$."store"."a b"[0]`. Errors: QueryFailure for what is neither's path. */
function jsonPath(text: string, place: Place): string {
  const step = /\s*(?:\.\s*([\p{L}\p{N}_$-]+|"[^"]*")|\[\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|(\d+)|(\*))\s*\]|\.(\*))/uy;
  const invalid = (): QueryFailure =>
    new QueryFailure("INVALID_FUNCTION_ARGUMENT", `Invalid JSON path: '${text}'`, place);
  // A path without `$` starts at the root as well: `store.book`.
  const rest = text.trim().startsWith("$") ? text.trim().slice(1) : `.${text.trim()}`;
  let path = "$";
  let at = 0;
  while (at < rest.trimEnd().length) {
    step.lastIndex = at;
    const match = step.exec(rest);
    if (!match) throw invalid();
    const [whole, name, doubleQuoted, singleQuoted, index, star, dotStar] = match;
    if (index !== undefined) path += `[${index}]`;
    else if (star ?? dotStar) path += star ? "[*]" : ".*";
    else
      path += `."${(name?.replaceAll('"', "") ?? doubleQuoted?.replaceAll(/\\(.)/g, "$1") ?? singleQuoted ?? "").replaceAll('"', '\\"')}"`;
    at += whole.length;
  }
  return path;
}
