// SelectObjectContent: CSV, JSON and Parquet through the AWS SDK's event stream. Documented unless said otherwise.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import {
  type InputSerialization,
  type OutputSerialization,
  PutObjectCommand,
  SelectObjectContentCommand,
  type SelectObjectContentCommandInput,
  type SelectObjectContentEventStream,
  type Stats,
} from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";
import { bzip2Sample } from "./select-samples.ts";

const { s3, bucket } = await platform();
const Bucket = await bucket();

const PEOPLE = 'name,city,age\nAda,London,36\n"Smith, Jo",Paris,41\nLin,"New ""York""",29\n# left out,x,1\nMax,,\n';
const RULES = '{"Rules":[{"id":"1"},{"expr":"y > x"},{"id":"2","expr":"z = DEBUG"}]}\n{"created":"June 27"}\n';

let objects = 0;
async function put(Body: string | Uint8Array): Promise<string> {
  const Key = `object-${objects++}`;
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  return Key;
}

interface Selected {
  readonly text: string;
  readonly events: readonly string[];
  readonly stats: Stats | undefined;
}

const csv = (CSV: NonNullable<InputSerialization["CSV"]> = {}): InputSerialization => ({ CSV });
const lines: InputSerialization = { JSON: { Type: "LINES" } };
const document: InputSerialization = { JSON: { Type: "DOCUMENT" } };
const asJson: OutputSerialization = { JSON: {} };
const asCsv: OutputSerialization = { CSV: {} };

async function select(
  Key: string,
  Expression: string,
  InputSerialization: InputSerialization,
  OutputSerialization = asJson,
  more: Partial<SelectObjectContentCommandInput> = {},
): Promise<Selected> {
  const { Payload } = await s3.send(
    new SelectObjectContentCommand({
      Bucket,
      Key,
      Expression,
      ExpressionType: "SQL",
      InputSerialization,
      OutputSerialization,
      ...more,
    }),
  );
  const pieces: Uint8Array[] = [];
  const events: string[] = [];
  let stats: Stats | undefined;
  for await (const event of Payload as AsyncIterable<SelectObjectContentEventStream>) {
    events.push(...Object.keys(event));
    if (event.Records?.Payload) pieces.push(event.Records.Payload);
    stats = event.Stats?.Details ?? stats;
  }
  return { text: Buffer.concat(pieces).toString(), events, stats };
}

const text = async (...parameters: Parameters<typeof select>): Promise<string> => (await select(...parameters)).text;

