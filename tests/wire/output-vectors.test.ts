// Answers that botocore's protocol cases hold, against what our protocols write for the same values.
// Expectations: recorded by botocore's authors.
import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { AwsError } from "../../src/kit/errors.ts";
import { decodeCbor } from "../../src/wire/codecs/cbor-decode.ts";
import { parseXml, type XmlElement } from "../../src/wire/codecs/xml-text.ts";
import type { HttpAnswer } from "../../src/wire/http.ts";
import { protocols } from "../../src/wire/protocols/protocols.ts";
import { typed, vectors, vectorsAreThere, VECTORS, type OutputCase, type Vector } from "./vector-cases.ts";
import { outputExceptions } from "./vector-exceptions.ts";

const answering = { requestId: "requestid", head: { method: "POST", path: "/", query: "", headers: {} } };

function answerOf({
  protocol,
  service,
  operation,
  test: { error, errorCode, errorMessage, result },
}: Vector<OutputCase>) {
  if (errorCode === undefined) {
    const output = typed(result, operation.output) as object;
    return protocols[protocol].encode(operation, output, answering);
  }
  const { message, Message, ...members } = (error ?? {}) as Record<string, string>;
  const thrown = new AwsError(errorCode, errorMessage ?? message ?? Message ?? "", { members });
  return protocols[protocol].encodeError(service, operation, thrown, answering);
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT/;
/** Two ways to write one instant are one. */
const sameInstant = (text: string): string => (DATE_TIME.test(text) ? new Date(text).toISOString() : text);

/** Elements with what a client sees: no request ids, no namespaces, no layout. */
function xmlTree({ name, attributes, children, text }: XmlElement): object {
  const seen = children.filter((child) => !/^(requestid|ResponseMetadata)$/i.test(child.name)).map(xmlTree);
  const ownAttributes = [...attributes].filter(([key]) => !key.startsWith("xmlns"));
  return { name, ownAttributes, children: seen, text: children.length > 0 ? "" : sameInstant(text) };
}

/** JSON as a client sees it: nulls are absent, and the error's code, which may stand in three places, is compared apart. */
function jsonTree(value: unknown): unknown {
  if (typeof value === "string") return sameInstant(value);
  if (Array.isArray(value)) return value.map(jsonTree);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array || "tag" in value) return value;
  const entries = Object.entries(value).filter(([key, item]) => item !== null && key !== "__type" && key !== "code");
  return Object.fromEntries(entries.map(([key, item]) => [key, jsonTree(item)]));
}

/** A CBOR body stands in base64 in the cases. */
const cborOf = (body: unknown): unknown =>
  decodeCbor(typeof body === "string" ? Buffer.from(body, "base64") : (body as Uint8Array));

function parsed({ protocol }: Vector<OutputCase>, body: unknown): unknown {
  if (protocol === "rpcV2Cbor") return jsonTree(cborOf(body));
  const text = Buffer.from(body as string).toString();
  if (/^\s*</.test(text)) return xmlTree(parseXml(text));
  return /^\s*[[{"]/.test(text) ? jsonTree(JSON.parse(text)) : text;
}

/** An empty object and no body at all say the same. */
function treeOf(vector: Vector<OutputCase>, body: unknown): unknown {
  const tree = body === undefined || body === "" ? undefined : parsed(vector, body);
  return isDeepStrictEqual(tree, {}) ? undefined : tree;
}

const sanitised = (code: unknown): unknown => (typeof code === "string" ? code.split(":")[0]!.split("#").at(-1) : code);

/** Where clients of the JSON protocols look for an error's code. */
function errorCodeOf(vector: Vector<OutputCase>, headers: Readonly<Record<string, string>>, body: unknown): unknown {
  const inHeader = headers["x-amzn-errortype"];
  if (inHeader !== undefined) return sanitised(inHeader);
  if (vector.protocol === "rpcV2Cbor") return sanitised((cborOf(body) as Record<string, unknown>)["__type"]);
  const text = Buffer.from(body as string).toString();
  const fields = JSON.parse(text || "{}") as Record<string, unknown>;
  return sanitised(fields["__type"] ?? fields["code"]);
}

/** Headers that are the transport's, the request's or the request id. */
const IGNORED = new Set(["content-length", "x-amz-target", "x-amzn-requestid", "x-amzn-errortype"]);
const mediaType = (text: string): string => text.split(";")[0]!.trim();

const lowerCase = (headers: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function expectHeaders(answer: HttpAnswer, expected: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(expected)) {
    if (IGNORED.has(name) || (name === "content-type" && answer.body === undefined)) continue;
    const actual = answer.headers[name];
    if (name === "content-type") expect(actual && mediaType(actual), name).toBe(mediaType(value));
    else expect(actual && sameInstant(actual), name).toBe(sameInstant(value));
  }
}

const cases = vectors<OutputCase>("output");
const jsonLike = new Set(["awsJson1_0", "awsJson1_1", "restJson1", "rpcV2Cbor"]);

describe.skipIf(!vectorsAreThere)(`output vectors (skipped when ${VECTORS} is not there)`, () => {
  test("there are 365 of them, and every exception names one", () => {
    expect(cases).toHaveLength(365);
    const titles = new Set(cases.map(({ title }) => title));
    expect(Object.keys(outputExceptions).filter((title) => !titles.has(title))).toEqual([]);
  });

  for (const vector of cases) {
    const reason = outputExceptions[vector.title];
    test.skipIf(reason !== undefined)(`${vector.title}${reason === undefined ? "" : `: ${reason}`}`, () => {
      const answer = answerOf(vector);
      const { response, errorCode } = vector.test;
      expect(answer.status).toBe(response.status_code);
      const expectedHeaders = lowerCase(response.headers);
      expect(treeOf(vector, answer.body)).toEqual(treeOf(vector, response.body));
      if (errorCode !== undefined && jsonLike.has(vector.protocol))
        expect(errorCodeOf(vector, answer.headers, answer.body)).toBe(
          errorCodeOf(vector, expectedHeaders, response.body ?? ""),
        );
      expectHeaders(answer, expectedHeaders);
    });
  }
});
