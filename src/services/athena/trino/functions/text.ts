// Functions over texts, patterns and formats.
import type { Typed } from "../analysis.ts";
import { castTo } from "../cast.ts";
import { QueryFailure } from "../failure.ts";
import {
  BIGINT,
  BOOLEAN,
  INTEGER,
  VARCHAR,
  arrayOf,
  isFloating,
  isInteger,
  isText,
  mapOf,
  quoteText,
} from "../types.ts";
import { constantText, scalar, special, type Scalar, type ScalarCall } from "./scalar.ts";

const ARRAY_OF_TEXT = arrayOf(VARCHAR);

export const TEXT_FUNCTIONS: Readonly<Record<string, Scalar>> = {
  length: scalar("t", BIGINT, (x) => `length(${x})`),
  lower: scalar("t", VARCHAR, (x) => `lower(${x})`),
  upper: scalar("t", VARCHAR, (x) => `upper(${x})`),
  trim: scalar("t?t", VARCHAR, (x, marks) => (marks === undefined ? `trim(${x}, ${BLANKS})` : `trim(${x}, ${marks})`)),
  ltrim: scalar("t?t", VARCHAR, (x, marks) =>
    marks === undefined ? `ltrim(${x}, ${BLANKS})` : `ltrim(${x}, ${marks})`,
  ),
  rtrim: scalar("t?t", VARCHAR, (x, marks) =>
    marks === undefined ? `rtrim(${x}, ${BLANKS})` : `rtrim(${x}, ${marks})`,
  ),
  lpad: scalar("tit", VARCHAR, (x, size, fill) => `lpad(${x}, CAST(${size} AS INTEGER), ${fill})`),
  rpad: scalar("tit", VARCHAR, (x, size, fill) => `rpad(${x}, CAST(${size} AS INTEGER), ${fill})`),
  reverse: scalar("t", VARCHAR, (x) => `reverse(${x})`),
  replace: scalar("tt?t", VARCHAR, (x, from, to) => `replace(${x}, ${from}, ${to ?? "''"})`),
  translate: scalar("ttt", VARCHAR, (x, from, to) => `translate(${x}, ${from}, ${to})`),
  // NULL in, NULL out: DuckDB's concat skips NULLs.
  concat: special("*+", ({ args, name, place }) => {
    for (const { type } of args)
      if (!isText(type) && type.kind !== "unknown")
        throw new QueryFailure(
          "FUNCTION_NOT_FOUND",
          `Unexpected parameters (${args.map((arg) => arg.type.kind).join(", ")}) for function ${name}. Expected: concat(char(x), char(y)), concat(array(E), E) E, concat(E, array(E)) E, concat(array(E)) E, concat(varchar), concat(varbinary)`,
          place,
        );
    return { sql: `(${args.map(({ sql }) => sql).join(" || ")})`, type: VARCHAR };
  }),
  concat_ws: special("t*+", ({ args }) => {
    const [mark, ...rest] = args as readonly [Typed, ...Typed[]];
    const [first] = rest;
    if (first?.type.kind === "array")
      return { sql: `array_to_string(list_filter(${first.sql}, lambda s: s IS NOT NULL), ${mark.sql})`, type: VARCHAR };
    return { sql: `concat_ws(${[mark, ...rest].map(({ sql }) => sql).join(", ")})`, type: VARCHAR };
  }),
  // Trino answers '' for position 0 and for one beyond the start; DuckDB counts 0 as 1.
  substr: substring(),
  substring: substring(),
  strpos: scalar("tt?i", BIGINT, (x, part, nth) =>
    nth === undefined ? `strpos(${x}, ${part})` : `trino_strpos(${x}, ${part}, ${nth})`,
  ),
  starts_with: scalar("tt", BOOLEAN, (x, start) => `starts_with(${x}, ${start})`),
  ends_with: scalar("tt", BOOLEAN, (x, end) => `ends_with(${x}, ${end})`),
  split: scalar("tt?i", ARRAY_OF_TEXT, (x, mark, limit) =>
    limit === undefined ? `str_split(${x}, ${mark})` : `trino_split(${x}, ${mark}, ${limit})`,
  ),
  split_part: scalar("tti", VARCHAR, (x, mark, index) => `str_split(${x}, ${mark})[${index}]`),
  split_to_map: scalar(
    "ttt",
    mapOf(VARCHAR, VARCHAR),
    (x, entries, pair) =>
      `map_from_entries(list_transform(list_filter(str_split(${x}, ${entries}), lambda s: s <> ''), lambda s: {'k': str_split(s, ${pair})[1], 'v': str_split(s, ${pair})[2]}))`,
  ),
  chr: scalar("i", VARCHAR, (code) => `chr(CAST(${code} AS INTEGER))`),
  codepoint: scalar("t", INTEGER, (x) => `unicode(${x})`),
  levenshtein_distance: scalar("tt", BIGINT, (a, b) => `levenshtein(${a}, ${b})`),
  hamming_distance: scalar("tt", BIGINT, (a, b) => `hamming(${a}, ${b})`),
  normalize: scalar("t", VARCHAR, (x) => `nfc_normalize(${x})`),
  regexp_like: scalar("tt", BOOLEAN, (x, pattern) => `regexp_matches(${x}, ${pattern})`),
  // The first of all matches: NULL when there is none, where DuckDB's regexp_extract answers ''.
  regexp_extract: scalar(
    "tt?i",
    VARCHAR,
    (x, pattern, group) => `regexp_extract_all(${x}, ${pattern}, CAST(${group ?? 0} AS INTEGER))[1]`,
  ),
  regexp_extract_all: scalar(
    "tt?i",
    ARRAY_OF_TEXT,
    (x, pattern, group) => `regexp_extract_all(${x}, ${pattern}, CAST(${group ?? 0} AS INTEGER))`,
  ),
  regexp_replace: special("tt?t", regexpReplace),
  regexp_split: scalar("tt", ARRAY_OF_TEXT, (x, pattern) => `regexp_split_to_array(${x}, ${pattern})`),
  regexp_count: scalar("tt", BIGINT, (x, pattern) => `len(regexp_extract_all(${x}, ${pattern}))`),
  regexp_position: scalar(
    "tt",
    INTEGER,
    (x, pattern) =>
      `CAST(CASE WHEN regexp_matches(${x}, ${pattern}) THEN strpos(${x}, regexp_extract(${x}, ${pattern})) ELSE -1 END AS INTEGER)`,
  ),
  format: special("t**+", format),
  luhn_check: scalar(
    "t",
    BOOLEAN,
    (x) =>
      `(list_sum(list_transform(range(1, length(${x}) + 1), lambda i: CASE WHEN i % 2 = 0 THEN (CAST(reverse(${x})[i] AS INTEGER) * 2) % 10 + (CAST(reverse(${x})[i] AS INTEGER) * 2) // 10 ELSE CAST(reverse(${x})[i] AS INTEGER) END)) % 10 = 0)`,
  ),
};

