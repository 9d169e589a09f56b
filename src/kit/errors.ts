// The two kinds of expected failure. Anything else that is thrown is a bug and is answered InternalFailure.

export interface AwsErrorOptions {
  /** Whose mistake it is; decides the default status (400 or 500) and the query protocols' `Type`. */
  readonly fault?: "client" | "server";
  /** HTTP status; defaults to what the service's model says, then to the fault's. */
  readonly status?: number;
  /** Further modelled members of the error shape, e.g. `{ BucketName: "b" }`. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Extra HTTP headers of the error response. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error that AWS would answer. Built only in `errors.ts` files, with AWS's exact text. */
export class AwsError extends Error {
  readonly code: string;
  readonly fault: "client" | "server";
  readonly status: number | undefined;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    super(message);
    this.name = code;
    this.code = code;
    this.fault = options.fault ?? "client";
    this.status = options.status;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }
}

export type EngineErrorKind =
  | "not-found"
  | "conflict"
  | "disk-full"
  | "corrupt"
  | "closed"
  | "invalid"
  | "interrupted"
  | "unavailable";

/** A failure of an engine, in the engine's own terms. `store.ts` files translate it for the user. */
export class EngineError extends Error {
  readonly kind: EngineErrorKind;
  readonly engine: string;

  constructor(engine: string, kind: EngineErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EngineError";
    this.engine = engine;
    this.kind = kind;
  }
}
