// What a service says of HTTP addresses that it serves itself (Lambda's function URLs), as the gateway answers them.
import type { Readable } from "node:stream";
import type { AccessNeed } from "./access.ts";
import type { Caller, Origin } from "./service.ts";

/** `ID.lambda-url.REGION.on.aws`, and the same on this machine. */
export interface UrlAddress {
  readonly id: string;
  readonly region: string;
}

/** Header names are lower case; path and query as they were sent. */
export interface UrlHead {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface UrlRequest extends UrlHead {
  readonly requestId: string;
  readonly body: Buffer;
  readonly origin: Origin;
  /** Undefined for addresses that are not signed. */
  readonly caller: Caller | undefined;
}

export interface UrlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Each a `Set-Cookie`. */
  readonly cookies: readonly string[];
  readonly body: Uint8Array | Readable;
}

export interface FunctionUrl {
  /** Whether requests must be signed, for the service `lambda`. */
  readonly isSigned: boolean;
  readonly needs: readonly AccessNeed[];
  /** What pages of other sites may: headers of the answer to a preflight, or of any other answer. */
  preflight(head: UrlHead): Readonly<Record<string, string>> | undefined;
  crossOrigin(head: UrlHead): Readonly<Record<string, string>>;
  /** Errors: AwsError. */
  answer(request: UrlRequest): Promise<UrlAnswer>;
}

/** Undefined when there is no such address. Errors: AwsError when what it led to is gone. */
export type FunctionUrls<Context> = (address: UrlAddress, context: Context) => Promise<FunctionUrl | undefined>;
