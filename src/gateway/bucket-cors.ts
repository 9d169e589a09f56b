// Cross-origin requests to buckets that have CORS rules: the rules decide, and not the gateway.
import type { CrossOriginDecision, CrossOriginRequest } from "../kit/cross-origin.ts";
import type { HttpAnswer, RequestHead } from "../wire/http.ts";
import { loadService } from "../wire/models.ts";
import { protocols } from "../wire/protocols/protocols.ts";
import { corsForbidden } from "./errors.ts";
import type { Surroundings } from "./services.ts";
import { foldBucket } from "./virtual-host.ts";

const PREFLIGHT_HEADERS_MAX = 100;

/** Undefined when no bucket with rules is addressed. */
export async function bucketRules(
  received: RequestHead,
  { services }: Surroundings,
): Promise<CrossOriginDecision | undefined> {
  const request = requestOf(received);
  if (request === undefined || request.path === "/") return undefined;
  const service = await services.open("s3");
  return service?.definition.crossOrigin?.(request, service.context as never);
}

function requestOf(received: RequestHead): CrossOriginRequest | undefined {
  const { method, headers } = received;
  const origin = headers["origin"];
  if (origin === undefined) return undefined;
  const { path } = foldBucket(received);
  const asked = headers["access-control-request-method"];
  if (method !== "OPTIONS") return { path, origin, method: asked ?? method, headers: [] };
  if (asked === undefined) return undefined;
  const names = (headers["access-control-request-headers"] ?? "").split(",", PREFLIGHT_HEADERS_MAX);
  const wanted = names.map((name) => name.trim().toLowerCase()).filter((name) => name !== "");
  return { path, origin, method: asked, headers: wanted };
}

export function preflightAnswer(decision: CrossOriginDecision, received: RequestHead, requestId: string): HttpAnswer {
  const { headers, resourceType } = decision;
  if (headers !== undefined) return { status: 200, headers: { ...headers, "content-length": "0" }, body: undefined };
  const error = corsForbidden(received.headers["access-control-request-method"] ?? "", resourceType);
  return protocols.restXml.encodeError(loadService("s3"), undefined, error, { requestId, head: received });
}

/** Adds what the rules say, and nothing when they do not allow it. */
export function withRules(answer: HttpAnswer, { headers }: CrossOriginDecision): HttpAnswer {
  Object.assign(answer.headers, headers);
  return answer;
}
