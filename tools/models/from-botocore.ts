// Reads a botocore service description (service-2.json) into a stored model, constraints included.
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

interface BotoReference {
  readonly shape: string;
  readonly location?: string;
  readonly locationName?: string;
  readonly queryName?: string;
  readonly flattened?: boolean;
  readonly xmlAttribute?: boolean;
  readonly xmlNamespace?: { readonly uri: string; readonly prefix?: string } | string;
  readonly hostLabel?: boolean;
  readonly eventheader?: boolean;
  readonly eventpayload?: boolean;
  readonly jsonvalue?: boolean;
  readonly streaming?: boolean;
  readonly timestampFormat?: string;
  readonly resultWrapper?: string;
}

interface BotoShape extends Omit<BotoReference, "shape"> {
  readonly type: string;
  readonly members?: Readonly<Record<string, BotoReference>>;
  readonly member?: BotoReference;
  readonly key?: BotoReference;
  readonly value?: BotoReference;
  readonly required?: readonly string[];
  readonly payload?: string;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly union?: boolean;
  readonly document?: boolean;
  readonly eventstream?: boolean;
  readonly exception?: boolean;
  readonly fault?: boolean;
  readonly error?: { readonly code?: string; readonly httpStatusCode?: number; readonly senderFault?: boolean };
}

interface BotoOperation {
  readonly name: string;
  readonly http: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: BotoReference;
  readonly output?: BotoReference;
  readonly errors?: readonly { readonly shape: string }[];
  readonly endpoint?: { readonly hostPrefix?: string };
}

export interface BotoDescription {
  readonly metadata: {
    readonly apiVersion: string;
    readonly protocol: string;
    readonly protocols?: readonly string[];
    readonly serviceId: string;
    readonly endpointPrefix: string;
    readonly signingName?: string;
    readonly jsonVersion?: string;
    readonly targetPrefix?: string;
    readonly xmlNamespace?: string | { readonly uri: string };
    readonly awsQueryCompatible?: object;
  };
  readonly operations: Readonly<Record<string, BotoOperation>>;
  readonly shapes: Readonly<Record<string, BotoShape>>;
}

const locations: Readonly<Record<string, Location>> = {
  uri: "label",
  querystring: "query",
  header: "header",
  headers: "prefixHeaders",
  statusCode: "status",
};
const timestampKinds: Readonly<Record<string, ScalarKind>> = {
  iso8601: "dateTime",
  rfc822: "httpDate",
  unixTimestamp: "epochSeconds",
};

function namespaceOf(namespace: BotoReference["xmlNamespace"]): readonly string[] | undefined {
  if (namespace === undefined) return undefined;
  if (typeof namespace === "string") return [namespace];
  return namespace.prefix === undefined ? [namespace.uri] : [namespace.uri, namespace.prefix];
}

export function protocolsOf({ metadata }: BotoDescription): ProtocolName[] {
  const names: Readonly<Record<string, ProtocolName>> = {
    json: metadata.jsonVersion === "1.0" ? "awsJson1_0" : "awsJson1_1",
    "rest-json": "restJson1",
    "rest-xml": "restXml",
    query: "awsQuery",
    ec2: "ec2Query",
    "smithy-rpc-v2-cbor": "rpcV2Cbor",
    "smithy-rpc-v2-json": "rpcV2Json",
  };
  return [metadata.protocol, ...(metadata.protocols ?? [])].map((name) => {
    const protocol = names[name];
    if (protocol === undefined) throw new Error(`unknown protocol ${name}`);
    return protocol;
  });
}

/** botocore carries some scalars' bounds as strings of digits. */
const bounds = ({ min, max }: BotoShape): { min?: number; max?: number } => ({
  ...(min !== undefined && { min: Number(min) }),
  ...(max !== undefined && { max: Number(max) }),
});

class DescriptionReader {
  readonly shapes: Record<string, StoredShape> = {};
  readonly #source: Readonly<Record<string, BotoShape>>;

  constructor(source: Readonly<Record<string, BotoShape>>) {
    this.#source = source;
  }

  member(reference: BotoReference, payload = false): StoredMember {
    const target = this.#target(reference.shape);
    const traits = this.#traits(reference, target, payload);
    const shape = this.shape(reference.shape, reference);
    return Object.keys(traits).length === 0 ? shape : { shape, ...traits };
  }

