// CreateKey: a key of any spec that Node's crypto can do, with material of its own or to be imported.
import type { KeyUsageType } from "@aws-sdk/client-kms";
import type { Input, Operation } from "../context.ts";
import { notBuilt, unsupported, validation } from "../errors.ts";
import { checkPolicy } from "../policy-document.ts";
import { defaultPolicy } from "../key-policy.ts";
import { keyMetadata } from "../key-metadata.ts";
import { specFacts } from "../key-spec.ts";
import { madeKey } from "../make-key.ts";
import { addTags } from "../tags.ts";

export const createKey: Operation<"CreateKey"> = async (input, call) => {
  const { account, region, context } = call;
  const { spec, usage } = kindOf(input);
  const origin = originOf(input);
  if (input.MultiRegion === true && usage === "KEY_AGREEMENT" && origin === "EXTERNAL") throw unsupported();
  const tags = addTags([], input.Tags ?? []);
  const policy = input.Policy ?? defaultPolicy(call);
  const key = await madeKey({ account, region }, context.root, {
    createdMs: context.clock.now(),
    description: input.Description ?? "",
    spec,
    usage,
    origin,
    policy,
    tags,
    ...(input.MultiRegion === true && { multiRegion: { primaryRegion: region, regions: [region] } }),
  });
  checkPolicy(policy, key.arn, call, input.BypassPolicyLockoutSafetyCheck);
  await context.store.transact(async (transaction) => transaction.putKey(key));
  return { KeyMetadata: keyMetadata(key) };
};

/** Texts: recorded. */
function kindOf({ KeySpec, CustomerMasterKeySpec, KeyUsage }: Input<"CreateKey">) {
  if (KeySpec !== undefined && CustomerMasterKeySpec !== undefined)
    throw validation(
      "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated.",
    );
  const spec = KeySpec ?? CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
  const facts = specFacts(spec);
  if (!facts) throw notBuilt(`Keys of the spec ${spec} are not built: the crypto of Node has no such algorithm.`);
  const usage: KeyUsageType | undefined = KeyUsage ?? (spec === "SYMMETRIC_DEFAULT" ? "ENCRYPT_DECRYPT" : undefined);
  if (usage === undefined)
    throw validation("You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
  if (!facts.usages[usage]) throw validation(`KeyUsage ${usage} is not compatible with KeySpec ${spec}`);
  return { spec, usage };
}

function originOf({ Origin, CustomKeyStoreId, XksKeyId }: Input<"CreateKey">): "AWS_KMS" | "EXTERNAL" {
  if (CustomKeyStoreId !== undefined || XksKeyId !== undefined || Origin?.startsWith("AWS_CLOUDHSM") === true)
    throw notBuilt("Custom key stores are not built: keys live in the data folder.");
  if (Origin === "EXTERNAL_KEY_STORE")
    throw notBuilt("External key stores are not built: keys live in the data folder.");
  return Origin === "EXTERNAL" ? "EXTERNAL" : "AWS_KMS";
}
