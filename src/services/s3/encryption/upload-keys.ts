// The keys of one part of an upload: each part is encrypted on its own, under keys derived from the upload's.
import type { Call } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { AwsError } from "../../../kit/errors.ts";
import type { UploadRow } from "../store/tables.ts";
import type { CustomerKey } from "./customer-key.ts";
import { checkCustomerKey, dataKeysOf, type KeyOwner, newPartSalt, partKeys } from "./data-keys.ts";
import { hasMd5Etag } from "./encryption.ts";
import { otherKeyOfUpload, uploadIsEncrypted } from "./errors.ts";
import type { FrameKeys } from "./frames.ts";

export interface PartEncryption {
  readonly keys: FrameKeys | undefined;
  readonly salt: string | undefined;
  readonly randomEtag: boolean;
}

/** Errors: InvalidRequest; KMS's, as S3 tells them: documented, whoever uploads a part must be allowed to decrypt. */
export async function partEncryption(
  { encryption }: UploadRow,
  owner: KeyOwner,
  customer: CustomerKey | undefined,
  call: Pick<Call<S3Context>, "caller" | "context" | "signal">,
): Promise<PartEncryption> {
  checkUploadKey(encryption, customer);
  const randomEtag = !hasMd5Etag(owner.bucket, encryption);
  if (encryption === undefined) return { keys: undefined, salt: undefined, randomEtag };
  const salt = newPartSalt();
  const keys = partKeys(await dataKeysOf(encryption, owner, customer, call), salt);
  return { keys, salt, randomEtag };
}

/** Errors: InvalidRequest. */
export function checkUploadKey(encryption: UploadRow["encryption"], customer: CustomerKey | undefined): void {
  if ((encryption?.kind === "SSE-C") !== (customer !== undefined)) throw uploadIsEncrypted();
  try {
    checkCustomerKey(encryption, customer);
  } catch (error) {
    throw error instanceof AwsError ? otherKeyOfUpload() : error;
  }
}
