// The stages of a request, in their order. pipeline.ts runs them.
import { hash } from "node:crypto";
import type { Readable } from "node:stream";
import { realNowMs } from "../kit/clock.ts";
import type { AnyService } from "../kit/service.ts";
import type { VpcEndpoints } from "../kit/vpc-endpoints.ts";
import type { ChunkSigning } from "../wire/codecs/aws-chunked/signatures.ts";
import { loadService } from "../wire/models.ts";
import { protocols } from "../wire/protocols/protocols.ts";
import { checkComplete } from "../wire/sigv4/check.ts";
import { invalidToken, missingToken, oneMechanismOnly, type SignatureFamily } from "../wire/sigv4/errors.ts";
import { readPresented } from "../wire/sigv4/presented.ts";
import { regionOfSet } from "../wire/sigv4/region.ts";
import { verifySignature } from "../wire/sigv4/verify.ts";
import { verifyVersion2 } from "../wire/sigv4/version2.ts";
import { validate as checkConstraints } from "../wire/validate.ts";
import type { RequestHead } from "../wire/http.ts";
import type { ServiceFacts } from "../wire/wire.ts";
import { mayBeUnsigned } from "./authorize.ts";
import { carriesForm, protocolOf, spokenProtocol } from "./claim.ts";
import type { Asked } from "./context-keys.ts";
import { ANONYMOUS } from "./credentials.ts";
import { notImplemented, notThroughEndpoint } from "./errors.ts";
import { type Claim, type Exchange, OperationCall } from "./exchange.ts";
import { headForExpress } from "./express.ts";
import { formAnswer } from "./form-fields.ts";
import { formBody, isFormUpload, locationOf, readFormUpload, verifyForm } from "./form-upload.ts";
import { withHoisted } from "./hoisted.ts";
import { checkedStream, checkWhole, declaredHash, headOfContent, isChunked, unchunked, UNSIGNED } from "./payload.ts";
import type { OpenService, Surroundings } from "./services.ts";
import { addressedRegion, endpointOfHost, foldBucket, regionOfHost } from "./virtual-host.ts";

export type Stage = (exchange: Exchange, surroundings: Surroundings) => void | Promise<void>;

/** Of bodies that are read whole. Lambda's and Firehose's largest requests fit; S3's objects are streamed. */
const WHOLE_BODY_MAX_BYTES = 72 * 1024 * 1024;

/** Of version 4 and version 2. */
const SIGNED_QUERY = /(?:^|&)(?:X-Amz-Algorithm|X-Amz-Signature|Signature)=/;

export const isS3 = (exchange: Exchange): boolean => exchange.claim?.family === "s3" || exchange.service?.name === "s3";

/** A stage before this one went wrong in a way that no client can cause. */
function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`no ${what} at this stage`);
  return value;
}

export const readSignature: Stage = (exchange) => {
  const presented = readPresented(exchange.received);
  exchange.presented = presented;
  const region = presented?.region || regionOfHost(exchange.received.headers["host"] ?? "");
  exchange.region = region || regionOfSet(presented?.regionSet) || exchange.region;
};

/** HTML forms for S3 are read up to their file: they say what they are for. */
export const readForm: Stage = (exchange) =>
  isFormUpload(exchange.received, exchange.presented) ? takeForm(exchange) : undefined;

async function takeForm(exchange: Exchange): Promise<void> {
  exchange.protocol = protocols.restXml;
  exchange.service = loadService("s3");
  exchange.form = await readFormUpload(exchange.received, exchange.incoming.stream());
}

/** What only forms and files wait for is no promise elsewhere: each costs a turn of the queue. */
export const claim: Stage = (exchange, { directory }) =>
  carriesForm(exchange.received)
    ? readFormBody(exchange).then((form) => claimAmong(exchange, directory, form))
    : claimAmong(exchange, directory, undefined);

function claimAmong(exchange: Exchange, directory: Surroundings["directory"], form: string | undefined): void {
  const { received, presented } = exchange;
  const candidates = directory.candidates(received, presented, form);
  if (candidates.length === 0) refuseStranger(exchange);
  let refusal: unknown;
  for (const facts of candidates) {
    try {
      return claimFor(exchange, facts);
    } catch (error) {
      refusal ??= error;
    }
  }
  throw refusal;
}

async function readFormBody(exchange: Exchange): Promise<string> {
  if (exchange.received.method === "GET") return exchange.received.query;
  exchange.bytes = await exchange.incoming.read(WHOLE_BODY_MAX_BYTES, false);
  return exchange.bytes.toString();
}

