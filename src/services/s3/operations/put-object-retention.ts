// PutObjectRetention.
import type { Input, Operation } from "../context.ts";
import { malformedXml } from "../errors.ts";
import { lockConfigurationMissing, retainUntilPast } from "../lock-errors.ts";
import { checkRetentionChange, isLockMode } from "../object-lock.ts";
import { checkKeySize } from "../object-key.ts";
import { isReplicating } from "../replication/replica.ts";
import { changeObject } from "../store/objects.ts";
import type { Retention } from "../store/tables.ts";

export const putObjectRetention: Operation<"PutObjectRetention"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const nowMs = context.clock.now();
  await changeObject(context, input, (row, bucket) => {
    if (bucket.objectLock === undefined) throw lockConfigurationMissing();
    const retention = retentionOf(input.Retention, nowMs);
    const bypass = input.BypassGovernanceRetention === true || isReplicating(input);
    checkRetentionChange(row.retention, retention, nowMs, bypass);
    return { ...row, retention };
  });
  return {};
};

/** Recorded: an empty element takes the retention away. Errors: MalformedXML, InvalidArgument. */
function retentionOf(retention: Input<"PutObjectRetention">["Retention"], nowMs: number): Retention | undefined {
  const { Mode: mode, RetainUntilDate: until } = retention ?? {};
  if (mode === undefined && until === undefined) return undefined;
  if (!isLockMode(mode) || until === undefined) throw malformedXml();
  if (until.getTime() <= nowMs) throw retainUntilPast("RetainUntilDate", until);
  return { mode, until };
}
