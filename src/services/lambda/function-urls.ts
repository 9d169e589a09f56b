// Function URLs as the gateway serves them: whose function, who may ask it, and what it answers.
import type { FunctionUrl, FunctionUrls, UrlAddress, UrlRequest } from "../../kit/function-url.ts";
import type { LambdaContext } from "./context.ts";
import { requestTooLarge, stillPending } from "./errors.ts";
import { policyOf } from "./function-policy.ts";
import { functionArn, LATEST, type FunctionEntry, type UrlRow } from "./function.ts";
import { SYNC_PAYLOAD_MAX_BYTES } from "./limits.ts";
import { locate } from "./locate.ts";
import { streamedAnswer, wholeAnswer } from "./url-answer.ts";
import { urlOf } from "./url-config.ts";
import { crossOriginHeaders, preflightHeaders } from "./url-cors.ts";
import { urlEvent } from "./url-event.ts";

export const functionUrls: FunctionUrls<LambdaContext> = async (address, context) => {
  const target = await context.store.urls.find(address);
  const entry = target && (await context.store.find(target.key));
  const url = entry && urlOf(entry, target.qualifier);
  if (!target || !entry || url?.id !== address.id) return undefined;
  return {
    isSigned: url.authType === "AWS_IAM",
    needs: needsOf(entry, target.qualifier, url),
    preflight: (head) => preflightHeaders(url.cors, head),
    crossOrigin: (head) => crossOriginHeaders(url.cors, head),
    answer: (request) => answer(context, { address, entry, qualifier: target.qualifier, url }, request),
  };
};

/** Documented: since October 2025 both actions. An alias that is gone has no policy, which recordings show, too. */
function needsOf(entry: FunctionEntry, qualifier: string | undefined, { authType }: UrlRow): FunctionUrl["needs"] {
  const isThere = qualifier === undefined || Object.hasOwn(entry.aliases, qualifier);
  const on = {
    resource: functionArn(entry.key, qualifier),
    resourceTags: entry.tags,
    resourcePolicy: {
      document: isThere ? policyOf(entry, qualifier ?? LATEST) : undefined,
      mode: "either" as const,
    },
  };
  return [
    { ...on, action: "lambda:InvokeFunctionUrl", context: { "lambda:FunctionUrlAuthType": authType } },
    { ...on, action: "lambda:InvokeFunction", context: { "lambda:InvokedViaFunctionUrl": "true" } },
  ];
}

interface Asked {
  readonly address: UrlAddress;
  readonly entry: FunctionEntry;
  readonly qualifier: string | undefined;
  readonly url: UrlRow;
}

async function answer(
  { store, runner, host }: LambdaContext,
  { address, entry, qualifier, url }: Asked,
  request: UrlRequest,
): ReturnType<FunctionUrl["answer"]> {
  const located = await locate(store, { key: entry.key, qualifier });
  if (located.entry.state === "Pending") throw stillPending();
  const payload = Buffer.from(JSON.stringify(urlEvent(request, address, host.clock.now())));
  if (payload.length > SYNC_PAYLOAD_MAX_BYTES) throw requestTooLarge(payload.length, SYNC_PAYLOAD_MAX_BYTES);
  const invocation = { requestId: request.requestId, payload };
  if (url.invokeMode !== "RESPONSE_STREAM") return wholeAnswer(await runner.run(located, invocation));
  return streamedAnswer((hooks) => runner.run(located, { ...invocation, ...hooks }));
}
