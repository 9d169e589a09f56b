// botocore's protocol cases, as services of ours, heads, bodies and values.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequestHead } from "../../src/wire/http.ts";
import { serviceOf } from "../../src/wire/models.ts";
import type { Shape, Structure } from "../../src/wire/shapes.ts";
import type { ProtocolName, WireOperation, WireService } from "../../src/wire/wire.ts";
import { modelFromBotocore, protocolsOf, type BotoDescription } from "../../tools/models/from-botocore.ts";

export const VECTORS = "../shared/vectors/protocols";
export const vectorsAreThere = existsSync(VECTORS);

interface Given {
  readonly name: string;
}

export interface InputCase {
  readonly id: string;
  readonly given: Given;
  readonly params: unknown;
  readonly serialized: {
    readonly method: string;
    readonly uri: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly host?: string;
  };
}

export interface OutputCase {
  readonly id: string;
  readonly given: Given;
  readonly result?: unknown;
  readonly error?: Readonly<Record<string, unknown>>;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly response: {
    readonly status_code: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
}

interface Suite<Case> {
  readonly metadata: BotoDescription["metadata"];
  readonly shapes: BotoDescription["shapes"];
  readonly cases: readonly Case[];
}

export interface Vector<Case> {
  readonly title: string;
  readonly protocol: ProtocolName;
  readonly service: WireService;
  readonly operation: WireOperation;
  readonly test: Case;
}

const files = [
  "ec2",
  "json",
  "json_1_0",
  "json_1_0-query-compatible",
  "query",
  "rest-json",
  "rest-xml",
  "smithy-rpc-v2-cbor",
  "smithy-rpc-v2-cbor-query-compatible",
  "smithy-rpc-v2-cbor-non-query-compatible",
];

export function vectors<Case extends InputCase | OutputCase>(direction: "input" | "output"): Vector<Case>[] {
  if (!vectorsAreThere) return [];
  return files.flatMap((file) => {
    const suites = JSON.parse(readFileSync(join(VECTORS, direction, `${file}.json`), "utf8")) as Suite<Case>[];
    return suites.flatMap(({ metadata, shapes, cases }) => cases.map((test) => vectorOf(file, metadata, shapes, test)));
  });
}

function vectorOf<Case extends InputCase | OutputCase>(
  file: string,
  metadata: BotoDescription["metadata"],
  shapes: BotoDescription["shapes"],
  test: Case,
): Vector<Case> {
  const { name } = test.given;
  const description = {
    metadata: { ...metadata, serviceId: "Vectors", endpointPrefix: "vectors" },
    shapes,
    operations: { [name]: test.given as BotoDescription["operations"][string] },
  };
  const model = modelFromBotocore("vectors", description);
  const service = serviceOf(name.startsWith("S3") ? { ...model, name: "s3" } : model);
  const operation = service.operations.get(name);
  const [protocol] = protocolsOf(description);
  if (!operation || !protocol) throw new Error(`${file} ${test.id} has no operation or protocol`);
  return { title: `${file} ${test.id}`, protocol, service, operation, test };
}

export function headOf({ serialized }: InputCase): RequestHead {
  const question = serialized.uri.indexOf("?");
  return {
    method: serialized.method,
    path: question < 0 ? serialized.uri : serialized.uri.slice(0, question),
    query: question < 0 ? "" : serialized.uri.slice(question + 1),
    headers: Object.fromEntries(
      Object.entries({ ...serialized.headers, host: serialized.host ?? "vectors" }).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
    ),
  };
}

/** A vector's value as handlers see it: timestamps are epoch seconds there, blobs text. */
export function typed(value: unknown, shape: Shape): unknown {
  if (value === null || value === undefined) return value;
  switch (shape.kind) {
    case "structure":
      return typedStructure(value as Record<string, unknown>, shape);
    case "list":
      return (value as unknown[]).map((item) => typed(item, shape.member.target));
    case "map":
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typed(item, shape.value.target)]));
    case "timestamp":
    case "dateTime":
    case "httpDate":
    case "epochSeconds":
      return new Date(Math.round(Number(value) * 1000));
    case "blob":
    case "stream":
      return Buffer.from(value as string);
    case "float":
    case "double":
      return Number(value);
    default:
      return value;
  }
}

function typedStructure(value: Record<string, unknown>, { members }: Structure): object {
  const present = members.filter(({ name }) => value[name] !== undefined && value[name] !== null);
  return Object.fromEntries(present.map(({ name, target }) => [name, typed(value[name], target)]));
}
