// What a service is: a model, handlers typed from the AWS SDK, declared gaps, and jobs.
import type { Readable } from "node:stream";
import type { Access, AccessTable } from "./access.ts";
import type { CrossOrigin } from "./cross-origin.ts";
import type { Watch } from "./ended-request.ts";
import type { AwsError } from "./errors.ts";
import type { FunctionUrls } from "./function-url.ts";
import type { Usage } from "./usage.ts";
import type { VpcEndpoint } from "./vpc-endpoints.ts";
import type { Websites } from "./website.ts";

type Primitive = string | number | bigint | boolean | null | undefined | symbol | Date | Uint8Array;

/** A decoded, validated input: required members are present, streaming blobs are Node streams. */
export type Decoded<T> = Readable extends T
  ? Readable | Extract<T, undefined>
  : T extends Primitive
    ? T
    : T extends AsyncIterable<unknown>
      ? T
      : T extends readonly (infer Item)[]
        ? Decoded<NonNullable<Item>>[]
        : T extends object
          ? {
              [K in keyof T]: undefined extends T[K]
                ? object extends Pick<T, K>
                  ? Decoded<T[K]>
                  : Decoded<NonNullable<T[K]>>
                : Decoded<T[K]>;
            }
          : T;

/** What a handler returns: the SDK's output without `$metadata`; streaming blobs may be bytes or Node streams. */
export type Answer<T> = {
  [K in keyof T as K extends "$metadata" ? never : K]: Extract<T[K], { transformToByteArray: unknown }> extends never
    ? T[K]
    : Readable | Uint8Array | undefined;
};

type CommandOf<Module, Name extends string> = `${Name}Command` extends keyof Module ? Module[`${Name}Command`] : never;
type InstanceOf<C> = C extends abstract new (...args: never[]) => infer I ? I : never;
type SdkInput<C> = InstanceOf<C> extends { readonly input: infer I } ? I : never;
type SdkOutput<C> =
  InstanceOf<C> extends { resolveMiddleware(...args: never[]): infer H }
    ? H extends (...args: never[]) => Promise<{ output: infer O }>
      ? O
      : never
    : never;

/** The operation names of an SDK module, e.g. `OperationName<typeof import("@aws-sdk/client-sts")>`. */
export type OperationName<Module> =
  Extract<keyof Module, `${string}Command`> extends infer C
    ? C extends `${infer N}Command`
      ? N extends "" | "$"
        ? never
        : N
      : never
    : never;

export type InputOf<Module, Name extends string> = Decoded<SdkInput<CommandOf<Module, Name>>>;
export type OutputOf<Module, Name extends string> = Answer<SdkOutput<CommandOf<Module, Name>>>;

/** Who makes a call, as STS GetCallerIdentity would show it. Plain data without secrets, so that deferred work can keep it. */
export interface Caller {
  readonly kind: "root" | "user" | "assumed-role" | "federated-user" | "anonymous" | "service";
  /** 12 digits. */
  readonly account: string;
  /** Of a session: the session's. Of a service: its name, e.g. `firehose.amazonaws.com`. */
  readonly arn: string;
  readonly userId: string;
  readonly accessKeyId: string | undefined;
  /** Of temporary credentials. */
  readonly session?: SessionFacts;
}

