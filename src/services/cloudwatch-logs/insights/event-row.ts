// An event as a row: the fields that AWS adds, those of JSON, and those of Lambda's own lines. Documented ("Supported logs and discovered fields").
import { idOf, type StoredEvent } from "../event.ts";
import type { Row, Value } from "./row.ts";

const DISCOVERED_MAX = 200;
const DEPTH_MAX = 10;

export interface EventPlace {
  readonly account: string;
  readonly logGroup: string;
  readonly logStream: string;
}

export class EventRow implements Row {
  readonly #event: StoredEvent;
  readonly #place: EventPlace;
  readonly #set = new Map<string, Value>();
  #discovered: ReadonlyMap<string, Value> | undefined;

  constructor(event: StoredEvent, place: EventPlace) {
    this.#event = event;
    this.#place = place;
  }

  get(name: string): Value {
    if (this.#set.has(name)) return this.#set.get(name);
    switch (name) {
      case "@timestamp":
        return this.#event.timestampMs;
      case "@ingestionTime":
        return this.#event.ingestionMs;
      case "@message":
        return this.#event.message;
      case "@logStream":
        return this.#place.logStream;
      case "@log":
        return `${this.#place.account}:${this.#place.logGroup}`;
      case "@ptr":
        return pointerOf(this.#place.logGroup, this.#event);
      default:
        return (this.#discovered ??= discover(this.#event.message)).get(name);
    }
  }

  set(name: string, value: Value): void {
    this.#set.set(name, value);
  }

  /** Names and values of everything that is found in it, for GetLogRecord. */
  all(): Readonly<Record<string, string>> {
    const names = [
      "@timestamp",
      "@ingestionTime",
      "@message",
      "@logStream",
      "@log",
      ...discover(this.#event.message).keys(),
    ];
    return Object.fromEntries(names.map((name) => [name, String(this.get(name) ?? "")]));
  }
}

const pointerOf = (logGroup: string, event: StoredEvent): string =>
  Buffer.from(JSON.stringify([logGroup, event.streamId, idOf(event)])).toString("base64");

export interface PointerParts {
  readonly logGroup: string;
  readonly streamId: string;
  readonly eventId: string;
}

/** Undefined for what is no pointer. */
export function pointerParts(pointer: string): PointerParts | undefined {
  try {
    const parts = JSON.parse(Buffer.from(pointer, "base64").toString()) as unknown;
    if (!Array.isArray(parts)) return undefined;
    const [logGroup, streamId, eventId] = parts.map(String);
    return logGroup && streamId && eventId ? { logGroup, streamId, eventId } : undefined;
  } catch {
    return undefined; // not one of ours
  }
}

const LAMBDA = /^(START|END|REPORT) RequestId: (\S+)/;
const REPORTED: readonly (readonly [name: string, expression: RegExp, factor: number])[] = [
  ["@duration", /\tDuration: ([\d.]+) ms/, 1],
  ["@billedDuration", /\tBilled Duration: ([\d.]+) ms/, 1],
  ["@memorySize", /\tMemory Size: (\d+) MB/, 1e6],
  ["@maxMemoryUsed", /\tMax Memory Used: (\d+) MB/, 1e6],
  ["@initDuration", /\tInit Duration: ([\d.]+) ms/, 1],
];

function discover(message: string): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const first = message.trimStart()[0];
  if (first === "{" || first === "[") {
    try {
      flatten(JSON.parse(message), "", found, 0);
    } catch {
      // not JSON after all: nothing is discovered in it
    }
    return found;
  }
  const [, type, requestId] = LAMBDA.exec(message) ?? [];
  if (type === undefined) return found;
  found.set("@type", type).set("@requestId", requestId);
  for (const [name, expression, factor] of REPORTED) {
    const [, number] = expression.exec(message) ?? [];
    if (number !== undefined) found.set(name, Number(number) * factor);
  }
  return found;
}

function flatten(value: unknown, name: string, found: Map<string, Value>, depth: number): void {
  if (found.size >= DISCOVERED_MAX || depth > DEPTH_MAX) return;
  if (typeof value !== "object" || value === null) {
    if (name !== "" && value !== null) found.set(name, value as Value);
    return;
  }
  for (const [key, inner] of Object.entries(value))
    flatten(inner, name === "" ? key : `${name}.${key}`, found, depth + 1);
}