describe("SelectObjectContent: CSV", async () => {
  const people = await put(PEOPLE);
  const used = csv({ FileHeaderInfo: "USE" });

  it("answers records, statistics and the end", async () => {
    const { text: answer, events, stats } = await select(people, "SELECT * FROM S3Object", csv(), asCsv);
    expect(answer).toBe('name,city,age\nAda,London,36\n"Smith, Jo",Paris,41\nLin,"New ""York""",29\nMax,,\n');
    expect(events).toEqual(["Records", "Stats", "End"]);
    const size = Buffer.byteLength(PEOPLE);
    expect(stats).toEqual({ BytesScanned: size, BytesProcessed: size, BytesReturned: answer.length });
  });

  it("sends progress when it is asked for", async () => {
    const more = { RequestProgress: { Enabled: true } };
    const { events } = await select(people, "SELECT COUNT(*) FROM S3Object", csv(), asCsv, more);
    expect(events).toEqual(["Records", "Progress", "Stats", "End"]);
  });

  it.each([
    ["SELECT s.name FROM S3Object s WHERE s.city = 'Paris'", '{"name":"Smith, Jo"}\n'],
    ['SELECT s."name" AS who FROM S3Object AS s WHERE s.age > 30', '{"who":"Ada"}\n{"who":"Smith, Jo"}\n'],
    ["SELECT s._1, s._3 FROM S3Object s LIMIT 1", '{"_1":"Ada","_3":"36"}\n'],
    ["SELECT COUNT(*), SUM(CAST(age AS INT)) total FROM S3Object WHERE age <> ''", '{"_1":3,"total":106}\n'],
    [
      "SELECT AVG(CAST(s.age AS INT)), MIN(s.name), MAX(s.age) FROM S3Object s WHERE s.age <> ''",
      '{"_1":35.333333333333336,"_2":"Ada","_3":41}\n',
    ],
    ["SELECT UPPER(s.name) FROM S3Object s WHERE s.name LIKE '_d%'", '{"_1":"ADA"}\n'],
    ["SELECT name FROM S3Object WHERE name IN ('Lin', 'Ada') AND NOT city = 'London'", '{"name":"Lin"}\n'],
    [
      "SELECT CASE WHEN CAST(age AS INT) BETWEEN 30 AND 40 THEN 'mid' ELSE 'other' END c FROM S3Object LIMIT 2",
      '{"c":"mid"}\n{"c":"other"}\n',
    ],
    ["SELECT SUBSTRING(name FROM 2 FOR 2) FROM S3Object LIMIT 1", '{"_1":"da"}\n'],
    [
      "SELECT TRIM(BOTH 'A' FROM name) || '-' || COALESCE(NULLIF(city, ''), '?') x FROM S3Object s WHERE city = ''",
      '{"x":"Max-?"}\n',
    ],
    [
      "SELECT 7 / 2, 7 % 4, 7.0 / 2, 1 + 2 * 3, CHAR_LENGTH(name) FROM S3Object LIMIT 1",
      '{"_1":3,"_2":3,"_3":3.5,"_4":7,"_5":3}\n',
    ],
    [
      "SELECT EXTRACT(YEAR FROM CAST('2024-02-29T10:00Z' AS TIMESTAMP)) y, DATE_ADD(year, 1, `2024-02-29T`) z, TO_STRING(TO_TIMESTAMP('1969-07-20T20:18Z'), 'MMMM d, y') d FROM S3Object LIMIT 1",
      '{"y":2024,"z":"2025-02-28","d":"July 20, 1969"}\n',
    ],
    [
      "SELECT DATE_DIFF(month, CAST('2016-01-31T' AS TIMESTAMP), CAST('2017-01-01T' AS TIMESTAMP)) FROM S3Object LIMIT 1",
      '{"_1":11}\n',
    ],
  ])("%s", async (expression, expected) => {
    expect(await text(people, expression, used)).toBe(expected);
  });

  it("takes other delimiters, quotes and escapes", async () => {
    const key = await put("a;'it\\'s';c|;--;|%comment|d;'e|f';g|");
    const format = csv({
      FieldDelimiter: ";",
      RecordDelimiter: "|",
      QuoteCharacter: "'",
      QuoteEscapeCharacter: "\\",
      Comments: "%",
      AllowQuotedRecordDelimiter: true,
    });
    expect(await text(key, "SELECT s._2 FROM S3Object s", format)).toBe('{"_2":"it\'s"}\n{"_2":"--"}\n{"_2":"e|f"}\n');
    const output = {
      CSV: { QuoteFields: "ALWAYS", FieldDelimiter: "\t", RecordDelimiter: "\r\n", QuoteCharacter: "'" },
    } as const;
    expect(await text(key, "SELECT s._1, s._3 FROM S3Object s LIMIT 1", format, output)).toBe("'a'\t'c'\r\n");
  });

  it("leaves a header out, or names fields by their place", async () => {
    expect(await text(people, "SELECT * FROM S3Object LIMIT 1", csv({ FileHeaderInfo: "IGNORE" }))).toBe(
      '{"_1":"Ada","_2":"London","_3":"36"}\n',
    );
    expect(await text(people, "SELECT * FROM S3Object LIMIT 1", used)).toBe(
      '{"name":"Ada","city":"London","age":"36"}\n',
    );
  });

  it("reads GZIP and BZIP2", async () => {
    const gzip = await put(gzipSync(PEOPLE));
    const compressed = { ...used, CompressionType: "GZIP" } as const;
    const { text: answer, stats } = await select(gzip, "SELECT COUNT(*) FROM S3Object", compressed);
    expect(answer).toBe('{"_1":4}\n');
    expect(stats?.BytesScanned).toBe(gzipSync(PEOPLE).length);
    expect(stats?.BytesProcessed).toBe(PEOPLE.length);
    const bzip2 = await put(bzip2Sample.bytes);
    const { text: all, stats: read } = await select(bzip2, "SELECT COUNT(*), SUM(CAST(s._1 AS INT)) FROM S3Object s", {
      CSV: {},
      CompressionType: "BZIP2",
    });
    expect(all).toBe(`{"_1":${bzip2Sample.rows},"_2":${bzip2Sample.sum}}\n`);
    expect(read?.BytesProcessed).toBe(bzip2Sample.sizeBytes);
    await expect(select(people, "SELECT * FROM S3Object", compressed)).rejects.toEqual(
      failure(400, "InvalidCompressionFormat"),
    );
    const broken = await put(gzipSync(PEOPLE).subarray(0, 40));
    await expect(select(broken, "SELECT COUNT(*) FROM S3Object", compressed)).rejects.toEqual(
      failure(400, "TruncatedInput"),
    );
  });

  it("gives each record to one of the ranges that lie side by side", async () => {
    const key = await put(Array.from({ length: 500 }, (_, at) => `${at},é${"x".repeat(at % 17)}`).join("\n"));
    const all = await text(key, "SELECT s._1 FROM S3Object s", csv(), asCsv);
    for (const step of [1, 7, 100, 2000].map((size) => size + 61)) {
      let joined = "";
      for (let Start = 0; Start < 20_000; Start += step) {
        const more = { ScanRange: { Start, End: Start + step - 1 } };
        const found = await select(key, "SELECT s._1 FROM S3Object s", csv(), asCsv, more).catch(
          (error: { name: string }) => error.name,
        );
        if (typeof found === "string") break;
        joined += found.text;
      }
      expect(joined).toBe(all);
    }
    const tail = await text(key, "SELECT s._1 FROM S3Object s", csv(), asCsv, { ScanRange: { End: 25 } });
    expect(tail.trim().split("\n").at(-1)).toBe("499");
  });

  it("streams large results in several events", async () => {
    const key = await put(`${"0123456789".repeat(10)}\n`.repeat(5000));
    const { events, text: answer } = await select(key, "SELECT * FROM S3Object", csv(), asCsv);
    expect(events.filter((one) => one === "Records").length).toBeGreaterThan(5);
    expect(answer.length).toBe(101 * 5000);
  });
});

