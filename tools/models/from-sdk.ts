// Reads the schemas that an AWS SDK v3 client package exports into a stored model without constraints.
import type { ProtocolName } from "../../src/wire/wire.ts";
import type {
  Location,
  ScalarKind,
  StoredError,
  StoredMember,
  StoredModel,
  StoredOperation,
  StoredShape,
  StoredStructure,
  StoredTraits,
} from "../../src/wire/stored-model.ts";

/** A trait's value: text, a number, or a list of them. */
type Trait = string | number | readonly (string | number)[];
type Traits = Readonly<Record<string, Trait | undefined>>;
type SchemaRef = unknown;

interface ProtocolSettings {
  readonly version?: string;
  readonly xmlNamespace?: string;
  readonly serviceTarget?: string;
  readonly awsQueryCompatible?: boolean;
}

/** Schema numbers of the SDK; 1 covers every kind of number, whose kind botocore knows. */
const scalarOf: Readonly<Record<number, ScalarKind>> = {
  0: "string",
  1: "double",
  2: "boolean",
  4: "timestamp",
  5: "dateTime",
  6: "httpDate",
  7: "epochSeconds",
  15: "document",
  17: "bigInteger",
  19: "bigDecimal",
  21: "blob",
  42: "stream",
};
const LIST_OF = 64;
const MAP_OF = 128;

/** Names of the traits that stand as bits, lowest first. */
const traitBits = [
  "httpLabel",
  "idempotent",
  "idempotencyToken",
  "sensitive",
  "httpPayload",
  "httpResponseCode",
  "httpQueryParams",
];

function traitsOf(traits: unknown): Traits {
  if (typeof traits !== "number") return (traits ?? {}) as Traits;
  return Object.fromEntries(traitBits.filter((_, bit) => (traits >> bit) & 1).map((name) => [name, 1]));
}

const textOf = (trait: Trait | undefined): string => (typeof trait === "object" ? trait.join() : String(trait));

const deref = (schema: SchemaRef): SchemaRef => (typeof schema === "function" ? deref(schema()) : schema);

function locationOf(traits: Traits): Pick<StoredTraits, "in" | "as"> {
  const named: readonly [string, Location][] = [
    ["httpHeader", "header"],
    ["httpQuery", "query"],
    ["httpPrefixHeaders", "prefixHeaders"],
  ];
  for (const [trait, location] of named)
    if (traits[trait] !== undefined) return { in: location, as: textOf(traits[trait]) };
  if (traits["httpLabel"]) return { in: "label" };
  if (traits["httpPayload"]) return { in: "payload" };
  if (traits["httpResponseCode"]) return { in: "status" };
  if (traits["httpQueryParams"]) return { in: "queryParams" };
  return {};
}

const namespaceOf = (value: unknown): readonly string[] | undefined =>
  typeof value === "string"
    ? [value]
    : Array.isArray(value)
      ? [value[1], value[0]].filter(Boolean).map(String)
      : undefined;

function storedTraits(traits: Traits): StoredTraits {
  const namespace = namespaceOf(traits["xmlNamespace"]);
  return {
    ...locationOf(traits),
    ...(traits["jsonName"] !== undefined && { jsonName: textOf(traits["jsonName"]) }),
    ...(traits["xmlName"] !== undefined && { xmlName: textOf(traits["xmlName"]) }),
    ...(traits["ec2QueryName"] !== undefined && { queryName: textOf(traits["ec2QueryName"]) }),
    ...(traits["xmlFlattened"] !== undefined && { flattened: true as const }),
    ...(traits["xmlAttribute"] !== undefined && { attribute: true as const }),
    ...(namespace && { namespace }),
    ...(traits["hostLabel"] !== undefined && { hostLabel: true as const }),
    ...(traits["eventHeader"] !== undefined && { event: "header" as const }),
    ...(traits["eventPayload"] !== undefined && { event: "payload" as const }),
    ...(traits["sensitive"] !== undefined && { sensitive: true as const }),
    ...(traits["mediaType"] !== undefined && { mediaType: textOf(traits["mediaType"]) }),
  };
}

class SchemaReader {
  readonly shapes: Record<string, StoredShape> = {};

  member(schema: SchemaRef): StoredMember {
    let traits: Traits = {};
    let target = deref(schema);
    while (Array.isArray(target) && target.length === 2) {
      traits = { ...traitsOf(target[1]), ...traits };
      target = deref(target[0]);
    }
    const stored = storedTraits({ ...this.#ownMemberTraits(target), ...traits });
    const shape = this.shape(target);
    return Object.keys(stored).length === 0 ? shape : { shape, ...stored };
  }

  /** A scalar's media type stands at its shape, a structure's XML name at itself. */
  #ownMemberTraits(target: SchemaRef): Traits {
    return Array.isArray(target) && target[0] === 0 ? traitsOf(target[3]) : {};
  }

  shape(schema: SchemaRef): string {
    const target = deref(schema);
    if (typeof target === "number") return this.#simple(target);
    if (!Array.isArray(target)) throw new Error(`unexpected schema ${String(target)}`);
    const [kind, , name, ownTraits] = target as [number, string, string, unknown];
    if (kind === 0) return this.shape(target[4]);
    if (this.shapes[name] !== undefined) return name;
    const traits = traitsOf(ownTraits);
    if (kind === 1) {
      this.shapes[name] = { type: "list", member: "#string" };
      this.shapes[name] = { type: "list", member: this.member(target[4]), ...sparse(traits) };
    } else if (kind === 2) {
      this.shapes[name] = { type: "map", key: "#string", value: "#string" };
      this.shapes[name] = {
        type: "map",
        key: this.member(target[4]),
        value: this.member(target[5]),
        ...sparse(traits),
      };
    } else if (kind === 3 || kind === 4 || kind === -3) this.#structure(kind, name, traits, target);
    else throw new Error(`unexpected schema kind ${kind} of ${name}`);
    return name;
  }

  #structure(kind: number, name: string, traits: Traits, schema: unknown[]): void {
    const members: Record<string, StoredMember> = {};
    const names = schema[4] as string[];
    const types = schema[5] as SchemaRef[];
    const requiredCount = typeof schema[6] === "number" ? schema[6] : 0;
    const namespace = namespaceOf(traits["xmlNamespace"]);
    const structure: StoredStructure = {
      type: kind === 4 ? "union" : "structure",
      members,
      ...(requiredCount > 0 && { required: names.slice(0, requiredCount) }),
      ...(traits["xmlName"] !== undefined && { xmlName: textOf(traits["xmlName"]) }),
      ...(namespace && { namespace }),
      ...(kind === -3 && { error: errorOf(traits) }),
      ...(kind === 4 && traits["streaming"] !== undefined && { events: true as const }),
    };
    this.shapes[name] = structure;
    names.forEach((member, index) => (members[member] = this.member(types[index])));
  }

