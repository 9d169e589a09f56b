// CreateSession: credentials for one directory bucket, for five minutes. They are the caller's own, and lead nowhere else.
import type { Input, Operation } from "../context.ts";
import { zoneOf } from "../directory/bucket-name.ts";
import { badSessionMode } from "../directory/errors.ts";
import { headerNotImplemented, invalidBucketName } from "../errors.ts";
import { BUCKET_SESSION_MS } from "../limits.ts";

const SECOND_MS = 1000;

export const createSession: Operation<"CreateSession"> = async (input, { caller, context }) => {
  const { Bucket: name } = input;
  if (zoneOf(name) === undefined) throw invalidBucketName(name);
  const mode = checkedMode(input);
  const { kind, account, arn, userId, session } = caller;
  const nowMs = context.clock.now();
  const endMs = Math.min(nowMs + BUCKET_SESSION_MS, session?.expiresMs ?? Infinity);
  const expiresMs = Math.floor(endMs / SECOND_MS) * SECOND_MS;
  const facts = { issuerArn: arn, issuedMs: nowMs, ...session, bucket: { name, mode } };
  const issued = context.temporaryCredentials.issue({ kind, account, arn, userId, expiresMs, facts });
  return {
    Credentials: {
      AccessKeyId: issued.accessKeyId,
      SecretAccessKey: issued.secretAccessKey,
      SessionToken: issued.sessionToken,
      Expiration: new Date(expiresMs),
    },
  };
};

/** Errors: InvalidArgument; NotImplemented for encryption that the session's writes would take over. */
function checkedMode({ SessionMode: mode = "ReadWrite", ...input }: Input<"CreateSession">): "ReadOnly" | "ReadWrite" {
  if (input.SSEKMSKeyId !== undefined || (input.ServerSideEncryption ?? "AES256") !== "AES256")
    throw headerNotImplemented("x-amz-server-side-encryption");
  if (mode !== "ReadOnly" && mode !== "ReadWrite") throw badSessionMode(mode);
  return mode;
}
