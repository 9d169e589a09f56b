import { PutRecordBatchCommand } from "@aws-sdk/client-firehose";
import type { OrcSerDe } from "@aws-sdk/client-firehose";
import { describe, expect, it } from "vitest";
import { plainRows, type PlainValue } from "../../../src/formats/orc/plain-rows.ts";
import { STREAM } from "../../../src/formats/orc/footer.ts";
import { OrcFile } from "../../../src/formats/orc/reader.ts";
import {
  activeStream,
  conversion,
  delivered,
  glueTable,
  newBucket,
  objectOf,
  platform,
  text,
  toBucket,
} from "./platform.ts";

const { firehose, s3, glue } = await platform();

const openBytes = (bytes: Uint8Array): Promise<OrcFile> =>
  OrcFile.open({
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  });

/** Puts the records in one batch through a stream that converts to ORC. */
async function convert(columns: Readonly<Record<string, string>>, records: readonly string[], OrcSerDe: OrcSerDe = {}) {
  const bucket = await newBucket(s3);
  const settings = {
    ...conversion(await glueTable(glue, columns)),
    OutputFormatConfiguration: { Serializer: { OrcSerDe } },
  };
  const name = await activeStream(firehose, {
    ExtendedS3DestinationConfiguration: toBucket(bucket, {
      Prefix: "data/",
      ErrorOutputPrefix: "errors/!{firehose:error-output-type}/",
      BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 0 },
      DataFormatConversionConfiguration: settings,
    }),
  });
  const Records = records.map((record) => ({ Data: text(record) }));
  await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records }));
  const [key = ""] = await delivered(s3, bucket, "data/");
  expect(key).toMatch(/\.orc$/);
  const file = await openBytes((await objectOf(s3, bucket, key)).bytes);
  const rows: PlainValue[][] = [];
  for await (const batch of file.batches()) {
    const values = batch.columns.map((column, at) => plainRows(file.columns[at]!, column));
    for (let row = 0; row < batch.rows; row++) rows.push(values.map((column) => column[row]!));
  }
  return { bucket, file, rows };
}

describe("Conversion to ORC", () => {
  it("writes every type that a table has", async () => {
    const { file, rows } = await convert(
      {
        a: "int",
        b: "bigint",
        c: "double",
        d: "decimal(20,2)",
        e: "boolean",
        f: "string",
        g: "timestamp",
        h: "date",
        i: "array<string>",
        j: "map<string,int>",
        k: "struct<x:int,y:array<struct<z:string>>>",
        l: "decimal(5,1)",
        m: "tinyint",
      },
      [
        '{"a":1,"b":9007199254740993,"c":1.5,"d":12.34,"e":true,"f":"a text that is longer than others","g":"2024-02-29 12:34:56.123456","h":"2024-02-29","i":["x",null],"j":{"k":7},"k":{"x":3,"y":[{"z":"deep"}]},"l":-2.5,"m":-7}\n',
        '{"a":null}\n',
      ],
    );
    expect(file.postscript.compression).toBe("snappy");
    expect(file.footer.schema.fieldNames).toEqual("abcdefghijklm".split(""));
    expect(rows).toEqual([
      [
        1,
        9007199254740993n,
        1.5,
        "12.34",
        true,
        "a text that is longer than others",
        "2024-02-29 12:34:56.123456",
        "2024-02-29",
        ["x", null],
        [{ key: "k", value: 7 }],
        { x: 3, y: [{ z: "deep" }] },
        "-2.5",
        -7,
      ],
      Array.from({ length: 13 }, () => null),
    ]);
  });

  it("follows the serializer's settings", async () => {
    const records = Array.from(
      { length: 400 },
      (_, at) => `${Array.from({ length: 10 }, (__, line) => `{"a":${at * 10 + line},"b":"x${at % 3}"}`).join("\n")}\n`,
    );
    const { file, rows } = await convert({ a: "int", b: "string" }, records, {
      Compression: "ZLIB",
      RowIndexStride: 1000,
      DictionaryKeyThreshold: 1,
      FormatVersion: "V0_11",
      BloomFilterColumns: ["A"],
      BloomFilterFalsePositiveProbability: 0.01,
      StripeSizeBytes: 8 * 1024 * 1024,
    });
    expect(rows.length).toBe(4000);
    expect(rows[3999]).toEqual([3999, "x0"]);
    expect(file.postscript).toMatchObject({ compression: "zlib", version: [0, 11] });
    expect(file.footer.rowIndexStride).toBe(1000);
    const { encodings, streams } = await file.stripeFooter(file.footer.stripes[0]!);
    expect(streams.filter(({ kind }) => kind === STREAM.bloomFilterUtf8).map(({ column }) => column)).toEqual([1]);
    expect(encodings[2]).toEqual({ kind: 1, dictionarySize: 3 });
    expect(file.footer.statistics[1]).toMatchObject({ values: 4000, min: 0n, max: 3999n, sum: 7_998_000n });
  });

  it("puts records that do not convert to the error prefix, and folds keys", async () => {
    const { bucket, rows } = await convert({ name: "int" }, ['{"Name":1}\n', '{"name":"oops"}\n', '{"NAME":3}\n']);
    expect(rows).toEqual([[1], [3]]);
    const [key = ""] = await delivered(s3, bucket, "errors/format-conversion-failed/");
    const [line] = Buffer.from((await objectOf(s3, bucket, key)).bytes)
      .toString()
      .trim()
      .split("\n");
    expect(JSON.parse(line ?? "")).toMatchObject({ rawData: Buffer.from('{"name":"oops"}\n').toString("base64") });
  });
});
