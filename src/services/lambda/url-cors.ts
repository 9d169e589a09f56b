// Cross-origin rules of a function URL, as its configuration has them. Documented in "Cross-origin resource sharing".
import type { Cors } from "@aws-sdk/client-lambda";
import type { UrlHead } from "../../kit/function-url.ts";
import type { Decoded } from "../../kit/service.ts";

type Rules = Decoded<Cors> | undefined;
type Headers = Readonly<Record<string, string>>;

/** Of every answer to a page that may see it. */
export function crossOriginHeaders(rules: Rules, { headers }: UrlHead): Headers {
  const origin = allowedOrigin(rules, headers["origin"]);
  if (!rules || origin === undefined) return {};
  return {
    "access-control-allow-origin": origin,
    ...(origin !== "*" && { vary: "Origin" }),
    ...(rules.AllowCredentials === true && { "access-control-allow-credentials": "true" }),
    ...(rules.ExposeHeaders?.length && { "access-control-expose-headers": rules.ExposeHeaders.join(",") }),
  };
}

/** Undefined leaves the request to the function: without rules it answers preflights itself. */
export function preflightHeaders(rules: Rules, head: UrlHead): Headers | undefined {
  const method = head.headers["access-control-request-method"];
  if (!rules || method === undefined || head.headers["origin"] === undefined) return undefined;
  const methods = rules.AllowMethods ?? [];
  const isAllowed = methods.includes("*") || methods.includes(method);
  const allowed = isAllowed ? crossOriginHeaders(rules, head) : {};
  if (Object.keys(allowed).length === 0) return { "content-length": "0" };
  return {
    ...allowed,
    "access-control-allow-methods": methods.includes("*") ? "*" : methods.join(","),
    ...(rules.AllowHeaders?.length && { "access-control-allow-headers": rules.AllowHeaders.join(",") }),
    ...(rules.MaxAge !== undefined && { "access-control-max-age": String(rules.MaxAge) }),
    "content-length": "0",
  };
}

/** With credentials no browser takes `*` for an answer. */
function allowedOrigin(rules: Rules, origin: string | undefined): string | undefined {
  if (!rules || origin === undefined) return undefined;
  const origins = rules.AllowOrigins ?? [];
  if (origins.includes("*")) return rules.AllowCredentials === true ? origin : "*";
  return origins.find((one) => one.toLowerCase() === origin.toLowerCase()) && origin;
}
