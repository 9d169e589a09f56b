// A function: its identity, what a version of it holds, and the ARNs.
import type {
  Architecture,
  Cors,
  FunctionUrlAuthType,
  InvokeMode,
  RecursiveLoop,
  Runtime,
  SnapStartApplyOn,
  TracingMode,
  UpdateRuntimeOn,
} from "@aws-sdk/client-lambda";
import type { Logging } from "../../engines/functions/functions.ts";
import type { Decoded } from "../../kit/service.ts";

export interface FunctionKey {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export const LATEST = "$LATEST";

export interface LayerUse {
  readonly arn: string;
  readonly codeSize: number;
  /** Documented: a deleted layer version goes on in the functions that use it. */
  readonly blobId: string;
}

export interface Code {
  readonly blobId: string;
  /** Base64, as the API shows it. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What PublishVersion freezes. */
export interface Settings {
  readonly description: string;
  readonly runtime: Runtime;
  readonly handler: string;
  readonly role: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** Sealed JSON of the variables. */
  readonly environment: string | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly layers: readonly LayerUse[];
  readonly architecture: Architecture;
  readonly ephemeralStorageMb: number;
  readonly deadLetterArn: string | undefined;
  readonly tracing: TracingMode;
  readonly logging: Logging;
  /** None when undefined. */
  readonly snapStart?: SnapStartApplyOn | undefined;
  readonly code: Code;
}

export interface Version {
  readonly settings: Settings;
  /** Virtual epoch ms. */
  readonly modifiedMs: number;
  readonly revisionId: string;
}

export interface PolicyRow {
  readonly revisionId: string;
  /** Each a statement of the policy. */
  readonly statements: readonly object[];
}

export interface EventInvokeRow {
  readonly modifiedMs: number;
  readonly maximumRetryAttempts: number | undefined;
  readonly maximumEventAgeSeconds: number | undefined;
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
}

export interface AliasRow {
  readonly version: string;
  readonly description: string;
  readonly revisionId: string;
  /** By version: the share of invocations that goes there. */
  readonly weights: Readonly<Record<string, number>>;
}

export interface UrlRow {
  readonly id: string;
  readonly authType: FunctionUrlAuthType;
  /** Undefined when no request has said it: creation and updates show it only then. Recorded. */
  readonly invokeMode: InvokeMode | undefined;
  readonly cors: Decoded<Cors> | undefined;
  readonly createdMs: number;
  readonly modifiedMs: number;
}

export interface RuntimeManagementRow {
  readonly updateOn: UpdateRuntimeOn;
  readonly versionArn: string | undefined;
}

export interface ProvisionedRow {
  readonly requested: number;
  readonly modifiedMs: number;
}

export interface FunctionRow {
  /** Another one than that of an earlier function of this name. */
  readonly id: string;
  readonly latest: Version;
  readonly state: "Pending" | "Active";
  readonly lastUpdateStatus: "InProgress" | "Successful";
  readonly nextVersion: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, AliasRow>>;
  readonly reservedConcurrency: number | undefined;
  /** By qualifier; `$LATEST` for the unqualified function. */
  readonly policies: Readonly<Record<string, PolicyRow>>;
  readonly eventInvoke: Readonly<Record<string, EventInvokeRow>>;
  readonly urls: Readonly<Record<string, UrlRow>>;
  readonly runtimeManagement: Readonly<Record<string, RuntimeManagementRow>>;
  /** By version or alias. */
  readonly provisioned: Readonly<Record<string, ProvisionedRow>>;
  readonly recursiveLoop: RecursiveLoop;
  readonly codeSigningConfigArn?: string | undefined;
}

/** What a function begins with beside what it was created from. */
export const UNCONFIGURED = {
  aliases: {},
  reservedConcurrency: undefined,
  policies: {},
  eventInvoke: {},
  urls: {},
  runtimeManagement: {},
  provisioned: {},
  recursiveLoop: "Terminate",
} as const satisfies Partial<FunctionRow>;

export interface FunctionEntry extends FunctionRow {
  readonly key: FunctionKey;
}

export const functionArn = ({ account, region, name }: FunctionKey, qualifier?: string): string =>
  `arn:aws:lambda:${region}:${account}:function:${name}${qualifier === undefined ? "" : `:${qualifier}`}`;

/** Whether environments of two versions' settings are alike is told by this. */
export const environmentKey = (entry: FunctionEntry, version: string, { revisionId }: Version): string =>
  `${entry.id}/${version}/${revisionId}`;
