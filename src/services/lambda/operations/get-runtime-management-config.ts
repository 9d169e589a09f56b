// GetRuntimeManagementConfig: when a version's runtime is to be updated; nothing that was set is Auto.
import type { Operation } from "../context.ts";
import { functionArn, LATEST } from "../function.ts";
import { locate, named } from "../locate.ts";

export const getRuntimeManagementConfig: Operation<"GetRuntimeManagementConfig"> = async (input, call) => {
  const { key, qualifier } = named(input.FunctionName, call, input.Qualifier);
  const { entry } = await locate(call.context.store, { key, qualifier });
  const name = qualifier ?? LATEST;
  const kept = Object.hasOwn(entry.runtimeManagement, name) ? entry.runtimeManagement[name] : undefined;
  return {
    UpdateRuntimeOn: kept?.updateOn ?? "Auto",
    FunctionArn: functionArn(key, name),
    ...(kept?.versionArn !== undefined && { RuntimeVersionArn: kept.versionArn }),
  };
};
