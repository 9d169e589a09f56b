// The event that a request to a function URL becomes. Documented: payload format 2.0.
import type { UrlAddress, UrlHead, UrlRequest } from "../../kit/function-url.ts";
import type { Caller } from "../../kit/service.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
/** Recorded for JSON and forms with parts; the others are inferred from what API Gateway documents. */
const TEXT = /^(?:text\/|application\/(?:[a-z0-9.+-]*\+)?(?:json|xml|javascript|x-www-form-urlencoded)\b)/i;
/** Recorded: of the connection, not of the request. */
const NOT_SHOWN = new Set(["connection", "cookie", "keep-alive", "transfer-encoding", "upgrade"]);

export function urlEvent(request: UrlRequest, address: UrlAddress, nowMs: number): object {
  const { method, path, query, headers, body, origin, requestId, caller } = request;
  const isText = headers["content-encoding"] === undefined && TEXT.test(headers["content-type"] ?? "");
  const parameters = queryParameters(query);
  const cookies = (headers["cookie"] ?? "").split(/; */).filter(Boolean);
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers: shownHeaders(request, request.origin),
    ...(parameters && { queryStringParameters: parameters }),
    requestContext: {
      accountId: caller?.account ?? "anonymous",
      apiId: address.id,
      ...(caller && { authorizer: { iam: iam(caller) } }),
      domainName: (headers["host"] ?? "").replace(/:\d+$/, ""),
      domainPrefix: address.id,
      http: { method, path, protocol: "HTTP/1.1", sourceIp: origin.sourceIp, userAgent: origin.userAgent },
      requestId,
      routeKey: "$default",
      stage: "$default",
      time: timeOf(nowMs),
      timeEpoch: nowMs,
    },
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Of signed requests. Documented. */
const iam = ({ account, accessKeyId, arn, userId }: Caller): object => ({
  accessKey: accessKeyId,
  accountId: account,
  callerId: userId,
  cognitoIdentity: null,
  principalOrgId: null,
  userArn: arn,
  userId,
});

function shownHeaders({ headers }: UrlHead, { sourceIp, secure, host }: UrlRequest["origin"]): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => !NOT_SHOWN.has(name) && !name.startsWith(":"));
  return {
    ...Object.fromEntries(shown),
    "x-forwarded-for": sourceIp,
    "x-forwarded-proto": secure ? "https" : "http",
    "x-forwarded-port": /:(\d+)$/.exec(host)?.[1] ?? (secure ? "443" : "80"),
  };
}

/** Recorded: repeated ones are joined with commas. */
function queryParameters(query: string): Record<string, string> | undefined {
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : `${before},${value}`;
  }
  return Object.keys(parameters).length > 0 ? parameters : undefined;
}

/** `12/Mar/2020:19:03:58 +0000` */
function timeOf(nowMs: number): string {
  const [year, month, day, time] = new Date(nowMs).toISOString().split(/[-T.]/);
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000`;
}