/** What a session was given when it was issued, beyond the identity it has. */
export interface SessionFacts {
  /** In IAM: the role, or the user of GetSessionToken and GetFederationToken (root: the account's root ARN). */
  readonly issuerArn: string;
  /** Virtual epoch ms. */
  readonly issuedMs: number;
  /** Virtual epoch ms, of credentials that a request is signed with. */
  readonly expiresMs?: number;
  /** Session policies: documents in JSON, and managed policies by ARN. A session may only what they allow, too. */
  readonly policies?: readonly string[];
  readonly policyArns?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  /** `aws:MultiFactorAuthPresent`. */
  readonly mfa?: boolean;
  /** `aws:FederatedProvider`: the ARN or name of who vouched for the user. */
  readonly federatedProvider?: string;
  /** Of S3's sessions: the one directory bucket that the credentials are for, and whether they may change it. */
  readonly bucket?: { readonly name: string; readonly mode: "ReadOnly" | "ReadWrite" };
  /** Further keys that the session's way of coming about sets, e.g. `{ "saml:aud": "..." }`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** Facts of the HTTP request that some operations need (S3 presigned links, conditions on the source address). */
export interface Origin {
  readonly sourceIp: string;
  readonly host: string;
  readonly secure: boolean;
  readonly userAgent: string;
  /** The VPC endpoint that it came through. */
  readonly endpoint?: VpcEndpoint;
}

/** One call of an operation: the same for a request over HTTP and for a peer's call in process. */
export interface Call<Context> {
  /** The account and region the request addresses. */
  readonly account: string;
  readonly region: string;
  readonly requestId: string;
  /** The request was an HTML form of S3's, answered as a PutObject. */
  readonly isForm?: boolean;
  readonly caller: Caller;
  readonly origin: Origin;
  /** The items of a batch that the caller may not touch, from 0, with what AWS answers for each. */
  readonly refused: ReadonlyMap<number, AwsError>;
  /** Aborts when the client went away or the platform is closing. */
  readonly signal: AbortSignal;
  /** The service's opened state: its store, limits, clock. */
  readonly context: Context;
}

export type Operation<Module, Name extends string, Context> = (
  input: InputOf<Module, Name>,
  call: Call<Context>,
) => Promise<OutputOf<Module, Name>>;

/** Operations of the model that are not built, each with one clear sentence that says so. */
export type Gaps<Module> = { readonly [Name in OperationName<Module>]?: string };

/** A piece of deferred work whose time has come. Must be idempotent: it runs at least once. */
export interface Job {
  readonly kind: string;
  readonly key: string;
  readonly payload: unknown;
  readonly dueMs: number;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Aborts when the platform is closing. */
  readonly signal: AbortSignal;
}

/** Runs a due job. Returning `{ againAtMs }` reschedules it; a throw retries it with backoff. */
export type JobHandler<Context> = (job: Job, context: Context) => Promise<void | { readonly againAtMs: number }>;

export interface ServiceDefinition<Module, Context, Host> {
  /** Name of the wire model, which is the SDK package's name without `client-`. */
  readonly model: string;
  /** Opens the service on its engines. Nothing is kept in memory that cannot be rebuilt from them. */
  readonly open: (host: Host) => Promise<Context> | Context;
  readonly operations: { readonly [Name in OperationName<Module>]?: Operation<Module, Name, Context> };
  /** What each operation must be allowed to do; one that has no rule is refused at startup. */
  readonly access: AccessTable<Module, Context>;
  readonly gaps: Gaps<Module>;
  readonly jobs?: Readonly<Record<string, JobHandler<Context>>>;
  /** Behaviours of built operations that differ from AWS, each one sentence; shown in the coverage page. */
  readonly differences?: readonly string[];
  readonly close?: (context: Context) => Promise<void>;
  /** Holds the bytes of a body that is not streamed against what the headers say of them. Errors: AwsError. */
  readonly checkBody?: CheckBody;
  /** Rules of its resources for pages of other sites. */
  readonly crossOrigin?: CrossOrigin<Context>;
  readonly websites?: Websites<Context>;
  readonly functionUrls?: FunctionUrls<Context>;
  /** What a link that the service made stands for: `/_forebay/download/MODEL/TOKEN`. */
  readonly download?: (token: string, context: Context) => Promise<Download | undefined>;
  /** What was used and costs something, for the cost ledger. */
  readonly usage?: Usage<Context>;
  /** Wants to know how requests over HTTP ended. */
  readonly watch?: Watch<Context>;
}

export interface Download {
  readonly body: Readable;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** `operation` is its name; header names are lower case. */
export type CheckBody = (operation: string, headers: Readonly<Record<string, string>>, body: Uint8Array) => void;

/** A service whose types are closed over, as the platform handles it. */
export interface AnyService {
  readonly model: string;
  readonly open: (host: never) => unknown;
  readonly operations: Readonly<Record<string, (input: never, call: Call<never>) => Promise<unknown>>>;
  readonly access: Readonly<Record<string, (input: never, call: Call<never>) => Access | Promise<Access>>>;
  readonly gaps: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, JobHandler<never>>>;
  readonly differences: readonly string[];
  readonly close: (context: never) => Promise<void>;
  readonly checkBody?: CheckBody;
  readonly crossOrigin?: CrossOrigin<never>;
  readonly websites?: Websites<never>;
  readonly functionUrls?: FunctionUrls<never>;
  readonly download?: (token: string, context: never) => Promise<Download | undefined>;
  readonly usage?: Usage<never>;
  readonly watch?: Watch<never>;
}

/** Declares a service. The type parameters come from the SDK module: a misspelt operation does not compile. */
export function defineService<Module, Context, Host>(definition: ServiceDefinition<Module, Context, Host>): AnyService {
  return {
    jobs: {},
    differences: [],
    close: async () => {},
    ...definition,
  } as unknown as AnyService;
}

/** Throws unless every operation of the model is either handled, with an access rule, or declared a gap, and nothing else is. */
export function assertComplete(service: AnyService, modelOperations: readonly string[]): void {
  const handled = Object.keys(service.operations);
  const declared = Object.keys(service.gaps);
  const known = new Set(modelOperations);
  const problems = [
    ...modelOperations
      .filter((name) => !(name in service.operations) && !(name in service.gaps))
      .map((name) => `${name} is neither handled nor in gaps`),
    ...handled.filter((name) => !(name in service.access)).map((name) => `${name} has no access rule`),
    ...handled.filter((name) => name in service.gaps).map((name) => `${name} is both handled and in gaps`),
    ...[...handled, ...declared].filter((name) => !known.has(name)).map((name) => `${name} is not in the model`),
  ];
  if (problems.length > 0) throw new Error(`service ${service.model}: ${problems.join("; ")}`);
}
