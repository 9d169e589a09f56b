// CreateLogGroup.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { groupExists } from "../errors.ts";

export const createLogGroup: Operation<"CreateLogGroup"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.logGroupName };
  if (await context.store.groups.find(key)) throw groupExists();
  if (input.kmsKeyId !== undefined) await context.encryption.check(key, input.kmsKeyId);
  await context.store.groups.create(key, {
    id: uuid(),
    createdAtMs: context.host.clock.now(),
    logGroupClass: input.logGroupClass ?? "STANDARD",
    kmsKeyId: input.kmsKeyId,
    tags: input.tags ?? {},
    isDeletionProtected: input.deletionProtectionEnabled ?? false,
    subscriptionFilters: [],
    metricFilters: [],
  });
  return {};
};
