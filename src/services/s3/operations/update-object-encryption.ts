// UpdateObjectEncryption: another key for an object whose bytes stay where and as they are.
import type { Input, Operation } from "../context.ts";
import { underOtherKey, type OtherKey } from "../encryption/other-key.ts";
import {
  badKeyArn,
  encryptedOtherwise,
  encryptionLocked,
  keyOfOtherAccount,
  noKeyArn,
  noNewEncryption,
  notEncrypted,
  updateUnsigned,
} from "../encryption/update-errors.ts";
import { operationAborted } from "../errors.ts";
import { checkKeySize } from "../object-key.ts";
import { isRemovable } from "../object-lock.ts";
import { changeObject, findObject } from "../store/objects.ts";
import { contentId, type ObjectRow } from "../store/tables.ts";
import { versionIdOf } from "../store/versions.ts";

const KEY_ARN = /^arn:aws[-a-z0-9]*:kms:[-a-z0-9]*:(\d{12}):key\/.+$/;

export const updateObjectEncryption: Operation<"UpdateObjectEncryption"> = async (input, call) => {
  const { context, caller } = call;
  checkKeySize(input.Key);
  if (caller.kind === "anonymous") throw updateUnsigned();
  const wanted = wantedKey(input);
  const { bucket, row } = await findObject(context.keyvalue, input, "PUT");
  if (KEY_ARN.exec(wanted.keyArn)?.[1] !== bucket.account) throw keyOfOtherAccount();
  const current = changeable(row, context.clock.now());
  const encryption = await underOtherKey(current, { bucket: bucket.name, key: input.Key }, wanted, bucket, call);
  await changeObject(context, { ...input, VersionId: versionIdOf(row) }, (now) => {
    changeable(now, context.clock.now());
    // Another object took its place: the data key is not its own.
    if (contentId(now) !== contentId(row)) throw operationAborted();
    return { ...now, encryption };
  });
  return {};
};

/** Errors: InvalidRequest. */
function wantedKey({ ObjectEncryption: asked }: Input<"UpdateObjectEncryption">): OtherKey {
  if (asked?.SSEKMS === undefined) throw noNewEncryption();
  const { KMSKeyArn: keyArn, BucketKeyEnabled: bucketKey = false } = asked.SSEKMS;
  if (!keyArn) throw noKeyArn();
  if (!KEY_ARN.test(keyArn)) throw badKeyArn();
  return { keyArn, bucketKey };
}

/** Errors: InvalidRequest, AccessDenied. */
function changeable(row: ObjectRow, nowMs: number) {
  const { encryption } = row;
  if (encryption === undefined) throw notEncrypted();
  if (encryption.kind !== "AES256" && encryption.kind !== "aws:kms") throw encryptedOtherwise();
  if (!isRemovable(row, nowMs, false)) throw encryptionLocked();
  return encryption;
}
