// Function URLs: requests to `ID.lambda-url.REGION.on.aws`, or the same on this machine, go to the function as they are.
import { createHash } from "node:crypto";
import { realNowMs } from "../kit/clock.ts";
import { AwsError, EngineError } from "../kit/errors.ts";
import type { FunctionUrl, UrlAddress } from "../kit/function-url.ts";
import type { Caller } from "../kit/service.ts";
import type { HttpAnswer } from "../wire/http.ts";
import { checkComplete } from "../wire/sigv4/check.ts";
import { readPresented, type Presented } from "../wire/sigv4/presented.ts";
import { verifySignature } from "../wire/sigv4/verify.ts";
import { ANONYMOUS } from "./credentials.ts";
import type { Exchange } from "./exchange.ts";
import type { Surroundings } from "./services.ts";

/** Documented: of the payload of an invocation, which the body is a part of. */
const BODY_MAX_BYTES = 6 * 1024 * 1024;
const SERVICE = "lambda";
/** Recorded, like the answer for an address that nothing has. */
const FORBIDDEN =
  "Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

/** Never rejects. */
export async function answerFunctionUrl(
  address: UrlAddress,
  exchange: Exchange,
  surroundings: Surroundings,
): Promise<HttpAnswer> {
  const { requestId, received } = exchange;
  exchange.region = address.region;
  let cross: Readonly<Record<string, string>> = {};
  try {
    const url = await find(address, surroundings);
    if (!url) return refused(requestId, "AccessDeniedException", 403, { Message: null });
    cross = url.crossOrigin(received);
    const allowed = received.method === "OPTIONS" ? url.preflight(received) : undefined;
    if (allowed) return { status: 200, headers: { ...allowed, "x-amzn-requestid": requestId }, body: undefined };
    return withHeaders(await ask(url, exchange, surroundings), cross);
  } catch (error) {
    return withHeaders(said(error, exchange, surroundings), cross);
  }
}

async function find(address: UrlAddress, { services }: Surroundings): Promise<FunctionUrl | undefined> {
  const service = await services.open(SERVICE);
  return service?.definition.functionUrls?.(address, service.context as never);
}

async function ask(url: FunctionUrl, exchange: Exchange, surroundings: Surroundings): Promise<HttpAnswer> {
  const { requestId, received, origin, region } = exchange;
  const presented = url.isSigned ? readPresented(received) : undefined;
  if (url.isSigned && !presented) return forbidden(requestId);
  const body = await exchange.incoming.read(BODY_MAX_BYTES, true);
  const caller = presented ? await identify(presented, exchange, body, surroundings) : undefined;
  const asked = { caller: caller ?? ANONYMOUS, region, origin, presented, referer: received.headers["referer"] };
  await surroundings.authorizer.check(url.needs, { ...asked, calledVia: [] }, "rest", { refused: new Map() });
  const answer = await url.answer({ ...received, requestId, body, origin, caller });
  const headers: Record<string, string> = { ...answer.headers, "x-amzn-requestid": requestId };
  // Node.js writes a list as a header each.
  if (answer.cookies.length > 0) headers["set-cookie"] = answer.cookies as never;
  return { status: answer.status, headers, body: answer.body };
}

async function identify(
  presented: Presented,
  { received, region }: Exchange,
  body: Buffer,
  { credentials }: Surroundings,
): Promise<Caller> {
  const expected = { family: "rest", signingNames: [SERVICE], region, nowMs: realNowMs() } as const;
  const complete = checkComplete(received, presented, expected);
  const { caller, secret } = await credentials.identify(presented, "rest");
  const payloadHash = createHash("sha256").update(body).digest("hex");
  verifySignature({ head: received, presented, complete, family: "rest", secret, payloadHash });
  credentials.noteUse(caller, SERVICE, region);
  return caller;
}

function said(error: unknown, { requestId }: Exchange, { logger }: Surroundings): HttpAnswer {
  if (error instanceof AwsError) {
    if (error.code === "AccessDeniedException") return forbidden(requestId);
    return refused(requestId, error.code, error.status ?? 500, { ...error.members, message: error.message });
  }
  if (!(error instanceof EngineError && error.kind === "closed"))
    logger.error({ requestId, err: error }, "a bug: this error was not expected");
  return refused(requestId, "InternalFailure", 500, { message: null });
}

const forbidden = (requestId: string): HttpAnswer =>
  refused(requestId, "AccessDeniedException", 403, { Message: FORBIDDEN });

function refused(requestId: string, errorType: string, status: number, body: object): HttpAnswer {
  const headers = {
    "content-type": "application/json",
    "x-amzn-errortype": errorType,
    "x-amzn-requestid": requestId,
  };
  return { status, headers, body: JSON.stringify(body) };
}

function withHeaders(answer: HttpAnswer, headers: Readonly<Record<string, string>>): HttpAnswer {
  Object.assign(answer.headers, headers);
  return answer;
}
