// One request on its way through the stages: each stage fills in what later ones read.
import type { Readable } from "node:stream";
import type { AwsError } from "../kit/errors.ts";
import type { Caller, Call, Origin } from "../kit/service.ts";
import type { HttpAnswer, RequestHead } from "../wire/http.ts";
import type { SignatureFamily } from "../wire/sigv4/errors.ts";
import type { Presented } from "../wire/sigv4/presented.ts";
import type { Protocol, ServiceFacts, WireOperation, WireService } from "../wire/wire.ts";
import type { FormUpload } from "./form-upload.ts";
import type { IncomingBody } from "./incoming-body.ts";
import type { OpenService } from "./services.ts";

/** What claiming found out. */
export interface Claim {
  readonly facts: ServiceFacts;
  readonly family: SignatureFamily;
  readonly service: WireService;
  readonly protocol: Protocol;
  readonly operation: WireOperation;
}

export class Exchange {
  readonly requestId: string;
  /** As received: what signatures are checked against. */
  readonly received: RequestHead;
  /** Path style for S3; otherwise as received. */
  head: RequestHead;
  origin: Origin;
  readonly incoming: IncomingBody;
  presented: Presented | undefined = undefined;
  /** Set before claiming is through, so that its errors are answered in the right protocol. */
  protocol: Protocol | undefined = undefined;
  service: WireService | undefined = undefined;
  claim: Claim | undefined = undefined;
  /** The request is an HTML form for S3, answered as a PutObject. */
  form: FormUpload | undefined = undefined;
  /** The body, once it was read whole. */
  bytes: Buffer | undefined = undefined;
  body: Buffer | Readable | undefined = undefined;
  caller: Caller | undefined = undefined;
  region = "us-east-1";
  target: OpenService | undefined = undefined;
  input: object | undefined = undefined;
  call: OperationCall | undefined = undefined;
  output: object | undefined = undefined;
  answer: HttpAnswer | undefined = undefined;
  readonly #signal: () => AbortSignal;

  constructor(
    requestId: string,
    received: RequestHead,
    origin: Origin,
    incoming: IncomingBody,
    signal: () => AbortSignal,
  ) {
    this.requestId = requestId;
    this.received = received;
    this.head = received;
    this.origin = origin;
    this.incoming = incoming;
    this.#signal = signal;
  }

  /** Aborts when the client goes away or the platform closes. Made at the first use: most operations need none. */
  get signal(): AbortSignal {
    return this.#signal();
  }
}

const NONE_REFUSED: ReadonlyMap<number, AwsError> = new Map();

/** The call that an operation sees: of a request over HTTP, or of a peer. */
export class OperationCall implements Call<never> {
  readonly account: string;
  readonly region: string;
  readonly requestId: string;
  readonly caller: Caller;
  readonly origin: Origin;
  readonly context: never;
  refused: ReadonlyMap<number, AwsError> = NONE_REFUSED;
  readonly #from: { readonly signal: AbortSignal };

  constructor(
    from: { readonly requestId: string; readonly origin: Origin; readonly signal: AbortSignal },
    caller: Caller,
    region: string,
    context: unknown,
    account = caller.account,
  ) {
    this.account = account;
    this.region = region;
    this.requestId = from.requestId;
    this.caller = caller;
    this.origin = from.origin;
    this.context = context as never;
    this.#from = from;
  }

  get signal(): AbortSignal {
    return this.#from.signal;
  }
}
