// CreateAccessKey: the only time that the secret is shown.
import { accessKeyIdOf } from "../../../kit/access-key-id.ts";
import { bytes } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { userNamed } from "../kinds.ts";
import { ACCESS_KEYS_PER_USER_MAX } from "../limits.ts";
import { putAccessKey, sealSecret } from "../store/access-keys.ts";
import { allUsers } from "../store/entities.ts";

/** 40 characters of base 64, as AWS's own. */
const SECRET_BYTES = 30;

export const createAccessKey: Operation<"CreateAccessKey"> = async ({ UserName }, call) => {
  const { account, context } = call;
  const accessKeyId = accessKeyIdOf("AKIA", account);
  const secretAccessKey = bytes(SECRET_BYTES).toString("base64");
  const createdMs = wholeSecondMs(context.clock);
  const sealedSecret = sealSecret(context.store.sealing, { accessKeyId, secretAccessKey });
  const user = await context.store.write(async (transaction) => {
    const row = await userNamed(transaction, call, UserName);
    if (row.accessKeyIds.length >= ACCESS_KEYS_PER_USER_MAX)
      throw quotaExceeded("AccessKeysPerUser", ACCESS_KEYS_PER_USER_MAX);
    allUsers.put(transaction, account, { ...row, accessKeyIds: [...row.accessKeyIds, accessKeyId] });
    putAccessKey(transaction, account, accessKeyId, { userId: row.id, status: "Active", createdMs, sealedSecret });
    return row;
  });
  return {
    AccessKey: {
      UserName: user.name,
      AccessKeyId: accessKeyId,
      Status: "Active",
      SecretAccessKey: secretAccessKey,
      CreateDate: new Date(createdMs),
    },
  };
};
