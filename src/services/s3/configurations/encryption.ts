// Default encryption of buckets: what S3 refuses. Recorded.
import type { ServerSideEncryptionConfiguration } from "@aws-sdk/client-s3";
import { invalidArgument, malformedXml } from "../errors.ts";
import { checkWord } from "./words.ts";

/** What every bucket has until someone changes it. */
export const DEFAULT_ENCRYPTION: ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false }],
};

/** Errors: MalformedXML, InvalidArgument. */
export function checkedEncryption(configuration: ServerSideEncryptionConfiguration): ServerSideEncryptionConfiguration {
  const [rule, ...others] = configuration.Rules ?? [];
  if (rule === undefined || others.length > 0) throw malformedXml();
  const { SSEAlgorithm, KMSMasterKeyID } = rule.ApplyServerSideEncryptionByDefault ?? {};
  if (rule.ApplyServerSideEncryptionByDefault !== undefined)
    checkWord(SSEAlgorithm, ["AES256", "aws:kms", "aws:kms:dsse"]);
  if (KMSMasterKeyID !== undefined && SSEAlgorithm === "AES256")
    throw invalidArgument(
      "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
      "ApplyServerSideEncryptionByDefault",
    );
  return { Rules: [{ ...rule, BucketKeyEnabled: rule.BucketKeyEnabled ?? false }] };
}
