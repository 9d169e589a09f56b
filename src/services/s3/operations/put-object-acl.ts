// PutObjectAcl.
import { checkPublic, checkTaken } from "../acl/bucket-rules.ts";
import { requestedGrants } from "../acl/request.ts";
import type { Operation } from "../context.ts";
import { causeOf } from "../notifications/cause.ts";
import { checkKeySize } from "../object-key.ts";
import { objectOwner } from "../owner.ts";
import { replicatedGrants } from "../replication/replica.ts";
import { bucketAccess } from "../store/bucket-access.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { changeObject } from "../store/objects.ts";
import type { ObjectRow } from "../store/tables.ts";

export const putObjectAcl: Operation<"PutObjectAcl"> = async (input, call) => {
  const { context, caller, region } = call;
  checkKeySize(input.Key);
  const access = await bucketAccess(context, input.Bucket);
  const change = (row: ObjectRow, bucket: NamedBucket): ObjectRow => {
    const grants = replicatedGrants(input) ?? requestedGrants(input, objectOwner(bucket, row), bucket.account);
    checkTaken(bucket, input);
    checkPublic(grants, access, { caller, region }, { action: "s3:PutObjectAcl", path: input.Key });
    return { ...row, acl: grants };
  };
  await changeObject(context, input, change, "PUT", { name: "ObjectAcl:Put", cause: causeOf(call) });
  return {};
};
