// Code signing configurations: what they are, and what they let be deployed. No package is signed, since AWS Signer is not built.
import type { CodeSigningConfig, CodeSigningPolicy } from "@aws-sdk/client-lambda";
import { hex } from "../../kit/ids.ts";
import { codeSigningConfigGone, codeSigningConfigNotFound, codeUnsigned } from "./errors.ts";
import type { LayerUse } from "./function.ts";
import type { Place } from "./locate.ts";
import type { LambdaStore } from "./store.ts";
import type { Tags } from "./tags.ts";

export interface SigningKey extends Place {
  /** `csc-` and 17 digits. */
  readonly id: string;
}

export interface SigningRow {
  readonly description: string | undefined;
  readonly profileArns: readonly string[];
  readonly policy: CodeSigningPolicy;
  readonly modifiedMs: number;
  readonly tags: Tags;
}

export interface SigningConfig extends SigningRow {
  readonly key: SigningKey;
}

const ID_DIGITS = 17;
const ARN = /^arn:[a-z-]+:lambda:([a-z0-9-]+):(\d{12}):code-signing-config:(csc-[a-z0-9]+)$/;

export const newSigningId = (): string => `csc-${hex(ID_DIGITS)}`;

const signingArn = ({ account, region, id }: SigningKey): string =>
  `arn:aws:lambda:${region}:${account}:code-signing-config:${id}`;

/** Undefined for an ARN of another kind. */
export function parseSigningArn(arn: string): SigningKey | undefined {
  const [, region, account, id] = ARN.exec(arn) ?? [];
  return region && account && id ? { account, region, id } : undefined;
}

/** Of the caller's account and region. Errors: ResourceNotFoundException. */
export function ownSigningKey(arn: string, { account, region }: Place): SigningKey {
  const key = parseSigningArn(arn);
  if (key?.account !== account || key.region !== region) throw codeSigningConfigNotFound(arn);
  return key;
}

/** Errors: ResourceNotFoundException. */
export async function ownSigningConfig(store: LambdaStore, arn: string, place: Place): Promise<SigningConfig> {
  const config = await store.signing.find(ownSigningKey(arn, place));
  if (!config) throw codeSigningConfigNotFound(arn);
  return config;
}

/** For a function. Errors: CodeSigningConfigNotFoundException. */
export async function signingConfigFor(store: LambdaStore, arn: string): Promise<SigningConfig> {
  const key = parseSigningArn(arn);
  const config = key && (await store.signing.find(key));
  if (!config) throw codeSigningConfigGone(arn);
  return config;
}

export const signingView = ({
  key,
  description,
  profileArns,
  policy,
  modifiedMs,
}: SigningConfig): CodeSigningConfig => ({
  CodeSigningConfigId: key.id,
  CodeSigningConfigArn: signingArn(key),
  ...(description !== undefined && { Description: description }),
  AllowedPublishers: { SigningProfileVersionArns: [...profileArns] },
  CodeSigningPolicies: { UntrustedArtifactOnDeployment: policy },
  LastModified: new Date(modifiedMs).toISOString(),
});

interface Deployment {
  /** Of the code; undefined when only layers are deployed. */
  readonly functionName?: string;
  readonly layers?: readonly LayerUse[];
}

/** Documented: Enforce blocks what is not signed, Warn does not. Errors: CodeVerificationFailedException. */
export async function checkSignatures(
  store: LambdaStore,
  configArn: string | undefined,
  { functionName, layers = [] }: Deployment,
): Promise<void> {
  if (configArn === undefined) return;
  const { policy } = await signingConfigFor(store, configArn);
  const unsigned = functionName ?? layers[0]?.arn;
  if (policy === "Enforce" && unsigned !== undefined) throw codeUnsigned(unsigned);
}