  #target(name: string): BotoShape {
    const shape = this.#source[name];
    if (shape === undefined) throw new Error(`unknown shape ${name}`);
    return shape;
  }

  #traits(reference: BotoReference, target: BotoShape, payload: boolean): StoredTraits {
    const { location, locationName } = reference;
    const inBody = location === undefined;
    const isMap = target.type === "map";
    const namespace = namespaceOf(reference.xmlNamespace);
    return {
      ...(location !== undefined && { in: location === "querystring" && isMap ? "queryParams" : locations[location] }),
      ...(payload && { in: "payload" as const }),
      ...(!inBody && locationName !== undefined && { as: locationName }),
      ...(inBody && locationName !== undefined && { jsonName: locationName, xmlName: locationName }),
      ...(reference.queryName !== undefined && { queryName: reference.queryName }),
      ...((reference.flattened || target.flattened) && { flattened: true as const }),
      ...(reference.xmlAttribute && { attribute: true as const }),
      ...(namespace && { namespace }),
      ...(reference.hostLabel && { hostLabel: true as const }),
      ...(reference.eventheader && { event: "header" as const }),
      ...(reference.eventpayload && { event: "payload" as const }),
      ...(reference.jsonvalue && { mediaType: "application/json" }),
    };
  }

  shape(name: string, reference?: BotoReference): string {
    const source = this.#target(name);
    if (source.document) return "#document";
    if (source.type === "structure") {
      if (this.shapes[name] === undefined) this.#structure(name, source);
    } else if (source.type === "list" && source.member) {
      if (this.shapes[name] === undefined) {
        this.shapes[name] = { type: "list", member: "#string" };
        this.shapes[name] = { type: "list", member: this.member(source.member), ...bounds(source) };
      }
    } else if (source.type === "map" && source.key && source.value) {
      if (this.shapes[name] === undefined) {
        this.shapes[name] = { type: "map", key: "#string", value: "#string" };
        const key = this.member(source.key);
        this.shapes[name] = { type: "map", key, value: this.member(source.value), ...bounds(source) };
      }
    } else return this.#scalar(name, source, reference);
    return name;
  }

  #scalar(name: string, source: BotoShape, reference: BotoReference | undefined): string {
    const type = this.#kind(source, reference);
    const constraints = {
      ...bounds(source),
      ...(source.pattern !== undefined && { pattern: source.pattern }),
      ...(source.enum && { enum: source.enum }),
    };
    if (Object.keys(constraints).length === 0) return `#${type}`;
    this.shapes[name] = { type, ...constraints };
    return name;
  }

  #kind(source: BotoShape, reference: BotoReference | undefined): ScalarKind {
    if (source.type === "timestamp") {
      const format = reference?.timestampFormat ?? source.timestampFormat;
      return format === undefined ? "timestamp" : (timestampKinds[format] ?? "timestamp");
    }
    if (source.type === "blob") return source.streaming || reference?.streaming ? "stream" : "blob";
    if (source.type === "character") return "string";
    return source.type as ScalarKind;
  }

  #structure(name: string, source: BotoShape): void {
    const members: Record<string, StoredMember> = {};
    const namespace = namespaceOf(source.xmlNamespace);
    const structure: StoredStructure = {
      type: source.union || source.eventstream ? "union" : "structure",
      members,
      ...(source.required && source.required.length > 0 && { required: source.required }),
      ...(source.locationName !== undefined && { xmlName: source.locationName }),
      ...(namespace && { namespace }),
      ...(source.exception && { error: errorOf(source) }),
      ...(source.eventstream && { events: true as const }),
    };
    this.shapes[name] = structure;
    for (const [member, reference] of Object.entries(source.members ?? {}))
      members[member] = this.member(reference, source.payload === member);
  }
}

const errorOf = ({ error, fault }: BotoShape): StoredError => ({
  fault: fault || error?.senderFault === false ? "server" : "client",
  ...(error?.httpStatusCode !== undefined && { status: error.httpStatusCode }),
  ...(error?.code !== undefined && { code: error.code }),
});

function operationOf(reader: DescriptionReader, operation: BotoOperation): StoredOperation {
  const { input, output, http, endpoint } = operation;
  return {
    ...(input && { input: reader.shape(input.shape) }),
    ...(output && { output: reader.shape(output.shape) }),
    ...(operation.errors &&
      operation.errors.length > 0 && { errors: operation.errors.map(({ shape }) => reader.shape(shape)) }),
    http: [http.method, http.requestUri, http.responseCode ?? 200],
    ...(endpoint?.hostPrefix !== undefined && { host: endpoint.hostPrefix }),
  };
}

export function modelFromBotocore(name: string, description: BotoDescription): StoredModel {
  const { metadata } = description;
  const reader = new DescriptionReader(description.shapes);
  const operations = Object.fromEntries(
    Object.entries(description.operations).map(([key, operation]) => [key, operationOf(reader, operation)]),
  );
  const namespace = typeof metadata.xmlNamespace === "object" ? metadata.xmlNamespace.uri : metadata.xmlNamespace;
  return {
    name,
    sdkId: metadata.serviceId,
    apiVersion: metadata.apiVersion,
    signingNames: [metadata.signingName ?? metadata.endpointPrefix],
    endpointPrefix: metadata.endpointPrefix,
    protocols: [...new Set(protocolsOf(description))],
    ...(metadata.targetPrefix !== undefined && { targetPrefix: metadata.targetPrefix }),
    ...(namespace !== undefined && { xmlNamespace: namespace }),
    ...(metadata.awsQueryCompatible && { queryCompatible: true as const }),
    operations,
    shapes: reader.shapes,
  };
}
