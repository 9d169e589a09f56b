// PutAccessPointPolicy: whom the access point lets in, unless that were everyone and something keeps the public out.
import { strictest } from "../../../kit/access-points.ts";
import { isPublic } from "../../../policy/public.ts";
import { accessPointArn } from "../access-point.ts";
import type { Operation } from "../context.ts";
import { publicPolicyBlocked } from "../errors.ts";
import { named } from "../named.ts";
import { checkPolicy } from "../policy.ts";
import { changeAccessPoint, findBlock, requireAccessPoint } from "../store.ts";

export const putAccessPointPolicy: Operation<"PutAccessPointPolicy"> = async (input, call) => {
  const { context, caller } = call;
  const at = named(input, call);
  const arn = accessPointArn(at.account, at.region, at.name);
  const { publicAccessBlock } = await requireAccessPoint(context.keyvalue, at);
  const { policy: document, named: principals } = await checkPolicy(input.Policy, arn, context.principals);
  const isOpen = isPublic(document);
  const block = strictest(publicAccessBlock, await findBlock(context, at.account));
  if (isOpen && block?.BlockPublicPolicy === true) throw publicPolicyBlocked(caller.arn, arn);
  const policy = { document: input.Policy, named: principals, isPublic: isOpen };
  await changeAccessPoint(context, at, (row) => ({ ...row, policy }));
  return {};
};
