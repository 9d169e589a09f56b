// The platform's own endpoints: /_forebay/... and their LocalStack names. Only for callers on this machine.
import { AwsError } from "../kit/errors.ts";
import type { Origin } from "../kit/service.ts";
import type { HttpAnswer, RequestHead } from "../wire/http.ts";
import { allowedOrigin } from "./cors.ts";
import type { IncomingBody } from "./incoming-body.ts";

/** `GET /_forebay/health` → a value that is answered as JSON. */
export type AdminRoutes = Readonly<Record<string, (body: unknown) => unknown>>;

/** A mistake in what an admin endpoint was sent: one sentence, answered 400. */
export class AdminError extends Error {}

const BODY_MAX_BYTES = 65_536;
const LOOPBACK = /^(127\.|::1$)/;

export const isAdminPath = (path: string): boolean => path.startsWith("/_forebay/") || path.startsWith("/_localstack/");

export async function admin(
  routes: AdminRoutes,
  head: RequestHead,
  origin: Origin,
  body: IncomingBody,
): Promise<HttpAnswer> {
  const foreign = head.headers["origin"] !== undefined && allowedOrigin(head) === undefined;
  if (!LOOPBACK.test(origin.sourceIp) || foreign)
    return json(403, { message: "Forebay's own endpoints answer callers on this machine only." });
  const method = head.method === "HEAD" ? "GET" : head.method;
  const route = Object.hasOwn(routes, `${method} ${head.path}`) ? routes[`${method} ${head.path}`] : undefined;
  if (!route) {
    const known = Object.keys(routes).some((name) => name.endsWith(` ${head.path}`));
    return known
      ? json(405, { message: `${head.path} does not take ${head.method}.` })
      : json(404, { message: `There is no ${head.path}.` });
  }
  try {
    return json(200, await route(await readJson(body)));
  } catch (error) {
    if (error instanceof AdminError) return json(400, { message: error.message });
    if (error instanceof AwsError) return json(error.status ?? 400, { message: error.message });
    throw error;
  }
}

async function readJson(body: IncomingBody): Promise<unknown> {
  const bytes = await body.read(BODY_MAX_BYTES, false);
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new AdminError("The body must be JSON.");
  }
}

function json(status: number, value: unknown): HttpAnswer {
  const body = Buffer.from(`${JSON.stringify(value)}\n`);
  return { status, headers: { "content-type": "application/json", "content-length": String(body.length) }, body };
}
