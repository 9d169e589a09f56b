// What a service says of requests of other sites' pages, for resources that have rules of their own (CORS of S3's buckets).

export interface CrossOriginRequest {
  /** Percent-encoded; for S3 path style. */
  readonly path: string;
  readonly origin: string;
  /** Of the request, or the one that a preflight asks for. */
  readonly method: string;
  /** Lower-case names that a preflight asks for; empty otherwise. */
  readonly headers: readonly string[];
}

export interface CrossOriginDecision {
  /** What the browser is told; undefined: no rule allows it. */
  readonly headers: Readonly<Record<string, string>> | undefined;
  /** As errors name what the path names, e.g. `BUCKET`. */
  readonly resourceType: string;
}

/** Undefined when the resource has no rules: the gateway's own hold then. */
export type CrossOrigin<Context> = (
  request: CrossOriginRequest,
  context: Context,
) => Promise<CrossOriginDecision | undefined>;
