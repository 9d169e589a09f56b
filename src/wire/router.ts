// Which operation of a REST service a request is for: the candidate that asks for most, and gets it, wins.
import type { RequestHead } from "./http.ts";
import { decodePercent, parseQuery, type RoutedRequest } from "./codecs/bindings.ts";
import type { WireOperation, WireService } from "./wire.ts";

interface Candidate {
  readonly operation: WireOperation;
  /** Literal query keys of the template, with the value they must have, if any. */
  readonly literals: readonly (readonly [string, string | undefined])[];
  /** `x-id` of the template: AWS ignores it, so it only breaks ties. */
  readonly id: string | undefined;
  /** Query keys and lower-case headers of required members. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

/** All operations of one method and path template. */
interface Route {
  readonly pattern: RegExp;
  readonly labels: readonly string[];
  /** Literal path segments: the more, the more specific. */
  readonly specificity: number;
  readonly candidates: Candidate[];
}

export interface Routed extends RoutedRequest {
  readonly operation: WireOperation;
}

const LABEL = /\{(\w+)(\+?)\}/g;
const escape = (literal: string): string => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function routeOf(path: string): Route {
  const labels: string[] = [];
  let source = "";
  let at = 0;
  const trimmed = path.replace(/\/$/, "");
  for (const match of trimmed.matchAll(LABEL)) {
    const [whole, name, greedy] = match;
    source += escape(trimmed.slice(at, match.index)) + (greedy === "+" ? "(.+)" : "([^/]+)");
    labels.push(name!);
    at = match.index + whole.length;
  }
  source += escape(trimmed.slice(at));
  const end = trimmed.endsWith("+}") ? "$" : "/?$";
  const specificity = trimmed.split("/").filter((segment) => segment !== "" && !segment.includes("{")).length;
  return { pattern: new RegExp(`^${source}${end}`, "s"), labels, specificity, candidates: [] };
}

function candidateOf(operation: WireOperation, query: string): Candidate {
  const literals: [string, string | undefined][] = [];
  let id: string | undefined;
  for (const pair of query.split("&").filter(Boolean)) {
    const [key, value] = pair.split("=", 2) as [string, string?];
    if (key === "x-id") id = value;
    else literals.push([key, value === "" ? undefined : value]);
  }
  const required = operation.input.members.filter((member) => member.required);
  const named = (location: string): string[] =>
    required.filter((member) => member.in === location).map((member) => member.as ?? member.name);
  return {
    operation,
    literals,
    id,
    requiredQuery: named("query"),
    requiredHeaders: named("header").map((name) => name.toLowerCase()),
  };
}

type Routes = ReadonlyMap<string, readonly Route[]>;
const compiled = new WeakMap<WireService, Routes>();

function routesOf(service: WireService): Routes {
  let routes = compiled.get(service);
  if (routes === undefined) compiled.set(service, (routes = compile(service)));
  return routes;
}

function compile(service: WireService): Routes {
  const byMethod = new Map<string, Map<string, Route>>();
  for (const operation of service.operations.values()) {
    if (operation.http === undefined) continue;
    const { method, uri } = operation.http;
    const [path, query = ""] = uri.split("?", 2) as [string, string?];
    let routes = byMethod.get(method);
    if (routes === undefined) byMethod.set(method, (routes = new Map<string, Route>()));
    const key = path.replaceAll(LABEL, "{$2}");
    let route = routes.get(key);
    // Templates that differ in the names of their labels only still need their own labels.
    if (route !== undefined && route.labels.join() !== [...path.matchAll(LABEL)].map(([, name]) => name).join()) {
      route = routes.get(path);
      if (route === undefined) routes.set(path, (route = routeOf(path)));
    } else if (route === undefined) routes.set(key, (route = routeOf(path)));
    route.candidates.push(candidateOf(operation, query));
  }
  return new Map([...byMethod].map(([method, routes]) => [method, [...routes.values()]]));
}

interface Ranked {
  readonly route: Route;
  readonly candidate: Candidate;
  readonly match: RegExpExecArray;
  readonly rank: readonly number[];
}

/** Higher wins; compared from the left. */
function rankOf(
  route: Route,
  candidate: Candidate,
  head: RequestHead,
  query: RoutedRequest["query"],
): number[] | undefined {
  for (const [key, value] of candidate.literals) {
    const values = query.get(key);
    if (values === undefined || (value !== undefined && !values.includes(value))) return undefined;
  }
  const missing =
    candidate.requiredQuery.filter((key) => !query.has(key)).length +
    candidate.requiredHeaders.filter((name) => head.headers[name] === undefined).length;
  const asked = candidate.literals.length + candidate.requiredQuery.length + candidate.requiredHeaders.length;
  const byId = candidate.id !== undefined && query.get("x-id")?.[0] === candidate.id ? 1 : 0;
  const greedy = route.pattern.source.includes("(.+)") ? 1 : 0;
  return [route.specificity, -greedy, candidate.literals.length, -Math.sign(missing), asked - missing, byId];
}

function isHigher(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at]! > b[at]!;
}

/** The operation and what the path and query carry, or undefined when the service has none there. Errors: DecodeError. */
export function route(service: WireService, head: RequestHead): Routed | undefined {
  const query = head.query === "" ? new Map<string, string[]>() : parseQuery(head.query);
  let best: Ranked | undefined;
  for (const route of routesOf(service).get(head.method) ?? []) {
    const match = route.pattern.exec(head.path);
    if (!match) continue;
    for (const candidate of route.candidates) {
      const rank = rankOf(route, candidate, head, query);
      if (rank && (best === undefined || isHigher(rank, best.rank))) best = { route, candidate, match, rank };
    }
  }
  if (best === undefined) return undefined;
  const { route: found, match, candidate } = best;
  const labels = new Map(found.labels.map((name, index) => [name, decodePercent(match[index + 1]!)]));
  return { operation: candidate.operation, head, labels, query };
}