function claimFor(exchange: Exchange, facts: ServiceFacts): void {
  const { received } = exchange;
  const protocol = protocols[protocolOf(received, facts.protocols)];
  const service = loadService(facts.name);
  exchange.protocol = protocol;
  exchange.service = service;
  const family = familyOf(facts, protocol.name);
  exchange.head = facts.name === "s3" ? headForS3(exchange) : received;
  const form = protocol.name === "awsQuery" || protocol.name === "ec2Query";
  if (form && received.method === "GET") exchange.bytes = Buffer.from(received.query);
  const operation = protocol.operationOf(service, exchange.head, form ? exchange.bytes : undefined);
  exchange.claim = { facts, family, service, protocol, operation };
}

/** Path style; presigned links with the headers of their query, forms with those of their fields. */
function headForS3({ received, presented, form }: Exchange): RequestHead {
  if (form !== undefined) return form.head;
  const folded = headForExpress(foldBucket(received), presented);
  return presented?.kind === "query" || presented?.kind === "v2-query" ? withHoisted(folded) : folded;
}

function refuseStranger(exchange: Exchange): never {
  const { received, presented } = exchange;
  exchange.protocol = protocols[spokenProtocol(received) ?? "restJson1"];
  const target = received.headers["x-amz-target"];
  const what = presented?.service ? `the service "${presented.service}"` : `what "${target ?? received.path}" names`;
  throw notImplemented(`Forebay does not have ${what}.`);
}

function familyOf({ name }: ServiceFacts, protocol: string): SignatureFamily {
  if (name === "s3" || name === "s3-control") return "s3";
  if (protocol === "ec2Query") return "ec2";
  if (protocol === "awsQuery") return "query";
  return protocol.startsWith("rest") ? "rest" : "json";
}

/** Checks the signature, and takes the body: whole, or for streaming operations as a stream that checks itself. */
export const verify: Stage = async (exchange, surroundings) => {
  if (exchange.form !== undefined) {
    const { caller, region, range } = await verifyForm(exchange.form, surroundings.credentials);
    exchange.caller = caller;
    if (region !== "") exchange.region = region;
    exchange.body = formBody(exchange.form, range);
    return;
  }
  const { presented, incoming, received } = exchange;
  const { operation, family, protocol } = present(exchange.claim, "claim");
  const s3 = family === "s3";
  const declared = s3 ? declaredHash(received, presented) : undefined;
  if (declared === undefined && !operation.streamsIn)
    exchange.bytes ??= await incoming.read(WHOLE_BODY_MAX_BYTES, false);
  const form = protocol.name === "awsQuery" || protocol.name === "ec2Query";
  const signedBytes = form && received.method === "GET" ? "" : (exchange.bytes ?? "");
  const undeclared = (): string =>
    operation.streamsIn ? (received.headers["x-amz-content-sha256"] ?? UNSIGNED) : hash("sha256", signedBytes, "hex");
  const signing = await identify(exchange, surroundings, () => declared ?? undeclared());
  await takeBody(exchange, declared ?? UNSIGNED, signing);
};

async function identify(
  exchange: Exchange,
  { credentials }: Surroundings,
  payloadHash: () => string,
): Promise<ChunkSigning | undefined> {
  const { presented, received } = exchange;
  const { family, facts, operation } = present(exchange.claim, "claim");
  if (!presented) {
    if (family !== "s3" && !mayBeUnsigned(operation)) throw missingToken(family);
    exchange.caller = ANONYMOUS;
    return undefined;
  }
  const nowMs = realNowMs();
  if (presented.kind === "v2-query" && family === "s3") {
    const identity = await credentials.identify(presented, family);
    verifyVersion2(foldBucket(received), presented, identity.secret, nowMs);
    exchange.caller = identity.caller;
    credentials.noteUse(identity.caller, "s3", exchange.region);
    return undefined;
  }
  if (family === "s3" && presented.kind === "header" && SIGNED_QUERY.test(received.query))
    throw oneMechanismOnly(presented.authorization);
  // S3 Control signs as S3 does.
  if (presented.isBucketSession && facts.name !== "s3")
    throw invalidToken(family, presented.accessKeyId, presented.sessionToken ?? "");
  const region = addressedRegion(received);
  const complete = checkComplete(received, presented, { family, signingNames: facts.signingNames, region, nowMs });
  const { caller, secret } = await credentials.identify(presented, family);
  const key = verifySignature({ head: received, presented, complete, family, secret, payloadHash: payloadHash() });
  exchange.caller = caller;
  credentials.noteUse(caller, presented.service, exchange.region);
  return { key, timestamp: complete.timestamp, seed: complete.signature, accessKeyId: presented.accessKeyId };
}

