// Bytes that no honest client sends: every protocol answers an AwsError of its own, never anything else.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../src/kit/errors.ts";
import { cborCodec } from "../../src/wire/codecs/cbor.ts";
import type { RequestHead } from "../../src/wire/http.ts";
import { loadService } from "../../src/wire/models.ts";
import { protocols } from "../../src/wire/protocols/protocols.ts";
import type { ProtocolName } from "../../src/wire/wire.ts";

const seed = Number(process.env["FOREBAY_WIRE_SEED"] ?? Date.now() & 0x7fff_ffff);
const RUNS = 2000;

interface Target {
  readonly protocol: ProtocolName;
  readonly service: string;
  readonly operation: string;
  readonly head?: Partial<RequestHead>;
}

const putItem: Target = { protocol: "awsJson1_0", service: "dynamodb", operation: "PutItem" };
const executeSql: Target = {
  protocol: "restJson1",
  service: "rds-data",
  operation: "ExecuteStatement",
  head: { path: "/Execute" },
};
const deleteObjects: Target = {
  protocol: "restXml",
  service: "s3",
  operation: "DeleteObjects",
  head: { path: "/bucket", query: "delete" },
};
const putMetrics: Target = { protocol: "rpcV2Cbor", service: "cloudwatch", operation: "PutMetricData" };
const putMetricsForm: Target = { protocol: "awsQuery", service: "cloudwatch", operation: "PutMetricData" };
const runInstances: Target = { protocol: "ec2Query", service: "ec2", operation: "RunInstances" };

/** The decoded input, or the error's code. Anything that is no AwsError fails the test. */
function outcome({ protocol, service, operation, head }: Target, body: Uint8Array | string): object | string {
  const found = loadService(service).operations.get(operation)!;
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  const request = { method: "POST", path: "/", query: "", headers: {}, ...head };
  try {
    return protocols[protocol].decode(found, request, bytes);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    expect(error.fault).toBe("client");
    return error.code;
  }
}

const DEEP = 100_000;
const cborNest = Buffer.concat([Buffer.from("a1", "hex"), Buffer.from("\u0063abc".slice(1)), Buffer.alloc(DEEP, 0x81)]);

describe("depth", () => {
  test.each<[string, Target, string | Uint8Array, string]>([
    [
      "JSON lists where the model recurs",
      putItem,
      `{"Item":{"a":${'{"L":['.repeat(DEEP)}${"]}".repeat(DEEP)}}}`,
      "SerializationException",
    ],
    [
      "JSON maps where the model recurs",
      putItem,
      `{"Item":{"a":${'{"M":{"a":'.repeat(DEEP)}{}${"}}".repeat(DEEP)}}}`,
      "SerializationException",
    ],
    ["JSON that does not end", putItem, "[".repeat(DEEP), "SerializationException"],
    [
      "JSON with a long number, which our own reader reads",
      executeSql,
      `{"parameters":[{"value":{"longValue":1234567890123456789}}],"x":${"[".repeat(DEEP)}`,
      "SerializationException",
    ],
    ["CBOR", putMetrics, cborNest, "SerializationException"],
    ["CBOR tags", putMetrics, Buffer.alloc(DEEP, 0xc1), "SerializationException"],
    ["XML", deleteObjects, `<Delete>${"<a>".repeat(DEEP)}`, "MalformedXML"],
    ["XML that ends", deleteObjects, `<Delete>${"<a>".repeat(DEEP)}${"</a>".repeat(DEEP)}</Delete>`, "MalformedXML"],
    ["form keys", putMetricsForm, `Action=PutMetricData&${"a.".repeat(DEEP)}b=1`, "MalformedInput"],
    ["form keys of EC2", runInstances, `Action=RunInstances&${"a.".repeat(DEEP)}b=1`, "MalformedInput"],
  ])("%s", (_, target, body, code) => {
    expect(outcome(target, body)).toBe(code);
  });

  test("members that the model does not know are skipped however deep", () => {
    expect(outcome(putItem, `{"unknown":${"[".repeat(DEEP)}${"]".repeat(DEEP)},"TableName":"t"}`)).toEqual({
      TableName: "t",
    });
  });
});

