// Grants: what a key allows a principal besides its policy.
import type { GrantListEntry, GrantOperation } from "@aws-sdk/client-kms";
import { parseArn } from "../../kit/arn.ts";
import type { EncryptionContext } from "./envelope.ts";
import { invalidPrincipal } from "./errors.ts";
import { keyArn, type KeyName } from "./key.ts";

export interface Grant {
  /** 64 hexadecimal digits. */
  readonly grantId: string;
  readonly name: string | undefined;
  readonly createdMs: number;
  /** An ARN, or the name of an AWS service. */
  readonly grantee: string;
  readonly retiring: string | undefined;
  /** The account whose principal made it. */
  readonly issuingAccount: string;
  readonly operations: readonly GrantOperation[];
  readonly constraints?: GrantLimits | undefined;
}

export interface GrantLimits {
  readonly equals?: EncryptionContext | undefined;
  readonly subset?: EncryptionContext | undefined;
}

export interface KeyGrant {
  readonly name: KeyName;
  readonly grant: Grant;
}

const SERVICE = /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+){2,}$/;
const IAM_PRINCIPAL = /^(?:root|user\/.+|role\/.+)$/;
const STS_PRINCIPAL = /^(?:assumed-role\/[^/]+\/.+|federated-user\/.+)$/;

/** Errors: InvalidArnException. Whether the principal exists is not looked at. */
export function checkPrincipal(text: string): string {
  if (SERVICE.test(text)) return text;
  const arn = parseArn(text);
  const known =
    (arn?.service === "iam" && IAM_PRINCIPAL.test(arn.resource)) ||
    (arn?.service === "sts" && STS_PRINCIPAL.test(arn.resource));
  if (!known || !/^\d{12}$/.test(arn.account)) throw invalidPrincipal(text);
  return text;
}

export const isService = (principal: string): boolean => SERVICE.test(principal);

export function listedGrant({ name, grant }: KeyGrant): GrantListEntry {
  const { grantee, retiring, constraints } = grant;
  return {
    KeyId: keyArn(name),
    GrantId: grant.grantId,
    Name: grant.name ?? "",
    CreationDate: new Date(grant.createdMs),
    ...(isService(grantee) ? { GranteeServicePrincipal: grantee } : {}),
    GranteePrincipal: grantee,
    ...(retiring !== undefined && { RetiringPrincipal: retiring }),
    ...(retiring !== undefined && isService(retiring) && { RetiringServicePrincipal: retiring }),
    IssuingAccount: `arn:aws:iam::${grant.issuingAccount}:root`,
    Operations: [...grant.operations],
    ...(constraints && {
      Constraints: {
        ...(constraints.equals && { EncryptionContextEquals: { ...constraints.equals } }),
        ...(constraints.subset && { EncryptionContextSubset: { ...constraints.subset } }),
      },
    }),
  };
}
