// PutBucketEncryption.
import type { Operation } from "../context.ts";
import { checkedEncryption } from "../configurations/encryption.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketEncryption: Operation<"PutBucketEncryption"> = async (input, { context }) => {
  const document = checkedEncryption(input.ServerSideEncryptionConfiguration);
  await putConfiguration(context, input, "encryption", document);
  return {};
};
