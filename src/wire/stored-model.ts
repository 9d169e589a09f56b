// The generated model files as they stand on disk: compact, facts only. Written by `npm run models`.
import type { ServiceFacts } from "./wire.ts";

/** Kinds that need no shape of their own stand as `#kind` where a shape's name is expected. */
export type ScalarKind =
  | "string"
  | "boolean"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "bigInteger"
  | "float"
  | "double"
  | "bigDecimal"
  | "blob"
  | "stream"
  | "timestamp"
  | "dateTime"
  | "httpDate"
  | "epochSeconds"
  | "document";

/** Where a member travels outside the body: HTTP bindings of the REST protocols. */
export type Location = "label" | "query" | "queryParams" | "header" | "prefixHeaders" | "payload" | "status";

export interface StoredTraits {
  readonly in?: Location;
  /** Name in that location: header name, query key, header prefix. */
  readonly as?: string;
  readonly jsonName?: string;
  readonly xmlName?: string;
  /** ec2Query's own name. */
  readonly queryName?: string;
  readonly flattened?: true;
  readonly attribute?: true;
  /** URI, then the prefix if there is one. */
  readonly namespace?: readonly string[];
  readonly hostLabel?: true;
  readonly event?: "header" | "payload";
  readonly mediaType?: string;
  /** AWS does not repeat its value in messages. */
  readonly sensitive?: true;
}

export interface StoredReference extends StoredTraits {
  readonly shape: string;
}

/** A bare string is the target shape's name. */
export type StoredMember = string | StoredReference;

interface StoredBounds {
  /** Of a string's or list's length, or of a number's value. */
  readonly min?: number;
  readonly max?: number;
}

export interface StoredScalar extends StoredBounds {
  readonly type: ScalarKind;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly mediaType?: string;
}

export interface StoredList extends StoredBounds {
  readonly type: "list";
  readonly member: StoredMember;
  readonly sparse?: true;
  readonly flattened?: true;
}

export interface StoredMap extends StoredBounds {
  readonly type: "map";
  readonly key: StoredMember;
  readonly value: StoredMember;
  readonly sparse?: true;
  readonly flattened?: true;
}

export interface StoredError {
  readonly fault: "client" | "server";
  readonly status?: number;
  /** The query protocols' code, where it is not the shape's name. */
  readonly code?: string;
}

export interface StoredStructure {
  readonly type: "structure" | "union";
  readonly members: Readonly<Record<string, StoredMember>>;
  readonly required?: readonly string[];
  readonly xmlName?: string;
  readonly namespace?: readonly string[];
  readonly error?: StoredError;
  /** A union that is an event stream. */
  readonly events?: true;
}

export type StoredShape = StoredScalar | StoredList | StoredMap | StoredStructure;

export interface StoredOperation {
  readonly input?: string;
  readonly output?: string;
  readonly errors?: readonly string[];
  /** Method, URI template, status of success. */
  readonly http?: readonly [string, string, number];
  /** Host prefix template. */
  readonly host?: string;
}

export interface StoredModel extends Omit<ServiceFacts, "targetPrefix"> {
  readonly targetPrefix?: string;
  readonly xmlNamespace?: string;
  /** Errors carry the query protocol's code in `x-amzn-query-error`. */
  readonly queryCompatible?: true;
  readonly operations: Readonly<Record<string, StoredOperation>>;
  readonly shapes: Readonly<Record<string, StoredShape>>;
}
