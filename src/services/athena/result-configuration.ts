// Where results go and how they are encrypted: what is valid, and how an update changes it.
import { kmsKeyMissing, outputLocationInvalid } from "./errors.ts";
import type { InputOf } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";
import type { ResultConfigurationRow } from "./store/rows.ts";

type Updates = NonNullable<
  NonNullable<InputOf<Sdk, "UpdateWorkGroup">["ConfigurationUpdates"]>["ResultConfigurationUpdates"]
>;

const S3_PATH = /^s3:\/\/[a-z0-9][a-z0-9._-]{1,61}[a-z0-9](?:\/.*)?$/su;

/** Errors: InvalidRequestException. */
export function checkResultConfiguration({ OutputLocation, EncryptionConfiguration }: ResultConfigurationRow): void {
  if (OutputLocation !== undefined && !S3_PATH.test(OutputLocation)) throw outputLocationInvalid();
  const { EncryptionOption: option = "SSE_S3", KmsKey } = EncryptionConfiguration ?? {};
  if (option !== "SSE_S3" && !KmsKey) throw kmsKeyMissing(option);
}

/** Documented: what is not named stays, what `Remove...` names goes. Errors: InvalidRequestException. */
export function updatedResultConfiguration(current: ResultConfigurationRow, updates: Updates): ResultConfigurationRow {
  const {
    RemoveOutputLocation,
    RemoveEncryptionConfiguration,
    RemoveExpectedBucketOwner,
    RemoveAclConfiguration,
    ...named
  } = updates;
  checkResultConfiguration(named);
  const next = { ...current, ...named };
  if (RemoveOutputLocation) delete next.OutputLocation;
  if (RemoveEncryptionConfiguration) delete next.EncryptionConfiguration;
  if (RemoveExpectedBucketOwner) delete next.ExpectedBucketOwner;
  if (RemoveAclConfiguration) delete next.AclConfiguration;
  return next;
}
