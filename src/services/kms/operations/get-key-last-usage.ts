// GetKeyLastUsage: the last cryptographic operation that a key did.
import type { Operation } from "../context.ts";
import { findOwnAccountKey } from "../find-key.ts";

export const getKeyLastUsage: Operation<"GetKeyLastUsage"> = async ({ KeyId }, call) => {
  const key = await findOwnAccountKey(KeyId, call, "GetKeyLastUsage");
  const usage = await call.context.usage.find(key);
  return {
    KeyId: key.arn,
    ...(usage && {
      KeyLastUsage: { Operation: usage.operation, Timestamp: new Date(usage.atMs), KmsRequestId: usage.requestId },
    }),
    TrackingStartDate: new Date(key.createdMs),
    KeyCreationDate: new Date(key.createdMs),
  };
};
