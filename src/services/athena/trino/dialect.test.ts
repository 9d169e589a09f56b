// Trino's functions and semantics on the real engine: results checked against the documented ones.
// Long because it is one table: a statement and its result a line.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb } from "../../../engines/sql/duckdb.ts";
import type { Sql, SqlSession } from "../../../engines/sql/sql.ts";
import { MACROS } from "./macros.ts";
import { formatterOf, presentable } from "./output.ts";
import { parseExpressionText, parseQueryText } from "./parse-query.ts";
import { translateQuery } from "./trino.ts";
import { formatType } from "./types.ts";

let temporaryFolder: string;
let sql: Sql;
let session: SqlSession;

beforeAll(async () => {
  temporaryFolder = await mkdtemp(join(tmpdir(), "forebay-trino-"));
  sql = await openDuckDb({ temporaryFolder });
  session = await sql.session();
  for (const macro of MACROS) await session.run(`CREATE OR REPLACE TEMP MACRO ${macro}`);
});
afterAll(async () => {
  await sql.close();
  await rm(temporaryFolder, { recursive: true, force: true });
});

/** Rows as Athena prints them: values parted by `|`, rows by newlines, NULL as `NULL`. */
async function answer(text: string, parameters: readonly string[] = []): Promise<{ text: string; types: string[] }> {
  const { query } = parseQueryText(text);
  const input = {
    tables: new Map(),
    databases: new Set<string>(),
    database: "db",
    parameters: parameters.map(parseExpressionText),
    nowMs: Date.UTC(2024, 1, 29, 12, 34, 56, 789),
  };
  const translated = translateQuery(query, input);
  const result = await session.run(presentable(translated.sql, translated.columns));
  const formats = translated.columns.map(({ type }) => formatterOf(type));
  const rows = (await result.rows()).map((row) =>
    row.map((value, index) => (value === null ? "NULL" : formats[index]?.(value))).join("|"),
  );
  return { text: rows.join("\n"), types: translated.columns.map(({ type }) => formatType(type)) };
}