  #simple(number: number): string {
    const container = number & (LIST_OF | MAP_OF);
    const kind = scalarOf[number & ~(LIST_OF | MAP_OF)];
    if (kind === undefined) throw new Error(`unknown schema number ${number}`);
    if (container === LIST_OF) this.shapes[`[]${kind}`] ??= { type: "list", member: `#${kind}` };
    if (container === MAP_OF) this.shapes[`{}${kind}`] ??= { type: "map", key: "#string", value: `#${kind}` };
    return container === LIST_OF ? `[]${kind}` : container === MAP_OF ? `{}${kind}` : `#${kind}`;
  }
}

const sparse = (traits: Traits): { sparse?: true } => (traits["sparse"] === undefined ? {} : { sparse: true });

function errorOf(traits: Traits): StoredError {
  const [code, queryStatus] = (traits["awsQueryError"] ?? []) as [string?, number?];
  const status = queryStatus ?? (traits["httpError"] as number | undefined);
  return {
    fault: traits["error"] === "server" ? "server" : "client",
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
  };
}

const protocolNames: Readonly<Record<string, ProtocolName>> = {
  "aws.protocols#awsJson1_0": "awsJson1_0",
  "aws.protocols#awsJson1_1": "awsJson1_1",
  "aws.protocols#restJson1": "restJson1",
  "aws.protocols#restXml": "restXml",
  "aws.protocols#awsQuery": "awsQuery",
  "aws.protocols#ec2Query": "ec2Query",
  "smithy.protocols#rpcv2Cbor": "rpcV2Cbor",
  "smithy.protocols#rpcv2Json": "rpcV2Json",
};

interface ClientConfig {
  readonly protocol: { getShapeId(): string };
  readonly protocolSettings?: ProtocolSettings;
  readonly serviceId: string;
  readonly apiVersion: string;
}

interface Client {
  readonly config: ClientConfig;
  destroy(): void;
}

function clientOf(exports: Readonly<Record<string, unknown>>, options: object): Client {
  const name = Object.keys(exports).find(
    (key) => key.endsWith("Client") && !key.startsWith("_") && key.slice(0, -"Client".length) in exports,
  );
  if (name === undefined) throw new Error("no client class is exported");
  const Constructor = exports[name] as new (options: object) => Client;
  return new Constructor(options);
}

function operationOf(reader: SchemaReader, schema: unknown[]): StoredOperation {
  const traits = traitsOf(schema[3]);
  const http = traits["http"] as [string, string, number] | undefined;
  const [host] = (traits["endpoint"] ?? []) as [string?];
  const input = deref(schema[4]);
  const output = deref(schema[5]);
  return {
    ...(input !== "unit" && { input: reader.shape(input) }),
    ...(output !== "unit" && { output: reader.shape(output) }),
    ...(http && { http }),
    ...(host !== undefined && { host }),
  };
}

/** Namespace of the error classes that the SDK makes up. */
const SYNTHETIC = "smithy.ts.sdk.synthetic";

/** The stored model of a client package's exports, or undefined when the package has no schemas. */
export function modelFromSdk(name: string, exports: Readonly<Record<string, unknown>>): StoredModel | undefined {
  const client = clientOf(exports, { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } });
  const { config } = client;
  client.destroy();
  if (config.protocolSettings === undefined) return undefined;
  const reader = new SchemaReader();
  const operations: Record<string, StoredOperation> = {};
  for (const [key, value] of Object.entries(exports)) {
    if (!key.endsWith("$") || !Array.isArray(value)) continue;
    if (value[0] === 9) operations[String(value[2])] = operationOf(reader, value);
    else if (value[0] === -3 && !String(value[1]).startsWith(SYNTHETIC)) reader.shape(value);
  }
  const protocol = protocolNames[config.protocol.getShapeId()];
  if (protocol === undefined) throw new Error(`${name}: unknown protocol ${config.protocol.getShapeId()}`);
  const { version, xmlNamespace, serviceTarget, awsQueryCompatible } = config.protocolSettings;
  return {
    name,
    sdkId: config.serviceId,
    apiVersion: version ?? config.apiVersion,
    signingNames: [],
    endpointPrefix: "",
    protocols: [protocol],
    ...(serviceTarget !== undefined && { targetPrefix: serviceTarget }),
    ...(xmlNamespace !== undefined && { xmlNamespace }),
    ...(awsQueryCompatible && { queryCompatible: true as const }),
    operations,
    shapes: reader.shapes,
  };
}
