// Server-side encryption of a DirectPut stream: how it stands, and the grant by which Firehose may use a customer's key.
import { AwsError } from "../../kit/errors.ts";
import type { Peers } from "../../kit/peers.ts";
import type { Caller, InputOf, OutputOf } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";
import { encryptionChangedTooOften, invalidArgument, kmsRefused } from "./errors.ts";
import { FIREHOSE } from "./firehose-role.ts";
import { CREATING_MS, ENCRYPTION_CHANGES_MAX, ENCRYPTION_CHANGES_MS } from "./limits.ts";
import { streamArn, type StreamKey, type StreamRow } from "./stream.ts";

type Asked = InputOf<Sdk, "StartDeliveryStreamEncryption">["DeliveryStreamEncryptionConfigurationInput"];
type Description = NonNullable<OutputOf<Sdk, "DescribeDeliveryStream">["DeliveryStreamDescription"]>;
type Shown = NonNullable<Description["DeliveryStreamEncryptionConfiguration"]>;

export interface Encryption {
  /** Undefined: the key is the platform's own, AWS_OWNED_CMK. */
  readonly keyArn: string | undefined;
  readonly isOn: boolean;
  /** Virtual epoch ms. */
  readonly changedAtMs: number;
  /** When it was started or stopped lately, virtual epoch ms; absent in rows from before that was kept. */
  readonly changesMs?: readonly number[];
}

/** With this change among those of the last 24 hours. Errors: LimitExceededException, when `enforced`. */
export function withChange(before: Encryption | undefined, nowMs: number, enforced: boolean): readonly number[] {
  const lately = (before?.changesMs ?? []).filter((atMs) => Math.abs(nowMs - atMs) < ENCRYPTION_CHANGES_MS);
  if (enforced && lately.length >= ENCRYPTION_CHANGES_MAX) throw encryptionChangedTooOften();
  return [...lately.slice(1 - ENCRYPTION_CHANGES_MAX), nowMs];
}

/** Inferred: what key policies and grants see. */
export const encryptionContext = (key: StreamKey) => ({ "aws:firehose:arn": streamArn(key) });

/** Documented: AWS_OWNED_CMK when nothing is asked for; a key is given with CUSTOMER_MANAGED_CMK, and only then. */
export function encryptionOf(asked: Asked, changedAtMs: number): Encryption {
  const { KeyType: type = "AWS_OWNED_CMK", KeyARN: keyArn } = asked ?? {};
  if ((type === "CUSTOMER_MANAGED_CMK") !== (keyArn !== undefined))
    throw invalidArgument("KeyARN must be specified if, and only if, KeyType is CUSTOMER_MANAGED_CMK.");
  return { keyArn, isOn: true, changedAtMs };
}

/** Documented: the grant is made for the caller, who needs kms:CreateGrant. Errors: InvalidKMSResourceException. */
export async function grantKey(peers: Peers, key: StreamKey, { keyArn }: Encryption, caller: Caller): Promise<void> {
  if (keyArn === undefined) return;
  const input = {
    KeyId: keyArn,
    GranteeServicePrincipal: FIREHOSE,
    Operations: ["GenerateDataKey", "Decrypt"] as ("GenerateDataKey" | "Decrypt")[],
    Constraints: { EncryptionContextEquals: encryptionContext(key) },
  };
  try {
    await peers.call("kms", "CreateGrant", input, { account: key.account, region: key.region, principal: caller });
  } catch (error) {
    throw error instanceof AwsError ? kmsRefused(error) : error;
  }
}

export function encryptionStatus({ encryption }: StreamRow, nowMs: number) {
  if (!encryption) return "DISABLED";
  const { isOn, changedAtMs } = encryption;
  const isUnderWay = nowMs < changedAtMs + CREATING_MS && nowMs >= changedAtMs;
  if (isUnderWay) return isOn ? "ENABLING" : "DISABLING";
  return isOn ? "ENABLED" : "DISABLED";
}

export function shownEncryption(row: StreamRow, nowMs: number): Shown {
  const Status = encryptionStatus(row, nowMs);
  if (!row.encryption?.isOn) return { Status };
  const { keyArn } = row.encryption;
  return {
    ...(keyArn === undefined ? { KeyType: "AWS_OWNED_CMK" } : { KeyType: "CUSTOMER_MANAGED_CMK", KeyARN: keyArn }),
    Status,
  };
}
