// The encryption of a new object or upload: what its request asks for, in the bucket that it goes to.
import type { Call } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { configurationOf } from "../store/configuration-rows.ts";
import { type NewEncryption, newEncryption } from "./data-keys.ts";
import type { WantedIn } from "./wanted.ts";

/** Undefined: nobody asked, and the bytes stay as they are. Errors: AccessDenied; KMS's, as S3 tells them. */
export async function encryptionOfWrite(
  wanted: WantedIn,
  bucket: NamedBucket,
  key: string,
  call: Pick<Call<S3Context>, "caller" | "context" | "signal">,
): Promise<NewEncryption | undefined> {
  const { keyvalue, encryptAlways } = call.context;
  const asked = wanted(await configurationOf(keyvalue, bucket.name, "encryption"));
  const chosen = asked ?? (encryptAlways ? ({ kind: "AES256" } as const) : undefined);
  return chosen && newEncryption(chosen, { bucket: bucket.name, key }, bucket, call);
}