const cases = (name: string, table: readonly (readonly [string, string])[]): void => {
  describe(name, () => {
    test.each(table)("%s", async (expression, expected) => {
      const text = /^(SELECT|WITH|VALUES|\()/.test(expression) ? expression : `SELECT ${expression}`;
      expect((await answer(text)).text).toBe(expected);
    });
  });
};

const failures = (table: readonly (readonly [string, string])[]): void => {
  describe("failures", () => {
    test.each(table)("%s", async (text, expected) => {
      await expect(answer(text)).rejects.toThrow(expected);
    });
  });
};

cases("numbers", [
  ["7 / 2", "3"],
  ["-7 / 2", "-3"],
  ["7 % -3", "1"],
  ["7 / 2.0", "3.5"],
  ["1.0 / 3", "0.3"],
  ["1.00 / 3.00", "0.33"],
  ["2.0 / 3", "0.7"],
  ["-2.00 / 3.00", "-0.67"],
  ["DECIMAL '10.00' / 4", "2.50"],
  ["7e0 / 2", "3.5"],
  ["1e0 / 0", "Infinity"],
  ["1.1 + 2.22", "3.32"],
  ["1.5 * 2.5", "3.75"],
  ["5.5 % 2", "1.5"],
  ["1e7", "1.0E7"],
  ["9999999e0", "9999999.0"],
  ["1.5e-4", "1.5E-4"],
  ["0.001e0", "0.001"],
  ["1.0E0", "1.0"],
  ["123456789.125e0", "1.23456789125E8"],
  ["CAST(1e10 AS REAL)", "1.0E10"],
  ["CAST(0.1 AS REAL)", "0.1"],
  ["CAST(1.5 AS DOUBLE)", "1.5"],
  ["nan()", "NaN"],
  ["-infinity()", "-Infinity"],
  ["abs(-5)", "5"],
  ["ceil(1.2)", "2"],
  ["ceiling(-1.2e0)", "-1.0"],
  ["floor(-1.5)", "-2"],
  ["round(2.5)", "3"],
  ["round(-2.5e0)", "-3.0"],
  ["round(1.2345, 2)", "1.2300"],
  ["round(1234.5e0, -2)", "1200.0"],
  ["round(5)", "5"],
  ["truncate(-1.9e0)", "-1.0"],
  ["truncate(12.345, 1)", "12.300"],
  ["sign(-2.5e0)", "-1.0"],
  ["mod(10, 3)", "1"],
  ["power(2, 10)", "1024.0"],
  ["sqrt(16)", "4.0"],
  ["sqrt(-1)", "NaN"],
  ["cbrt(27)", "3.0"],
  ["ln(0)", "-Infinity"],
  ["log10(1000)", "3.0"],
  ["log2(8)", "3.0"],
  ["log(2, 8)", "3.0"],
  ["round(exp(1), 4)", "2.7183"],
  ["round(pi(), 5)", "3.14159"],
  ["degrees(pi())", "180.0"],
  ["greatest(1, 5, 3)", "5"],
  ["greatest(1, NULL)", "NULL"],
  ["least('b', 'a')", "a"],
  ["width_bucket(3.5e0, 0, 10, 5)", "2"],
  ["is_nan(nan())", "true"],
  ["from_base('ff', 16)", "255"],
  ["to_base(255, 16)", "ff"],
  ["bitwise_and(19, 25)", "17"],
  ["bitwise_or(19, 25)", "27"],
  ["bitwise_xor(19, 25)", "10"],
  ["bitwise_not(-12)", "11"],
  ["bitwise_left_shift(1, 2)", "4"],
  ["bitwise_right_shift(8, 3)", "1"],
  ["bit_count(9, 64)", "2"],
  ["bit_count(-7, 64)", "62"],
  ["random() BETWEEN 0 AND 1", "true"],
  ["9223372036854775807", "9223372036854775807"],
  ["TINYINT '127' + SMALLINT '1'", "128"],
]);

cases("casts", [
  ["CAST(2.5 AS INTEGER)", "3"],
  ["CAST(2.5e0 AS BIGINT)", "3"],
  ["CAST('12' AS INTEGER)", "12"],
  ["TRY_CAST('1.5' AS INTEGER)", "NULL"],
  ["TRY_CAST(' 12' AS INTEGER)", "NULL"],
  ["TRY_CAST('abc' AS DOUBLE)", "NULL"],
  ["TRY_CAST('2024/01/01' AS DATE)", "NULL"],
  ["CAST('2024-01-01' AS DATE)", "2024-01-01"],
  ["CAST('2024-01-01 10:20:30.5' AS TIMESTAMP)", "2024-01-01 10:20:30.500"],
  ["CAST(1e7 AS VARCHAR)", "1.0E7"],
  ["CAST(0.0001e0 AS VARCHAR)", "1.0E-4"],
  ["CAST(1.5e0 AS VARCHAR)", "1.5"],
  ["CAST(123456789.5e0 AS VARCHAR)", "1.234567895E8"],
  ["CAST(1.50 AS VARCHAR)", "1.50"],
  ["CAST(true AS VARCHAR)", "true"],
  ["CAST(1 AS BOOLEAN)", "true"],
  ["CAST(TIMESTAMP '2024-01-01 00:00:00.000' AS VARCHAR)", "2024-01-01 00:00:00.000"],
  ["CAST(TIMESTAMP '2024-01-01 00:00:00' AS VARCHAR)", "2024-01-01 00:00:00"],
  ["CAST('abcdef' AS VARCHAR(3))", "abc"],
  ["CAST('ab' AS CHAR(4)) || '|'", "ab  |"],
  ["CAST(DATE '2024-01-01' AS TIMESTAMP)", "2024-01-01 00:00:00.000"],
  ["CAST(TIMESTAMP '2024-01-01 23:00:00' AS DATE)", "2024-01-01"],
  ["CAST(ARRAY['1', '2'] AS ARRAY(INTEGER))", "[1, 2]"],
  ["CAST(ROW(1, 'x') AS ROW(a BIGINT, b VARCHAR))", "{a=1, b=x}"],
  ["CAST(ROW(1, 'x') AS ROW(a BIGINT, b VARCHAR)).b", "x"],
  ["CAST(MAP(ARRAY['a'], ARRAY[1]) AS MAP(VARCHAR, VARCHAR))", "{a=1}"],
  ["CAST(JSON '[1, 2]' AS ARRAY(INTEGER))", "[1, 2]"],
  ["CAST(JSON '\"abc\"' AS VARCHAR)", "abc"],
  ["CAST(JSON '12' AS BIGINT)", "12"],
  ["CAST(ARRAY[1, 2] AS JSON)", "[1,2]"],
  ["CAST('12.345' AS DECIMAL(5,2))", "12.35"],
  ["typeof(1.50)", "decimal(3,2)"],
  ["typeof('abc')", "varchar(3)"],
]);

cases("texts", [
  ["length('é😀')", "2"],
  ["upper('aé')", "AÉ"],
  ["'a' || 'b'", "ab"],
  ["'a' || NULL", "NULL"],
  ["concat('a', NULL, 'b')", "NULL"],
  ["concat('a', 'b', 'c')", "abc"],
  ["concat_ws(',', 'a', NULL, 'b')", "a,b"],
  ["substr('hello', 2, 3)", "ell"],
  ["substr('hello', -3)", "llo"],
  ["substr('hello', 0)", ""],
  ["substr('hello', -10)", ""],
  ["substring('hello' FROM 2 FOR 2)", "el"],
  ["strpos('banana', 'an')", "2"],
  ["strpos('banana', 'an', 2)", "4"],
  ["strpos('banana', 'x')", "0"],
  ["position('n' IN 'banana')", "3"],
  ["split('a,b,c', ',')", "[a, b, c]"],
  ["split('a,b,c', ',', 2)", "[a, b,c]"],
  ["split_part('a-b-c', '-', 2)", "b"],
  ["split_part('a-b', '-', 5)", "NULL"],
  ["split_to_map('a=1,b=2', ',', '=')", "{a=1, b=2}"],
  ["replace('abcab', 'ab')", "c"],
  ["replace('abcab', 'ab', 'x')", "xcx"],
  ["reverse('abc')", "cba"],
  ["lpad('7', 3, '0')", "007"],
  ["rpad('7', 3, 'xy')", "7xy"],
  ["trim('  a ')", "a"],
  ["trim(BOTH 'x' FROM 'xxaxx')", "a"],
  ["ltrim('  a')", "a"],
  ["rtrim('axx', 'x')", "a"],
  ["starts_with('hello', 'he')", "true"],
  ["translate('abcd', 'ac', 'xy')", "xbyd"],
  ["chr(65)", "A"],
  ["codepoint('A')", "65"],
  ["levenshtein_distance('kitten', 'sitting')", "3"],
  ["regexp_like('1a 2b 14m', '\\d+b')", "true"],
  ["regexp_extract('1a 2b 14m', '\\d+')", "1"],
  ["regexp_extract('1a 2b 14m', '(\\d+)([a-z]+)', 2)", "a"],
  ["regexp_extract('abc', '\\d+')", "NULL"],
  ["regexp_extract_all('1a 2b 14m', '(\\d+)([a-z]+)', 2)", "[a, b, m]"],
  ["regexp_replace('1a 2b 14m', '\\d+[ab] ')", "14m"],
  ["regexp_replace('1a 2b 14m', '(\\d+)([ab]) ', '3c$2 ')", "3ca 3cb 14m"],
  ["regexp_split('1a 2b 14m', '\\s*[a-z]+\\s*')", "[1, 2, 14, ]"],
  ["regexp_count('1a 2b 14m', '\\s*[a-z]+\\s*')", "3"],
  ["'abc' LIKE 'a%'", "true"],
  ["'a%c' LIKE 'a#%c' ESCAPE '#'", "true"],
  ["'ABC' LIKE 'abc'", "false"],
  ["format('%s is %d, %.2f, %05d, %,d', 'x', 3, 1.005e0 * 2, 42, 1234567)", "x is 3, 2.01, 00042, 1,234,567"],
  ["to_hex(md5(to_utf8('abc')))", "900150983CD24FB0D6963F7D28E17F72"],
  ["to_hex(sha256(to_utf8('')))", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"],
  ["to_hex(sha1(to_utf8('abc')))", "A9993E364706816ABA3E25717850C26C9CD0D89D"],
  ["to_base64(to_utf8('abc'))", "YWJj"],
  ["from_utf8(from_base64('YWJj'))", "abc"],
  ["from_utf8(from_hex('616263'))", "abc"],
  ["to_utf8('abc')", "61 62 63"],
  ["X'6162'", "61 62"],
  ["length(to_utf8('é'))", "2"],
  ["url_extract_host('http://user@example.com:8080/a/b?x=1&y=2#f')", "example.com"],
  ["url_extract_port('http://example.com:8080/a')", "8080"],
  ["url_extract_path('http://example.com/a/b?x=1')", "/a/b"],
  ["url_extract_protocol('https://example.com')", "https"],
  ["url_extract_query('http://example.com/a?x=1&y=2#f')", "x=1&y=2"],
  ["url_extract_parameter('http://example.com/a?x=1&y=a%20b', 'y')", "a b"],
  ["url_encode('a b/c')", "a+b%2Fc"],
  ["url_decode('a+b%2Fc')", "a b/c"],
  ["'it''s'", "it's"],
]);

cases("dates and times", [
  ["date_trunc('month', DATE '2024-02-29')", "2024-02-01"],
  ["date_trunc('week', TIMESTAMP '2024-02-29 10:11:12.345')", "2024-02-26 00:00:00.000"],
  ["date_trunc('hour', TIMESTAMP '2024-02-29 10:11:12.345')", "2024-02-29 10:00:00.000"],
  ["date_add('month', 1, DATE '2024-01-31')", "2024-02-29"],
  ["date_add('month', -1, TIMESTAMP '2024-03-31 10:00:00.000')", "2024-02-29 10:00:00.000"],
  ["date_add('second', 86, TIMESTAMP '2020-03-01 00:00:00')", "2020-03-01 00:01:26"],
  ["date_add('quarter', 1, DATE '2024-01-15')", "2024-04-15"],
  ["date_diff('second', TIMESTAMP '2020-03-01 00:00:00', TIMESTAMP '2020-03-02 00:00:00')", "86400"],
  ["date_diff('hour', TIMESTAMP '2020-03-01 00:59:00', TIMESTAMP '2020-03-01 01:01:00')", "0"],
  ["date_diff('day', DATE '2020-03-01', DATE '2020-03-02')", "1"],
  ["date_diff('month', DATE '2024-01-31', DATE '2024-02-29')", "1"],
  ["date_diff('month', DATE '2024-01-31', DATE '2024-02-28')", "0"],
  ["date_diff('day', DATE '2020-03-02', DATE '2020-03-01')", "-1"],
  ["DATE '2024-02-28' + INTERVAL '2' DAY", "2024-03-01"],
  ["TIMESTAMP '2024-01-31 00:00:00' + INTERVAL '1' MONTH", "2024-02-29 00:00:00"],
  ["DATE '2024-03-01' - DATE '2024-02-28'", "2 00:00:00.000"],
  ["INTERVAL '2' DAY + INTERVAL '3' HOUR", "2 03:00:00.000"],
  ["INTERVAL '1-2' YEAR TO MONTH", "1-2"],
  ["date_format(TIMESTAMP '2022-10-20 05:10:00', '%m-%d-%Y %H')", "10-20-2022 05"],
  [
    "date_format(TIMESTAMP '2022-10-20 05:10:09.123', '%W %M %e %c %i %s %f %p %h')",
    "Thursday October 20 10 10 09 123000 AM 05",
  ],
  ["date_parse('2022/10/20/05', '%Y/%m/%d/%H')", "2022-10-20 05:00:00.000"],
  ["date_parse('Oct 5 2022', '%b %e %Y')", "2022-10-05 00:00:00.000"],
  ["format_datetime(TIMESTAMP '2022-10-20 05:10:09.123', 'yyyy-MM-dd''T''HH:mm:ss.SSS')", "2022-10-20T05:10:09.123"],
  ["format_datetime(TIMESTAMP '2022-10-20 17:10:09', 'EEE, MMM d yy h:mm a')", "Thu, Oct 20 22 5:10 PM"],
  ["parse_datetime('2022-10-20 05', 'yyyy-MM-dd HH')", "2022-10-20 05:00:00.000 UTC"],
  ["from_iso8601_timestamp('2020-05-11T11:15:05')", "2020-05-11 11:15:05.000 UTC"],
  ["from_iso8601_timestamp('2020-05-11T11:15:05+02:00')", "2020-05-11 11:15:05.000 +02:00"],
  ["from_iso8601_date('2020-05-11')", "2020-05-11"],
  ["from_iso8601_date('2020-W10')", "2020-03-02"],
  ["from_iso8601_date('2020-123')", "2020-05-02"],
  ["from_unixtime(1.5)", "1970-01-01 00:00:01.500 UTC"],
  ["from_unixtime(0, 'America/New_York')", "1969-12-31 19:00:00.000 America/New_York"],
  ["to_unixtime(TIMESTAMP '2020-01-01 00:00:00.500')", "1.5778368005E9"],
  ["to_iso8601(TIMESTAMP '2020-01-01 01:02:03.456')", "2020-01-01T01:02:03.456"],
  ["to_iso8601(from_unixtime(0))", "1970-01-01T00:00:00.000Z"],
  [
    "at_timezone(TIMESTAMP '2022-11-01 09:08:07.321 UTC', 'America/Los_Angeles')",
    "2022-11-01 02:08:07.321 America/Los_Angeles",
  ],
  ["TIMESTAMP '2012-10-31 01:00 UTC' AT TIME ZONE 'America/Los_Angeles'", "2012-10-30 18:00:00 America/Los_Angeles"],
  ["hour(TIMESTAMP '2012-10-31 01:00 UTC' AT TIME ZONE 'America/Los_Angeles')", "18"],
  ["with_timezone(TIMESTAMP '2021-08-01 09:10:11.000', 'Asia/Kolkata')", "2021-08-01 09:10:11.000 Asia/Kolkata"],
  [
    "date_trunc('day', TIMESTAMP '2012-10-31 01:00 UTC' AT TIME ZONE 'America/Los_Angeles')",
    "2012-10-30 00:00:00 America/Los_Angeles",
  ],
  ["year(DATE '2024-02-29')", "2024"],
  ["quarter(DATE '2024-05-01')", "2"],
  ["day_of_week(DATE '2024-03-03')", "7"],
  ["dow(DATE '2024-03-04')", "1"],
  ["day_of_year(DATE '2024-12-31')", "366"],
  ["week(DATE '2021-01-03')", "53"],
  ["year_of_week(DATE '2021-01-03')", "2020"],
  ["millisecond(TIMESTAMP '2024-01-01 00:00:05.678')", "678"],
  ["EXTRACT(MONTH FROM DATE '2024-02-29')", "2"],
  ["EXTRACT(DOW FROM DATE '2024-03-03')", "7"],
  ["last_day_of_month(DATE '2024-02-01')", "2024-02-29"],
  ["current_date", "2024-02-29"],
  ["current_timestamp", "2024-02-29 12:34:56.789 UTC"],
  ["date(TIMESTAMP '2024-01-01 10:00:00')", "2024-01-01"],
  ["date('2024-01-01')", "2024-01-01"],
  ["TIMESTAMP '2024-01-01 00:00:00.123456'", "2024-01-01 00:00:00.123456"],
  ["DATE '2024-01-01' < TIMESTAMP '2024-01-01 00:00:01'", "true"],
  ["sequence(DATE '2024-02-28', DATE '2024-03-01', INTERVAL '1' DAY)", "[2024-02-28, 2024-02-29, 2024-03-01]"],
  ["TIME '01:02:03.456'", "01:02:03.456"],
]);

cases("JSON", [
  [`json_extract('{"store":{"book":[{"title":"A"}]}}', '$.store.book[0].title')`, '"A"'],
  [`json_extract_scalar('{"a":{"b":[1,"x"]}}', '$.a.b[1]')`, "x"],
  [`json_extract_scalar('{"a":{"b":1}}', '$.a')`, "NULL"],
  [`json_extract_scalar('{"a b":1}', '$["a b"]')`, "1"],
  [`json_extract_scalar('{"a":true}', '$.a')`, "true"],
  [`json_extract_scalar('no json', '$.a')`, "NULL"],
  [`json_extract('{"a":null}', '$.a')`, "null"],
  [`json_extract('{"a":[{"b":1},{"b":2}]}', '$.a[*].b')`, "[1,2]"],
  [`json_parse('[1, 2]')`, "[1,2]"],
  [`json_format(JSON '{"a": 1}')`, '{"a":1}'],
  [`json_array_length('[1, 2, 3]')`, "3"],
  [`json_array_length('{}')`, "NULL"],
  [`json_array_get('[1, 2, 3]', 1)`, "2"],
  [`json_array_contains('[1, 2, 3]', 2)`, "true"],
  [`json_size('{"x": {"a": 1, "b": 2}}', '$.x')`, "2"],
  [`CAST(json_parse('{"a":1}') AS MAP(VARCHAR, INTEGER))`, "{a=1}"],
  [`CAST(json_extract('{"a":[1,2]}', '$.a') AS ARRAY(BIGINT))[2]`, "2"],
]);

cases("arrays, maps, rows", [
  ["ARRAY[1, 2, 3]", "[1, 2, 3]"],
  ["ARRAY[1, NULL]", "[1, null]"],
  ["ARRAY['a', 'b'][2]", "b"],
  ["element_at(ARRAY[1, 2], 5)", "NULL"],
  ["element_at(ARRAY[1, 2], -1)", "2"],
  ["cardinality(ARRAY[1, 2, 3])", "3"],
  ["contains(ARRAY[1, 2], 2)", "true"],
  ["contains(ARRAY[1, NULL], 2)", "NULL"],
  ["array_position(ARRAY['a', 'b'], 'b')", "2"],
  ["array_position(ARRAY['a', 'b'], 'x')", "0"],
  ["array_distinct(ARRAY[3, 1, 3, 2, 1])", "[3, 1, 2]"],
  ["array_sort(ARRAY[3, NULL, 1])", "[1, 3, null]"],
  ["array_max(ARRAY[1, 5, 3])", "5"],
  ["array_max(ARRAY[1, NULL])", "NULL"],
  ["array_min(ARRAY[4, 2])", "2"],
  ["array_remove(ARRAY[1, 2, 1], 1)", "[2]"],
  ["array_intersect(ARRAY[1, 2, 3], ARRAY[3, 1])", "[1, 3]"],
  ["array_union(ARRAY[1, 2], ARRAY[2, 3])", "[1, 2, 3]"],
  ["array_except(ARRAY[1, 2, 3], ARRAY[2])", "[1, 3]"],
  ["arrays_overlap(ARRAY[1, 2], ARRAY[2])", "true"],
  ["array_join(ARRAY[1, NULL, 3], ',')", "1,3"],
  ["array_join(ARRAY['a', NULL], '-', 'x')", "a-x"],
  ["ARRAY[1] || ARRAY[2, 3]", "[1, 2, 3]"],
  ["ARRAY[1] || 2", "[1, 2]"],
  ["concat(ARRAY[1], ARRAY[2])", "[1, 2]"],
  ["flatten(ARRAY[ARRAY[1], ARRAY[2, 3]])", "[1, 2, 3]"],
  ["slice(ARRAY[1, 2, 3, 4], 2, 2)", "[2, 3]"],
  ["slice(ARRAY[1, 2, 3, 4], -2, 2)", "[3, 4]"],
  ["reverse(ARRAY[1, 2])", "[2, 1]"],
  ["repeat('x', 3)", "[x, x, x]"],
  ["sequence(1, 5)", "[1, 2, 3, 4, 5]"],
  ["sequence(5, 1, -2)", "[5, 3, 1]"],
  ["zip(ARRAY[1, 2], ARRAY['a'])", "[{field0=1, field1=a}, {field0=2, field1=null}]"],
  ["zip_with(ARRAY[1, 3], ARRAY[2, 4], (x, y) -> x * y)", "[2, 12]"],
  ["transform(ARRAY[5, NULL, 6], x -> coalesce(x, 0) + 1)", "[6, 1, 7]"],
  ["transform(ARRAY['a'], x -> x || 'b')", "[ab]"],
  ["filter(ARRAY[5, -6, NULL, 7], x -> x > 0)", "[5, 7]"],
  ["reduce(ARRAY[5, 20, 50], 0, (s, x) -> s + x, s -> s)", "75"],
  ["reduce(ARRAY[], 0, (s, x) -> s + x, s -> s)", "0"],
  ["reduce(ARRAY[5, 20, NULL, 50], 0, (s, x) -> s + coalesce(x, 0), s -> s * 2)", "150"],
  ["reduce(ARRAY['a', 'b'], '', (s, x) -> s || x, s -> s)", "ab"],
  ["any_match(ARRAY[1, 2], x -> x > 1)", "true"],
  ["all_match(ARRAY[1, 2], x -> x > 1)", "false"],
  ["none_match(ARRAY[1, 2], x -> x > 2)", "true"],
  ["any_match(ARRAY[1, NULL], x -> x > 1)", "NULL"],
  ["transform(ARRAY[1, 2], x -> transform(ARRAY[10, 20], y -> x * y))", "[[10, 20], [20, 40]]"],
  ["ngrams(ARRAY['a', 'b', 'c'], 2)", "[[a, b], [b, c]]"],
  ["combinations(ARRAY['a', 'b', 'c'], 2)", "[[a, b], [a, c], [b, c]]"],
  ["MAP(ARRAY['a', 'b'], ARRAY[1, 2])", "{a=1, b=2}"],
  ["MAP(ARRAY['a', 'b'], ARRAY[1, 2])['b']", "2"],
  ["element_at(MAP(ARRAY['a'], ARRAY[1]), 'x')", "NULL"],
  ["map_keys(MAP(ARRAY['a', 'b'], ARRAY[1, 2]))", "[a, b]"],
  ["map_values(MAP(ARRAY['a', 'b'], ARRAY[1, 2]))", "[1, 2]"],
  ["map_entries(MAP(ARRAY['a'], ARRAY[1]))", "[{field0=a, field1=1}]"],
  ["map_from_entries(ARRAY[(1, 'x'), (2, 'y')])", "{1=x, 2=y}"],
  ["map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a'], ARRAY[2]))", "{a=2}"],
  ["map_filter(MAP(ARRAY['a', 'b'], ARRAY[1, 2]), (k, v) -> v > 1)", "{b=2}"],
  ["transform_values(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> v * 10)", "{a=10}"],
  ["transform_keys(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> k || 'x')", "{ax=1}"],
  ["map_zip_with(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a'], ARRAY[10]), (k, x, y) -> x + y)", "{a=11}"],
  ["cardinality(MAP(ARRAY['a'], ARRAY[1]))", "1"],
  ["ROW(1, 'a')", "{field0=1, field1=a}"],
  ["SELECT (1, 2) = (1, 2)", "true"],
  ["ROW(1, 'a')[2]", "a"],
]);

cases("conditions", [
  ["if(1 > 2, 'a')", "NULL"],
  ["if(1 < 2, 'a', 'b')", "a"],
  ["coalesce(NULL, 2)", "2"],
  ["nullif(1, 1)", "NULL"],
  ["TRY(1 / 0)", "NULL"],
  ["TRY(CAST('x' AS INTEGER))", "NULL"],
  ["coalesce(TRY(1 / 0), 7)", "7"],
  ["CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END", "b"],
  ["CASE WHEN NULL THEN 1 ELSE 2.5 END", "2.5"],
  ["1 IS DISTINCT FROM NULL", "true"],
  ["NULL IS NOT DISTINCT FROM NULL", "true"],
  ["5 BETWEEN 1 AND 5", "true"],
  ["3 NOT IN (1, 2)", "true"],
  ["3 IN (1, NULL)", "NULL"],
  ["NOT false AND (true OR NULL)", "true"],
  ["1 = ANY (SELECT * FROM (VALUES 1, 2))", "true"],
  ["3 > ALL (VALUES 1, 2)", "true"],
  ["EXISTS (SELECT 1 WHERE false)", "false"],
]);

const T = "(VALUES (1, 'a', 10.50), (2, 'b', 20.25), (3, 'a', NULL)) AS t(id, k, v)";
cases("aggregates and windows", [
  [`SELECT count(*), count(v), sum(id), avg(id), avg(v), sum(v) FROM ${T}`, "3|2|6|2.0|15.38|30.75"],
  [`SELECT k, count(*) FROM ${T} GROUP BY k ORDER BY k`, "a|2\nb|1"],
  [`SELECT k, max(id) AS m FROM ${T} GROUP BY 1 HAVING max(id) > 2 ORDER BY m`, "a|3"],
  [`SELECT count_if(id > 1), approx_distinct(k), bool_or(id > 2), every(id > 0) FROM ${T}`, "2|2|true|true"],
  [`SELECT max_by(k, id), min_by(v, id), max_by(v, id) FROM ${T}`, "a|10.50|NULL"],
  [`SELECT max_by(id, id, 2), max(id, 2) FROM ${T}`, "[3, 2]|[3, 2]"],
  [`SELECT array_agg(id ORDER BY id DESC), array_agg(v ORDER BY id) FROM ${T}`, "[3, 2, 1]|[10.50, 20.25, null]"],
  [`SELECT histogram(k), map_agg(id, k) FROM ${T}`, "{a=2, b=1}|{1=a, 2=b, 3=a}"],
  [`SELECT multimap_agg(k, id) FROM ${T}`, "{a=[1, 3], b=[2]}"],
  [
    "SELECT approx_percentile(x, 0.5), approx_percentile(x, ARRAY[0.1, 0.9]) FROM UNNEST(sequence(1, 100)) AS t(x)",
    "50|[10, 90]",
  ],
  ["SELECT arbitrary(x), count(DISTINCT x) FROM (VALUES NULL, 1, 1) AS t(x)", "1|1"],
  [`SELECT listagg(k, ',') WITHIN GROUP (ORDER BY id) FROM ${T}`, "a,b,a"],
  [`SELECT sum(id) FILTER (WHERE k = 'a') FROM ${T}`, "4"],
  ["SELECT round(stddev(x), 4), var_pop(x), geometric_mean(x) FROM (VALUES 2e0, 8e0) AS t(x)", "4.2426|9.0|4.0"],
  ["SELECT bitwise_or_agg(x), bitwise_and_agg(x) FROM (VALUES 3, 5) AS t(x)", "7|1"],
  ["SELECT sum(x), avg(x) FROM (VALUES CAST(1.5 AS REAL)) AS t(x)", "1.5|1.5"],
  ["SELECT sum(x), avg(x), max(x) FROM (VALUES 1) AS t(x) WHERE false", "NULL|NULL|NULL"],
  [`SELECT id, row_number() OVER (PARTITION BY k ORDER BY id DESC) FROM ${T} ORDER BY id`, "1|2\n2|1\n3|1"],
  [
    `SELECT id, CAST(id AS DOUBLE) / sum(id) OVER () FROM ${T} ORDER BY 1`,
    "1|0.16666666666666666\n2|0.3333333333333333\n3|0.5",
  ],
  [
    `SELECT id, lag(id) OVER (ORDER BY id), lead(id, 1, -1) OVER (ORDER BY id) FROM ${T} ORDER BY 1`,
    "1|NULL|2\n2|1|3\n3|2|-1",
  ],
  [`SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM ${T} ORDER BY id`, "1\n3\n5"],
  [
    `SELECT last_value(v) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM ${T} ORDER BY id`,
    "10.50\n20.25\n20.25",
  ],
  [`SELECT rank() OVER w, ntile(2) OVER w FROM ${T} WINDOW w AS (ORDER BY k) ORDER BY 1, 2`, "1|1\n1|1\n3|2"],
  [`SELECT k, sum(id), grouping(k) FROM ${T} GROUP BY ROLLUP (k) ORDER BY 1`, "a|4|0\nb|2|0\nNULL|6|1"],
  [
    `SELECT k, id, count(*) FROM ${T} GROUP BY GROUPING SETS ((k), (id)) ORDER BY k, id`,
    "a|NULL|2\nb|NULL|1\nNULL|1|1\nNULL|2|1\nNULL|3|1",
  ],
]);

cases("queries", [
  ["SELECT 1 AS a, 2 AS a", "1|2"],
  ["VALUES (1, 'x'), (2, 'y')", "1|x\n2|y"],
  ["SELECT * FROM (VALUES 3, 1, 2) AS t(x) ORDER BY x DESC", "3\n2\n1"],
  ["SELECT x FROM (VALUES 1, NULL, 2) AS t(x) ORDER BY x DESC", "2\n1\nNULL"],
  ["SELECT x FROM (VALUES 1, 2, 3, 4) AS t(x) ORDER BY x OFFSET 1 LIMIT 2", "2\n3"],
  ["SELECT x FROM (VALUES 1, 2, 3) AS t(x) ORDER BY x OFFSET 1 ROW FETCH FIRST 1 ROW ONLY", "2"],
  ["SELECT x + 1 AS y FROM (VALUES 1, 2) AS t(x) ORDER BY y * -1", "3\n2"],
  ["WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT * FROM a CROSS JOIN b", "1|2"],
  ["WITH a(n) AS (VALUES 1, 2) SELECT p.n, q.n FROM a p JOIN a q ON p.n < q.n", "1|2"],
  ["WITH RECURSIVE t(n) AS (VALUES 1 UNION ALL SELECT n + 1 FROM t WHERE n < 4) SELECT sum(n) FROM t", "10"],
  ["SELECT 1 UNION SELECT 1 UNION ALL SELECT 2 ORDER BY 1", "1\n2"],
  ["SELECT 1 AS a UNION ALL SELECT 2.5 ORDER BY a", "1.0\n2.5"],
  ["(SELECT 1) INTERSECT (SELECT 1)", "1"],
  ["SELECT * FROM (VALUES 1, 2) AS t(x) EXCEPT SELECT 2", "1"],
  ["SELECT DISTINCT x FROM (VALUES 1, 1, 2) AS t(x) ORDER BY x", "1\n2"],
  [
    "SELECT a.x, b.y FROM (VALUES 1, 2) AS a(x) LEFT JOIN (VALUES (1, 'p')) AS b(x, y) ON a.x = b.x ORDER BY 1",
    "1|p\n2|NULL",
  ],
  ["SELECT * FROM (VALUES (1, 'a')) AS a(id, n) JOIN (VALUES (1, 'b')) AS b(id, m) USING (id)", "1|a|b"],
  ["SELECT id FROM (VALUES 1) AS a(id) FULL JOIN (VALUES 2) AS b(id) USING (id) ORDER BY id", "1\n2"],
  ["SELECT t.x, u.y FROM (VALUES 1) AS t(x) CROSS JOIN UNNEST(ARRAY['a', 'b']) AS u(y) ORDER BY 2", "1|a\n1|b"],
  [
    "SELECT y, n FROM (VALUES (ARRAY['a', 'b'])) AS t(xs) CROSS JOIN UNNEST(xs) WITH ORDINALITY AS u(y, n) ORDER BY n",
    "a|1\nb|2",
  ],
  ["SELECT * FROM UNNEST(ARRAY[1, 2], ARRAY['a']) AS t(x, y) ORDER BY x", "1|a\n2|NULL"],
  ["SELECT * FROM UNNEST(MAP(ARRAY['k'], ARRAY[1])) AS t(k, v)", "k|1"],
  ["SELECT a, b FROM UNNEST(ARRAY[CAST(ROW(1, 'x') AS ROW(a INTEGER, b VARCHAR))]) ORDER BY a", "1|x"],
  [
    "SELECT id, y FROM (VALUES (1, ARRAY[7]), (2, ARRAY[])) AS t(id, xs) LEFT JOIN UNNEST(xs) AS u(y) ON true ORDER BY id",
    "1|7\n2|NULL",
  ],
  [
    "SELECT x, (SELECT max(y) FROM (VALUES 1, 2) AS u(y) WHERE y <= x) FROM (VALUES 1, 2) AS t(x) ORDER BY x",
    "1|1\n2|2",
  ],
  ["SELECT x FROM (VALUES 1, 2) AS t(x) WHERE EXISTS (SELECT 1 FROM (VALUES 2) AS u(y) WHERE u.y = t.x)", "2"],
  ["SELECT x FROM (VALUES 1, 2) AS t(x) WHERE x IN (SELECT y FROM (VALUES 2) AS u(y))", "2"],
  ["SELECT t.* FROM (VALUES (1, 2)) AS t(a, b)", "1|2"],
  ['SELECT "Weird Name" FROM (VALUES 1) AS t("Weird Name")', "1"],
  ["SELECT T.X FROM (VALUES 1) AS t(x)", "1"],
  ["SELECT r.a.b FROM (SELECT CAST(ROW(ROW(5)) AS ROW(a ROW(b INTEGER))) AS r)", "5"],
  ["SELECT count(*) FROM (VALUES 1, 2, 3) AS t(x) TABLESAMPLE BERNOULLI (100)", "3"],
  ["SELECT x, y FROM (VALUES 2) AS t(x) CROSS JOIN LATERAL (SELECT x * 10 AS y)", "2|20"],
  ["SELECT * FROM ((VALUES 1) AS a(x) CROSS JOIN (VALUES 2) AS b(y))", "1|2"],
  ["SELECT -- a comment\n 1 /* another */ + 1;", "2"],
  ["SELECT CASE WHEN x = 1 THEN 'one' END AS \"end\" FROM (VALUES 1) AS t(x)", "one"],
  ["SELECT x % 2 AS g, sum(x) FROM (VALUES 1, 2, 3) AS t(x) GROUP BY x % 2 ORDER BY g", "0|2\n1|4"],
  ["SELECT k FROM (VALUES ('a', 1), ('a', 2), ('b', 1)) AS t(k, v) GROUP BY k ORDER BY count(*) DESC, k", "a\nb"],
]);

test.each([
  ["sums", `SELECT ${Array.from({ length: 50_000 }, () => "1").join(" + ")}`, "STACK_OVERFLOW: statement is too large"],
  ["subscripts", `SELECT a${"[1]".repeat(20_000)} FROM (VALUES 1) AS t(a)`, "STACK_OVERFLOW: statement is too large"],
  ["negations", `SELECT ${"NOT ".repeat(10_000)}true`, "statement is too large"],
])("a long chain of %s is refused, not crashed on", async (_, text, message) => {
  await expect(answer(text)).rejects.toThrow(message);
});

test("thousands of conditions, values and branches are no trouble", async () => {
  const many = Array.from({ length: 3000 }, (_, index) => index);
  expect(
    (await answer(`SELECT x FROM (VALUES 7) AS t(x) WHERE ${many.map((n) => `x = ${n}`).join(" OR ")}`)).text,
  ).toBe("7");
  expect(
    (
      await answer(
        `SELECT count(*) FROM (${many
          .slice(0, 500)
          .map((n) => `SELECT ${n}`)
          .join(" UNION ALL ")})`,
      )
    ).text,
  ).toBe("500");
});

test("parameters stand for values, in order", async () => {
  expect((await answer("SELECT ? || '!', x FROM (VALUES 1, 2) AS t(x) WHERE x = ?", ["'hi'", "2"])).text).toBe("hi!|2");
});

test("types of results", async () => {
  const { types } = await answer(
    "SELECT 1, 1.5, 'ab', count(*), sum(1), avg(1), ARRAY[1], now(), DATE '2024-01-01', 1 = 1, json_parse('1'), 1.0 / 3, max(x) FROM (VALUES CAST(1 AS TINYINT)) AS t(x)",
  );
  expect(types).toEqual([
    "integer",
    "decimal(2,1)",
    "varchar(2)",
    "bigint",
    "bigint",
    "double",
    "array(integer)",
    "timestamp(3) with time zone",
    "date",
    "boolean",
    "json",
    "decimal(2,1)",
    "tinyint",
  ]);
});

failures([
  [
    "SELECT x",
    "COLUMN_NOT_FOUND: line 1:8: Column 'x' cannot be resolved or requester is not authorized to access requested resources",
  ],
  ["SELECT 1 FROM t", "SCHEMA_NOT_FOUND: line 1:15: Schema 'db' does not exist"],
  ["SELECT foo(1)", "FUNCTION_NOT_FOUND: line 1:8: Function 'foo' not registered"],
  ["SELECT lower(1)", "FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (integer) for function lower"],
  ["SELECT 1 + 'a'", "TYPE_MISMATCH: line 1:10: Cannot apply operator: integer + varchar(1)"],
  ["SELECT DATE '2024-01-01' > '2024-01-01'", "TYPE_MISMATCH: line 1:26: Cannot apply operator: date > varchar(10)"],
  ["SELECT 1 / 0", "Division by zero"],
  ["SELECT x / y FROM (VALUES (1, 0)) AS t(x, y)", "DIVISION_BY_ZERO: Division by zero"],
  ["SELECT CAST('x' AS INTEGER)", "INVALID_CAST_ARGUMENT: Cannot cast 'x' to INT"],
  ["SELECT ARRAY[1][2]", "Array subscript must be less than or equal to array length: 2 > 1"],
  ["SELECT MAP(ARRAY['a'], ARRAY[1])['b']", "Key not present in map: b"],
  ["SELECT a.x FROM (VALUES 1) AS a(x), (VALUES 1) AS a(x)", "AMBIGUOUS_NAME: line 1:8: Column 'a.x' is ambiguous"],
  ["SELECT * FROM (VALUES (1, 2)) AS t(a)", "MISMATCHED_COLUMN_ALIASES"],
  ["SELECT 1 WHERE 1", "TYPE_MISMATCH: line 1:16: WHERE clause must evaluate to a boolean: actual type integer"],
  ["SELECT\n  1 +\n  FROM t", "line 3:3: mismatched input 'FROM'. Expecting: <expression>"],
  ["SELEC 1", "line 1:1: mismatched input 'SELEC'"],
  ["SELECT 'abc", "line 1:8: mismatched input '''"],
  [`SELECT ${"(".repeat(5000)}1${")".repeat(5000)}`, "nesting too deep"],
]);
