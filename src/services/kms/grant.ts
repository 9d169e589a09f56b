// Grants: what a key allows a principal besides its policy.
import type { GrantOperation } from "@aws-sdk/client-kms";
import type { EncryptionContext } from "./envelope.ts";

export interface Grant {
  /** 64 hexadecimal digits. */
  readonly grantId: string;
  readonly keyId: string;
  readonly name: string | undefined;
  readonly createdMs: number;
  readonly grantee: string;
  readonly retiring: string | undefined;
  /** Whether `grantee` and `retiring` are AWS services by name. */
  readonly serviceGrantee: boolean;
  readonly serviceRetiring: boolean;
  readonly issuingAccount: string;
  readonly operations: readonly GrantOperation[];
  readonly constraints?:
    | {
        readonly equals?: EncryptionContext | undefined;
        readonly subset?: EncryptionContext | undefined;
        readonly sourceArn?: string | undefined;
      }
    | undefined;
}