describe("text", () => {
  const invalid = Buffer.from([0x22, 0xc3, 0x28, 0x22]);
  test.each<[string, Target, Uint8Array, string]>([
    [
      "JSON",
      putItem,
      Buffer.concat([Buffer.from('{"TableName":'), invalid, Buffer.from("}")]),
      "SerializationException",
    ],
    ["XML", deleteObjects, Buffer.concat([Buffer.from("<Delete>"), invalid, Buffer.from("</Delete>")]), "MalformedXML"],
    ["form", putMetricsForm, Buffer.concat([Buffer.from("Namespace="), invalid]), "MalformedInput"],
    ["form, percent-encoded", putMetricsForm, Buffer.from("Namespace=%C3%28"), "MalformedInput"],
    ["CBOR", putMetrics, Buffer.from("a1694e616d65737061636562c328", "hex"), "SerializationException"],
  ])("%s: invalid UTF-8", (_, target, body, code) => {
    expect(outcome(target, body)).toBe(code);
  });

  test.each([
    ["a DTD", `<!DOCTYPE d [<!ENTITY a "aaaa">]><Delete>&a;</Delete>`],
    ["an entity that nothing declares", "<Delete><Object><Key>&nope;</Key></Object></Delete>"],
    ["a bare ampersand", "<Delete><Object><Key>a & b</Key></Object></Delete>"],
    ["a character that XML forbids", "<Delete><Object><Key>&#0;</Key></Object></Delete>"],
    ["a surrogate by number", "<Delete><Object><Key>&#xD800;</Key></Object></Delete>"],
    ["an attribute twice", `<Delete a="1" a="2"></Delete>`],
    ["crossed tags", "<Delete><a><b></a></b></Delete>"],
    ["two roots", "<Delete/><Delete/>"],
    ["text after the root", "<Delete/>x"],
    ["another root", "<CompleteMultipartUpload/>"],
    ["a comment that does not end", `<Delete><!-- ${"-".repeat(1_000_000)}`],
    ["CDATA that does not end", "<Delete><![CDATA["],
    ["a wrong boolean", "<Delete><Quiet>yes</Quiet></Delete>"],
    ["nothing at all but space", "   "],
    ["an object without its key", "<Delete><Object/></Delete>"],
    ["no object", "<Delete></Delete>"],
  ])("XML: %s", (_, body) => {
    expect(outcome(deleteObjects, body)).toBe("MalformedXML");
  });

  test("XML: a body that is not there", () => {
    expect(outcome(deleteObjects, "")).toBe("MissingRequestBodyError");
  });

  test("S3: an Expires that is no date is left out", () => {
    const head = { method: "PUT", path: "/bucket/key", query: "", headers: { expires: "soon" } };
    const input = outcome({ protocol: "restXml", service: "s3", operation: "PutObject", head }, "x");
    expect(Object.keys(input)).toEqual(["Bucket", "Key", "Body"]);
  });

  test("XML: what is allowed is read exactly", () => {
    const body =
      `\ufeff<?xml version="1.0" encoding="UTF-8"?><!-- ${"-x".repeat(500_000)} -->\n` +
      `<s:Delete xmlns:s="http://s3.amazonaws.com/doc/2006-03-01/"><s:Object><s:Key> a&amp;&#x1F600;<![CDATA[<b>]]> </s:Key></s:Object></s:Delete>`;
    expect(outcome(deleteObjects, body)).toEqual({ Bucket: "bucket", Delete: { Objects: [{ Key: " a&😀<b> " }] } });
  });
});

describe("numbers", () => {
  const scan = (limit: string): object | string =>
    outcome({ protocol: "awsJson1_0", service: "dynamodb", operation: "Scan" }, `{"Limit":${limit}}`);

  test.each(["1.5", "1e400", "2147483648", "-2147483649", '"1"', "true", "[]", "{}", "NaN", "01", "9".repeat(100_000)])(
    "an integer is not %.20s",
    (limit) => {
      expect(scan(limit)).toBe("SerializationException");
    },
  );

  test("1.0 and 1e2 are integers", () => {
    expect(scan("1.0")).toEqual({ Limit: 1 });
    expect(scan("1e2")).toEqual({ Limit: 100 });
  });

  test("longs above 2^53 keep their digits, and end at 2^63", () => {
    const value = (digits: string): object | string =>
      outcome(executeSql, `{"parameters":[{"name":"q\\"\\\\","value":{"longValue":${digits}}}]}`);
    const read = (digits: unknown): object => ({ parameters: [{ name: 'q"\\', value: { longValue: digits } }] });
    expect(value("9007199254740993")).toEqual(read(9_007_199_254_740_993n));
    expect(value("-9223372036854775808")).toEqual(read(-(2n ** 63n)));
    expect(value("9007199254740991")).toEqual(read(9_007_199_254_740_991));
    expect(value("9223372036854775808")).toBe("SerializationException");
  });

  test("a bignum of CBOR is read as the long that it is", () => {
    const bytes = Buffer.from(`a1674d6178526f7773c248${"00".repeat(7)}05`, "hex");
    expect(outcome({ ...putMetrics, operation: "ListMetrics" }, bytes)).toEqual({});
  });
});

