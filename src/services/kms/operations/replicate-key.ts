// ReplicateKey: a multi-Region key in another region, with the same id and material, and a policy of its own.
import type { Operation } from "../context.ts";
import { invalidState, notPrimary, replicaExists, validation } from "../errors.ts";
import { findOwnKey } from "../find-key.ts";
import { type Key, keyArn, keyOf, rowOf } from "../key.ts";
import { defaultPolicy } from "../key-policy.ts";
import { keyMetadata } from "../key-metadata.ts";
import { checkNotDisabled, checkNotPendingDeletion } from "../key-state.ts";
import { checkPolicy } from "../policy-document.ts";
import { checkPrimary } from "../rotation.ts";
import { creationTimer, putFamily } from "../multi-region.ts";
import { addTags, listedTag } from "../tags.ts";

export const replicateKey: Operation<"ReplicateKey"> = async (input, call) => {
  const { context } = call;
  const region = input.ReplicaRegion;
  const { name } = await findOwnKey(input.KeyId, call, "ReplicateKey");
  const tags = addTags([], input.Tags ?? []);
  const policy = input.Policy ?? defaultPolicy({ ...name, region });
  checkPolicy(policy, keyArn({ ...name, region }), call, input.BypassPolicyLockoutSafetyCheck);
  const replica = await context.store.transact(async (transaction) => {
    const primary = await transaction.key(name);
    check(primary, region);
    if (await transaction.findKey({ ...name, region })) throw replicaExists(keyArn({ ...name, region }));
    const regions = [...(primary.multiRegion?.regions ?? []), region];
    const multiRegion = { primaryRegion: name.region, regions };
    const made = keyOf(
      { ...name, region },
      {
        ...rowOf(primary),
        createdMs: context.clock.now(),
        description: input.Description ?? "",
        state: "Creating",
        policy,
        tags,
        // Documented: imported material is imported into each related key by itself.
        materials: primary.origin === "EXTERNAL" ? [] : primary.materials,
        multiRegion,
      },
    );
    transaction.putKey(made);
    await transaction.schedule(creationTimer(made, context.clock.now()));
    await putFamily(transaction, { ...primary, multiRegion });
    return made;
  });
  return {
    ReplicaKeyMetadata: keyMetadata(replica),
    ReplicaPolicy: policy,
    ...(tags.length > 0 && { ReplicaTags: tags.map(listedTag) }), // recorded
  };
};

function check(primary: Key, region: string): void {
  if (!primary.multiRegion) throw notPrimary(primary.arn);
  checkPrimary(primary);
  checkNotDisabled(primary);
  checkNotPendingDeletion(primary);
  if (primary.state === "PendingImport") throw invalidState(`${primary.arn} is pending import.`);
  if (region === primary.name.region)
    throw validation("The replica region must differ from the region of the primary key."); // inferred
}
