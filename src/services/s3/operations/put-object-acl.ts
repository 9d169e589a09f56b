// PutObjectAcl.
import { checkPublic, checkTaken } from "../acl/bucket-rules.ts";
import { requestedGrants } from "../acl/request.ts";
import type { Operation } from "../context.ts";
import { checkKeySize } from "../object-key.ts";
import { objectOwner } from "../owner.ts";
import { bucketAccess } from "../store/bucket-access.ts";
import { changeObject } from "../store/objects.ts";

export const putObjectAcl: Operation<"PutObjectAcl"> = async (input, { context, caller, region }) => {
  checkKeySize(input.Key);
  const access = await bucketAccess(context, input.Bucket);
  await changeObject(context, input, (row, bucket) => {
    const grants = requestedGrants(input, objectOwner(bucket, row), bucket.account);
    checkTaken(bucket, input);
    checkPublic(grants, access, { caller, region }, { action: "s3:PutObjectAcl", path: input.Key });
    return { ...row, acl: grants };
  });
  return {};
};