async function takeBody(exchange: Exchange, declared: string, signing: ChunkSigning | undefined): Promise<void> {
  const { incoming, received } = exchange;
  const { operation, family } = present(exchange.claim, "claim");
  if (isChunked(declared)) exchange.head = headOfContent(exchange.head);
  if (operation.streamsIn) {
    exchange.body = checkedStream(incoming, received, declared, signing);
    return;
  }
  exchange.bytes ??= await incoming.read(WHOLE_BODY_MAX_BYTES, family === "s3");
  if (isChunked(declared)) exchange.bytes = await unchunked(exchange.bytes, received, declared, signing);
  else checkWhole(exchange.bytes, declared);
  exchange.body = exchange.bytes;
}

/** The operation must be built: what is not there says so. */
export const find: Stage = (exchange, { services }) => {
  const { facts, operation } = present(exchange.claim, "claim");
  const found = openService(services, facts.name, operation.name);
  const take = (service: OpenService): void => void (exchange.target = service);
  return found instanceof Promise ? found.then(take) : take(found);
};

/** Errors: NotImplemented. */
export function openService(
  services: Surroundings["services"],
  model: string,
  operation: string,
): OpenService | Promise<OpenService> {
  const opened = services.open(model);
  return opened instanceof Promise
    ? opened.then((service) => built(service, model, operation))
    : built(opened, model, operation);
}

function built(service: OpenService | undefined, model: string, operation: string): OpenService {
  if (!service) throw notImplemented(`Forebay does not serve ${model}.`);
  if (Object.hasOwn(service.definition.operations, operation)) return service;
  const reason = service.definition.gaps[operation];
  throw notImplemented(reason ?? `Forebay does not have ${model} ${operation}.`);
}

/** Errors: AccessDenied when the Host names a VPC endpoint that is not there, or leads to another service or region. */
export const enter: Stage = (exchange, { vpcEndpoints }) => {
  const id = endpointOfHost(exchange.received.headers["host"] ?? "");
  return id === undefined ? undefined : enterThrough(exchange, id, vpcEndpoints);
};

async function enterThrough(exchange: Exchange, id: string, vpcEndpoints: VpcEndpoints): Promise<void> {
  const { family, facts } = present(exchange.claim, "claim");
  const endpoint = await vpcEndpoints.find(id);
  const leads = endpoint?.service === facts.signingNames[0] && endpoint?.region === exchange.region;
  if (endpoint === undefined || !leads) throw notThroughEndpoint(family, id);
  exchange.origin = { ...exchange.origin, endpoint };
}

/** Errors: AccessDenied in the family's code. */
export const authorize: Stage = (exchange, { authorizer }) => {
  const { operation, family } = present(exchange.claim, "claim");
  const { definition, context } = present(exchange.target, "service");
  const call = new OperationCall(exchange, present(exchange.caller, "caller"), exchange.region, context);
  exchange.call = call;
  const access = ruleOf(definition, operation.name)(present(exchange.input, "input") as never, call);
  if (access instanceof Promise)
    return access.then((known) => authorizer.check(known, askedBy(exchange, call), family, call));
  return authorizer.check(access, askedBy(exchange, call), family, call);
};

/** A service without a rule for an operation does not start. */
export const ruleOf = ({ access }: AnyService, operation: string) => present(access[operation], "access rule");

const askedBy = ({ region, origin, presented, received }: Exchange, { caller }: OperationCall): Asked => ({
  caller,
  region,
  origin,
  presented,
  referer: received.headers["referer"],
  calledVia: [],
});

export const decode: Stage = (exchange) => {
  const { protocol, operation } = present(exchange.claim, "claim");
  const body: Buffer | Readable = present(exchange.body, "body");
  if (Buffer.isBuffer(body)) exchange.target?.definition.checkBody?.(operation.name, exchange.head.headers, body);
  exchange.input = protocol.decode(operation, exchange.head, body);
};

export const validate: Stage = (exchange) => {
  checkConstraints(present(exchange.claim, "claim").operation, present(exchange.input, "input"));
};

export const invoke: Stage = async (exchange) => {
  const { definition } = present(exchange.target, "service");
  const { operation } = present(exchange.claim, "claim");
  const handler = present(definition.operations[operation.name], "handler");
  exchange.output = (await handler(exchange.input as never, present(exchange.call, "call"))) ?? {};
};

export const encode: Stage = (exchange) => {
  const { protocol, operation }: Claim = present(exchange.claim, "claim");
  const { requestId, head } = exchange;
  const answer = protocol.encode(operation, present(exchange.output, "output"), { requestId, head });
  const { form, origin } = exchange;
  exchange.answer = form === undefined ? answer : formAnswer(form, answer, locationOf(form, origin));
};