describe("base64", () => {
  const put = (data: string): object | string =>
    outcome({ protocol: "awsJson1_1", service: "kinesis", operation: "PutRecord" }, JSON.stringify({ Data: data }));

  test.each(["23456", "=+/=", "+/+=x", "a===", "ab-_", "ab c", "ab\ncd==", "ä===", "====", "a"])(
    "%s is none",
    (data) => {
      expect(put(data)).toBe("SerializationException");
    },
  );

  test.each(["", "AA==", "AAA=", "AAAA", "+/+/"])("'%s' is", (data) => {
    expect(put(data)).toEqual({ Data: Buffer.from(data, "base64") });
  });
});

test("keys that objects have of themselves are ordinary keys", () => {
  const body = '{"Item":{"__proto__":{"S":"x"},"constructor":{"S":"y"}},"__proto__":{"TableName":"t"}}';
  const input = outcome(putItem, body) as { Item: Record<string, unknown>; TableName?: string };
  expect(Object.keys(input.Item)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(input.Item)).toBe(Object.prototype);
  expect(input.TableName).toBeUndefined();
});

const samples: readonly (readonly [Target, Uint8Array])[] = [
  [
    putItem,
    Buffer.from('{"TableName":"t","Item":{"a":{"S":"é"},"b":{"L":[{"N":"1"},{"NULL":true}]},"c":{"B":"AAAA"}}}'),
  ],
  [
    executeSql,
    Buffer.from('{"resourceArn":"a","sql":"select","parameters":[{"value":{"longValue":9007199254740993}}]}'),
  ],
  [
    deleteObjects,
    Buffer.from(
      '<?xml version="1.0"?><Delete xmlns="x"><Object><Key>a&amp;é</Key></Object><Quiet>true</Quiet></Delete>',
    ),
  ],
  [
    putMetricsForm,
    Buffer.from("Action=PutMetricData&Namespace=n%20s&MetricData.member.1.MetricName=m&MetricData.member.1.Value=1.5"),
  ],
  [
    runInstances,
    Buffer.from(
      "Action=RunInstances&MinCount=1&MaxCount=2&TagSpecification.1.Tag.1.Key=k&BlockDeviceMapping.1.Ebs.VolumeSize=8",
    ),
  ],
  [
    putMetrics,
    cborCodec("seconds").write(loadService("cloudwatch").operations.get("PutMetricData")!.input, {
      Namespace: "n",
      MetricData: [
        { MetricName: "m", Timestamp: new Date(1000), Values: [1, 2.5], Dimensions: [{ Name: "é", Value: "v" }] },
      ],
    }),
  ],
];

const sample = samples.map(([target, body]) => [target.protocol, target, body] as const);

describe(`damage, seed ${seed}`, () => {
  test.each(sample)("%s: cut short at every byte", (_, target, body) => {
    for (let length = 1; length < body.byteLength; length += 1) outcome(target, body.subarray(0, length));
  });

  test.each(sample)("%s: bytes changed, added, removed", (_, target, body) => {
    const edits = fc.array(fc.tuple(fc.nat(body.byteLength - 1), fc.integer({ min: 0, max: 255 }), fc.nat(2)), {
      minLength: 1,
      maxLength: 6,
    });
    const property = fc.property(edits, (changes) => {
      const bytes = [...body];
      for (const [at, byte, kind] of changes) bytes.splice(at, kind === 1 ? 0 : 1, ...(kind === 2 ? [] : [byte]));
      outcome(target, Uint8Array.from(bytes));
    });
    fc.assert(property, { seed, numRuns: RUNS });
  });

  test.each(sample)("%s: random bytes", (_, target) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void outcome(target, bytes)),
      { seed, numRuns: RUNS },
    );
  });

  test("routing: random paths and queries", () => {
    const text = fc.string({ unit: fc.constantFrom(..."/?&=%+a2Fbx.ü".split("")), maxLength: 30 });
    const property = fc.property(
      fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD"),
      text,
      text,
      (method, path, query) => {
        for (const [name, protocol] of [
          ["s3", "restXml"],
          ["lambda", "restJson1"],
          ["iot", "restJson1"],
        ] as const) {
          const head = { method, path: `/${path}`, query, headers: {} };
          try {
            const operation = protocols[protocol].operationOf(loadService(name), head, undefined);
            protocols[protocol].decode(operation, head, new Uint8Array());
          } catch (error) {
            if (!(error instanceof AwsError)) throw error;
          }
        }
      },
    );
    fc.assert(property, { seed, numRuns: RUNS });
  });
});
