// What CreateGrant takes: operations that the key can do, and limits that they know.
import { isDeepStrictEqual } from "node:util";
import type { GrantOperation } from "@aws-sdk/client-kms";
import type { Input } from "./context.ts";
import { notBuilt, validation } from "./errors.ts";
import { checkPrincipal, type Grant, type GrantLimits } from "./grant.ts";
import type { Key } from "./key.ts";
import { isAsymmetric } from "./key-spec.ts";
import { CONSTRAINT_PAIRS_MAX } from "./limits.ts";

const ALWAYS: readonly GrantOperation[] = ["CreateGrant", "RetireGrant", "DescribeKey"];

/** Those that know an encryption context. Documented. */
const ENCRYPTING: readonly GrantOperation[] = [
  "Encrypt",
  "Decrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "GenerateDataKeyPair",
  "GenerateDataKeyPairWithoutPlaintext",
  "ReEncryptFrom",
  "ReEncryptTo",
];

export const knowsContext = (operation: GrantOperation): boolean => ENCRYPTING.includes(operation);

/** Documented: a grant allows only what the key's spec and usage know. */
function operationsOf({ spec, usage }: Key): readonly GrantOperation[] {
  if (usage === "SIGN_VERIFY") return ["Sign", "Verify", "GetPublicKey", ...ALWAYS];
  if (usage === "GENERATE_VERIFY_MAC") return ["GenerateMac", "VerifyMac", ...ALWAYS];
  if (usage === "KEY_AGREEMENT") return ["DeriveSharedSecret", "GetPublicKey", ...ALWAYS];
  if (!isAsymmetric(spec)) return [...ENCRYPTING, ...ALWAYS];
  return ["Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo", "GetPublicKey", ...ALWAYS];
}

/** Errors: ValidationException, InvalidArnException. The texts of the former are inferred. */
export function grantOf(
  input: Input<"CreateGrant">,
  key: Key,
): Omit<Grant, "grantId" | "createdMs" | "issuingAccount"> {
  const grantee = only(input.GranteePrincipal, input.GranteeServicePrincipal, "GranteePrincipal");
  if (grantee === undefined) throw validation("GranteePrincipal or GranteeServicePrincipal is required.");
  const retiring = only(input.RetiringPrincipal, input.RetiringServicePrincipal, "RetiringPrincipal");
  const allowed = operationsOf(key);
  const stranger = input.Operations.find((operation) => !allowed.includes(operation));
  if (stranger) throw validation(`Grant operation ${stranger} is not valid for key usage ${key.usage}.`);
  return {
    name: input.Name,
    grantee: checkPrincipal(grantee),
    retiring: retiring === undefined ? undefined : checkPrincipal(retiring),
    operations: [...new Set(input.Operations)],
    constraints: limitsOf(input, key),
  };
}

function only(principal: string | undefined, service: string | undefined, member: string): string | undefined {
  if (principal !== undefined && service !== undefined)
    throw validation(`${member} and its service principal cannot both be given.`);
  return principal ?? service;
}

function limitsOf({ Constraints }: Input<"CreateGrant">, key: Key): GrantLimits | undefined {
  if (!Constraints) return undefined;
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset, SourceArn } = Constraints;
  if (SourceArn !== undefined)
    throw notBuilt(
      "SourceArn in grant constraints is not built: services here do not say for which resource they use a key.",
    );
  if (equals && subset)
    throw validation("Only one of EncryptionContextEquals and EncryptionContextSubset can be given.");
  const pairs = Object.keys(equals ?? subset ?? {}).length;
  if (pairs > CONSTRAINT_PAIRS_MAX) throw validation(`A grant constraint has at most ${CONSTRAINT_PAIRS_MAX} pairs.`);
  if ((equals ?? subset) && isAsymmetric(key.spec))
    throw validation("Grant constraints need a symmetric encryption KMS key.");
  return { equals, subset };
}

/** Documented: asking twice for a grant of the same name gives the same grant. */
export function isSameGrant(grant: Grant, asked: ReturnType<typeof grantOf>): boolean {
  const { name, grantee, retiring, operations, constraints } = grant;
  const terms = { name, grantee, retiring, operations, constraints };
  return asked.name !== undefined && isDeepStrictEqual(plain(terms), plain(asked));
}

const plain = (value: object): unknown => JSON.parse(JSON.stringify(value));
