// The functions seam: runs the code of functions in warm environments, one invocation at a time in each.

/** What an environment is made of. */
export interface FunctionSpec {
  /** Environments of the same key are alike: a function's version and the revision of its code and settings. */
  readonly key: string;
  readonly functionName: string;
  readonly version: string;
  /** `nodejs20.x`, `python3.11`, `provided.al2023`. */
  readonly runtime: string;
  /** As the runtime reads it, e.g. `index.handler`. */
  readonly handler: string;
  /** What LAMBDA_TASK_ROOT names; read only by convention. */
  readonly codeFolder: string;
  /** Started ahead: what AWS_LAMBDA_INITIALIZATION_TYPE says. */
  readonly isProvisioned?: boolean;
  /** The layers, one over the other, as AWS lays them out under /opt. */
  readonly layersFolder: string | undefined;
  readonly memoryMb: number;
  readonly timeoutMs: number;
  readonly logging?: Logging | undefined;
  /** Whatever the environment is to find beside what the engine sets itself; it does not override the reserved ones. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where an environment's output goes, START, END and REPORT lines included; asked once for each, with AWS_LAMBDA_LOG_STREAM_NAME. */
  readonly output?: ((logStreamName: string) => Print) | undefined;
  /** Asked once for each environment that starts: the credentials of its role. */
  readonly session: () => Promise<Session>;
}

/** How the platform and the runtime clients write what they log. Text without it. */
export interface Logging {
  readonly format: "Text" | "JSON";
  /** `TRACE` to `FATAL`: what is below is not written. Of JSON only. */
  readonly applicationLevel: string | undefined;
  readonly systemLevel: string | undefined;
  /** Undefined: `/aws/lambda/NAME`. */
  readonly group: string | undefined;
}

/** Takes what was printed, whole lines or parts of them; keeps neither waiting. */
export type Print = (text: string | Uint8Array) => void;

export interface Session {
  readonly variables: Readonly<Record<string, string>>;
  /** Virtual epoch ms from which on environments with these are used no more. */
  readonly expiresMs: number;
}

export interface Invocation {
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly functionArn: string;
  /** JSON. */
  readonly clientContext?: string | undefined;
  /** Whether `log` is wanted. */
  readonly wantsLog?: boolean;
  /** Parts of the answer as they come, of handlers that stream. What it was given is in the outcome's payload no more. */
  readonly onChunk?: (chunk: Uint8Array) => void;
  /** Before the first of them, with what the runtime says of them. */
  readonly onStart?: (contentType: string | undefined) => void;
}

export interface Outcome {
  /** JSON by convention; of an error `{ errorType, errorMessage, ... }`. */
  readonly payload: Uint8Array;
  readonly failed: boolean;
  /** What the runtime said of the payload. */
  readonly contentType: string | undefined;
  /** The end of what the function and the platform wrote, START, END and REPORT lines included; empty unless wanted. */
  readonly log: Uint8Array;
}

export interface Provisioned {
  readonly ready: number;
  readonly isFailed: boolean;
}

export interface Functions {
  /**
   * Runs the invocation in an idle environment or a new one, waits for one when there are too many.
   * A function that fails, crashes or takes too long is an outcome.
   * Errors: EngineError `invalid` when the runtime is not on this machine, `unavailable` when too many wait, `closed`.
   */
  invoke(spec: FunctionSpec, invocation: Invocation): Promise<Outcome>;
  /**
   * Keeps so many environments of the spec started, idle ones too, from now on; `onChange` is told how many are ready as that changes,
   * and of an initialisation that fails, after which no more are started until it is asked again.
   * Errors: as `invoke`; `unavailable` when that were more than may be started ahead.
   */
  provision(spec: FunctionSpec, count: number, onChange: (state: Provisioned) => void): Promise<void>;
  /** Ends the environments whose key starts so: idle ones now, busy ones after their invocation. */
  retire(keyPrefix: string): void;
  /** What runs functions of that runtime, or undefined when this machine has nothing that does. */
  interpreterOf(runtime: string): Promise<string | undefined>;
  /** Ends every process. Invocations that run fail with `closed`. */
  close(): Promise<void>;
}

/** Documented: of an answer that is not streamed, in bytes; 6 MB and what headers take. */
export const RESPONSE_SIZE_MAX_BYTES = 6 * 1024 * 1024 + 100;
/** Documented: of a streamed one. */
export const STREAMED_SIZE_MAX_BYTES = 200 * 1024 * 1024;