/** What Trino's trim takes away: every white space, not only blanks. */
const BLANKS = "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)";

function substring(): Scalar {
  return scalar("ti?i", VARCHAR, (x, start, length) => {
    const args = length === undefined ? `${x}, ${start}` : `${x}, ${start}, greatest(${length}, 0)`;
    if (/^[1-9]\d*$/.test(start ?? "")) return `substr(${args})`;
    return `CASE WHEN ${start} = 0 OR abs(${start}) > length(${x}) THEN left(${x}, 0) ELSE substr(${args}) END`;
  });
}

/** Java's `$1` and `${name}` are `\1` in RE2; every match is replaced. */
function regexpReplace(call: ScalarCall): Typed {
  const [x, pattern, replacement] = call.args as readonly [Typed, Typed, Typed?];
  if (call.expressions[2]?.node === "lambda")
    throw new QueryFailure("NOT_SUPPORTED", "regexp_replace with a lambda is not supported", call.place);
  const to = replacement
    ? quoteText(
        constantText(call, 2, "replacement")
          .replaceAll("\\", "\\\\")
          .replaceAll(/\\\\\$/g, "\0")
          .replaceAll(/\$(\d)/g, "\\$1")
          .replaceAll("\0", "$"),
      )
    : "''";
  return { sql: `regexp_replace(${x.sql}, ${pattern.sql}, ${to}, 'g')`, type: VARCHAR };
}

const CONVERSION = /%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/** Java's Formatter, as far as fmt has the same: %s %d %f %e %x %b %c, flags, widths, precisions. */
function format(call: ScalarCall): Typed {
  const form = constantText(call, 0, "format");
  const used: string[] = [];
  let next = 1;
  const text = form
    .replaceAll(/[{}]/g, "$&$&")
    .replaceAll(CONVERSION, (whole, _index, flags: string, width = "", precision, letter: string) => {
      if (letter === "%") return "%";
      if (letter === "n") return "\n";
      const value = call.args[next++];
      if (!value)
        throw new QueryFailure(
          "INVALID_FUNCTION_ARGUMENT",
          `Invalid format string: ${form} (Format specifier '${whole}')`,
          call.place,
        );
      const align = flags.includes("-") ? "<" : letter === "s" || letter === "b" ? (width ? ">" : "") : "";
      const sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
      const zero = flags.includes("0") ? "0" : "";
      const comma = flags.includes(",") ? "," : "";
      used.push(argumentAs(letter, value, call));
      const kind = letter === "s" || letter === "b" || letter === "S" ? "s" : letter;
      const digits = precision === undefined ? (letter === "f" || letter === "e" ? ".6" : "") : `.${precision}`;
      return `{:${align}${sign}${zero}${width}${comma}${digits}${kind}}`;
    });
  return { sql: `format(${[quoteText(text), ...used].join(", ")})`, type: VARCHAR };
}

function argumentAs(letter: string, value: Typed, { place, name }: ScalarCall): string {
  if (/[sbS]/.test(letter)) return castTo(value, VARCHAR, false, place).sql;
  if (/[dxXo]/.test(letter) && isInteger(value.type)) return `CAST(${value.sql} AS BIGINT)`;
  if (/[fe]/.test(letter) && (isFloating(value.type) || value.type.kind === "decimal"))
    return `CAST(${value.sql} AS DOUBLE)`;
  throw new QueryFailure(
    "INVALID_FUNCTION_ARGUMENT",
    `Invalid format string for ${name}: %${letter} of ${value.type.kind}`,
    place,
  );
}