describe("SelectObjectContent: JSON", async () => {
  const rules = await put(RULES);

  it.each([
    ["SELECT id FROM S3Object[*].Rules[*].id", '{"id":"1"}\n{}\n{"id":"2"}\n{}\n'],
    ["SELECT id FROM S3Object[*].Rules[*].id WHERE id IS NOT MISSING", '{"id":"1"}\n{"id":"2"}\n'],
    ["SELECT r.expr FROM S3Object[*].Rules[*] r WHERE r.id = '2'", '{"expr":"z = DEBUG"}\n'],
    ["SELECT s.Rules[1].expr FROM S3Object s WHERE s.created IS MISSING", '{"expr":"y > x"}\n'],
    ['SELECT s."rules" FROM S3Object s', "{}\n{}\n"],
    ["SELECT * FROM S3Object s WHERE s.CREATED LIKE 'June%'", '{"created":"June 27"}\n'],
    ["SELECT COUNT(s.Rules) n, COUNT(*) FROM S3Object[*] s", '{"n":1,"_2":2}\n'],
  ])("%s", async (expression, expected) => {
    expect(await text(rules, expression, document)).toBe(expected);
    expect(await text(rules, expression, lines)).toBe(expected);
  });

  it("reads documents over many lines, and lists at the top", async () => {
    const key = await put('[{"a": 1,\n "b": "x{\\"}"},\n {"a": 2.5, "b": null}]');
    expect(await text(key, "SELECT s.a, s.b FROM S3Object[*][*] s", document)).toBe(
      '{"a":1,"b":"x{\\"}"}\n{"a":2.5,"b":null}\n',
    );
    expect(await text(key, "SELECT SUM(s.a) FROM S3Object[*][*] s", document, asCsv)).toBe("3.5\n");
  });

  it("refuses what is no JSON", async () => {
    const key = await put('{"a": 1}\n{"a": \n');
    await expect(select(key, "SELECT COUNT(*) FROM S3Object", lines)).rejects.toEqual(failure(400, "JSONParsingError"));
  });
});

