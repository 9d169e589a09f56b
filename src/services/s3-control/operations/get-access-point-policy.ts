// GetAccessPointPolicy.
import type { Operation } from "../context.ts";
import { noSuchPolicy } from "../errors.ts";
import { named } from "../named.ts";
import { requireAccessPoint } from "../store.ts";

export const getAccessPointPolicy: Operation<"GetAccessPointPolicy"> = async (input, call) => {
  const at = named(input, call);
  await requireAccessPoint(call.context.keyvalue, at);
  const point = await call.context.accessPoints.find(at.account, at.region, at.name);
  if (point?.policy === undefined) throw noSuchPolicy(input.Name);
  return { Policy: point.policy };
};
