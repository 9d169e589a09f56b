// What a service may want to know of the requests that were for it, once their answers have left: access logs need no more.
import type { Caller, Origin } from "./service.ts";

export interface EndedRequest {
  readonly requestId: string;
  /** Virtual epoch ms. */
  readonly receivedMs: number;
  /** From the request's head to the end of its answer. */
  readonly totalMs: number;
  /** From the request's head to the begin of its answer. */
  readonly turnAroundMs: number;
  /** Undefined when it was refused before it was known what it is. */
  readonly operation: string | undefined;
  readonly input: object | undefined;
  readonly output: object | undefined;
  readonly method: string;
  /** Path and query as they came. */
  readonly target: string;
  /** `1.1`. */
  readonly httpVersion: string;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: Caller | undefined;
  readonly origin: Origin;
  readonly signed: { readonly algorithm: string; readonly inQuery: boolean } | undefined;
  readonly tls: { readonly version: string; readonly cipher: string } | undefined;
  readonly isForm: boolean;
  readonly isWebsite: boolean;
  readonly status: number;
  readonly errorCode: string | undefined;
  readonly answerHeaders: Readonly<Record<string, string>>;
  /** Of the answer's body; undefined when it broke off. */
  readonly bytesSent: number | undefined;
}

/** As far as it is known at once. */
export interface AnsweredRequest {
  /** For S3 path style. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Whoever wants to know gives back what to tell; must be quick, since every request asks. */
export type Watch<Context> = (
  request: AnsweredRequest,
  context: Context,
) => ((ended: EndedRequest) => void) | undefined;