describe("SelectObjectContent: Parquet", async () => {
  const folder = await mkdtemp(join(tmpdir(), "forebay-select-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "rows.parquet");
  const db = await DuckDBInstance.create(":memory:");
  const connection = await db.connect();
  await connection.run(`COPY (SELECT range AS id, 'name ' || range AS "Name", range / 4 AS part, 1.25::DECIMAL(9,2) AS price,
    TIMESTAMP '2024-05-06 07:08:09' AS at, {'deep': [range, 2]} AS nested FROM range(20000))
    TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)`);
  connection.closeSync();
  const bytes = await readFile(path);
  const key = await put(bytes);
  const parquet: InputSerialization = { Parquet: {} };

  it.each([
    ["SELECT COUNT(*), SUM(s.id) FROM S3Object s", '{"_1":20000,"_2":199990000}\n'],
    [
      "SELECT s.name, s.part, s.price, s.at, s.nested.deep[0] d FROM S3Object s WHERE s.id = 3",
      '{"Name":"name 3","part":0.75,"price":1.25,"at":"2024-05-06T07:08:09Z","d":3}\n',
    ],
    [
      "SELECT * FROM S3Object LIMIT 1",
      '{"id":0,"Name":"name 0","part":0,"price":1.25,"at":"2024-05-06T07:08:09Z","nested":{"deep":[0,2]}}\n',
    ],
  ])("%s", async (expression, expected) => {
    expect(await text(key, expression, parquet)).toBe(expected.replace('"Name":"name 3"', '"name":"name 3"'));
  });

  it("reads only the columns of the query", async () => {
    const one = await select(key, "SELECT SUM(id) FROM S3Object", parquet);
    const all = await select(key, "SELECT * FROM S3Object", parquet);
    expect(one.stats?.BytesScanned).toBeLessThan((all.stats?.BytesScanned ?? 0) / 2);
    expect(all.stats?.BytesScanned).toBeLessThanOrEqual(bytes.length);
  });

  it("gives each row group to one of the ranges that lie side by side", async () => {
    const half = Math.floor(bytes.length / 2);
    const count = async (Start: number, End: number): Promise<number> =>
      Number(
        await text(key, "SELECT COUNT(*) FROM S3Object s WHERE s.id >= 0", parquet, asCsv, {
          ScanRange: { Start, End },
        }),
      );
    const [first, second] = [await count(0, half - 1), await count(half, bytes.length - 1)];
    expect(first + second).toBe(20_000);
    expect(Math.min(first, second)).toBeGreaterThan(0);
  });
});

describe("SelectObjectContent: refusals", async () => {
  const key = await put("a,b\n1,x\n");
  const used = csv({ FileHeaderInfo: "USE" });

  it.each([
    ["SELEC * FROM S3Object", "ParseUnExpectedKeyword"],
    ["SELECT FROM S3Object", "ParseEmptySelect"],
    ["SELECT *", "ParseSelectMissingFrom"],
    ["SELECT a,, b FROM S3Object", "ParseExpectedExpression"],
    ["SELECT *, a FROM S3Object", "ParseAsteriskIsNotAloneInSelectList"],
    ["SELECT a FROM S3Object s ORDER BY a", "UnsupportedSqlStructure"],
    ["SELECT a FROM S3Object, S3Object", "MultipleDataSourcesUnsupported"],
    ["SELECT a FROM S3Object LIMIT x", "ParseExpectedNumber"],
    ["SELECT a FROM S3Object WHERE a = ^", "LexerInvalidChar"],
    ["SELECT FOO(a) FROM S3Object", "UnsupportedFunction"],
    ["SELECT SUM(*) FROM S3Object", "ParseUnsupportedCallWithStar"],
    ["SELECT CAST(a AS BLUE) FROM S3Object", "ParseExpectedTypeName"],
    ["SELECT CAST(b AS INT) FROM S3Object", "CastFailed"],
    ["SELECT c FROM S3Object", "MissingHeaders"],
    ["SELECT s._0 FROM S3Object s", "InvalidColumnIndex"],
    ["SELECT a, COUNT(*) FROM S3Object", "UnsupportedSqlStructure"],
    ["SELECT 1 / 0 FROM S3Object", "EvaluatorInvalidArguments"],
    ["SELECT 9223372036854775807 + 1 FROM S3Object", "IntegerOverflow"],
    ["SELECT a FROM Elsewhere", "ParseUnexpectedToken"],
  ])("%s: %s", async (expression, code) => {
    await expect(select(key, expression, used)).rejects.toEqual(failure(400, code));
  });

  it.each([
    [{}, asJson, {}, "InvalidDataSource"],
    [{ CSV: {}, JSON: { Type: "LINES" } }, asJson, {}, "ObjectSerializationConflict"],
    [csv({ FileHeaderInfo: "MAYBE" as "USE" }), asJson, {}, "InvalidFileHeaderInfo"],
    [{ JSON: { Type: "ROWS" as "LINES" } }, asJson, {}, "InvalidJsonType"],
    [{ CSV: {}, CompressionType: "ZIP" as "GZIP" }, asJson, {}, "InvalidCompressionFormat"],
    [csv(), {}, {}, "MissingRequiredParameter"],
    [csv(), { CSV: { QuoteFields: "NEVER" as "ALWAYS" } }, {}, "InvalidQuoteFields"],
    [csv({ FieldDelimiter: "abc" }), asJson, {}, "InvalidRequestParameter"],
    [csv(), asJson, { ExpressionType: "XPATH" as "SQL" }, "InvalidExpressionType"],
    [csv(), asJson, { Expression: `SELECT ${"1,".repeat(140_000)}1 FROM S3Object` }, "ExpressionTooLong"],
    [csv(), asJson, { ScanRange: { Start: 5, End: 2 } }, "InvalidScanRange"],
    [document, asJson, { ScanRange: { Start: 0, End: 2 } }, "UnsupportedScanRangeInput"],
    [{ Parquet: {} }, asJson, {}, "ParquetParsingError"],
  ] as const)("%j %j %j: %s", async (input, output, more, code) => {
    await expect(select(key, "SELECT * FROM S3Object", input, output, more)).rejects.toEqual(failure(400, code));
  });

  it("refuses text that is not UTF-8, records beyond 1 MiB, missing keys and archived objects", async () => {
    const latin = await put(Buffer.from("caf\xe9,1\n", "latin1"));
    await expect(select(latin, "SELECT * FROM S3Object", csv())).rejects.toEqual(failure(400, "InvalidTextEncoding"));
    const long = await put("x".repeat(1024 * 1024 + 1));
    await expect(select(long, "SELECT * FROM S3Object", csv())).rejects.toEqual(failure(400, "OverMaxRecordSize"));
    await expect(select("nowhere", "SELECT * FROM S3Object", csv())).rejects.toEqual(failure(404, "NoSuchKey"));
    await s3.send(new PutObjectCommand({ Bucket, Key: "cold", Body: "a\n", StorageClass: "GLACIER" }));
    await expect(select("cold", "SELECT * FROM S3Object", csv())).rejects.toEqual(failure(403, "InvalidObjectState"));
  });

  it("tells of what goes wrong after the first records in the stream", async () => {
    const late = await put(`${`1,${"y".repeat(1000)}\n`.repeat(300)}z,\n`);
    const query = select(late, "SELECT CAST(s._1 AS INT), s._2 FROM S3Object s", csv());
    await expect(query).rejects.toThrow(/CAST/);
  });
});
