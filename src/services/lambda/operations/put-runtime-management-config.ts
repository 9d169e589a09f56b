// PutRuntimeManagementConfig: keeps when a version's runtime is to be updated.
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { functionArn, LATEST } from "../function.ts";
import { locate, named } from "../locate.ts";

export const putRuntimeManagementConfig: Operation<"PutRuntimeManagementConfig"> = async (input, call) => {
  const { store } = call.context;
  const { UpdateRuntimeOn: updateOn, RuntimeVersionArn: versionArn } = input;
  const { key, qualifier } = named(input.FunctionName, call, input.Qualifier);
  await locate(store, { key, qualifier });
  // Documented that it is needed then, and only then; the texts are inferred.
  if (updateOn === "Manual" && versionArn === undefined)
    throw invalidParameter("RuntimeVersionArn is required when UpdateRuntimeOn is set to Manual.");
  if (updateOn !== "Manual" && versionArn !== undefined)
    throw invalidParameter("RuntimeVersionArn can only be specified when UpdateRuntimeOn is set to Manual.");
  const name = qualifier ?? LATEST;
  await store.change(key, (row) => ({
    row: { ...row, runtimeManagement: { ...row.runtimeManagement, [name]: { updateOn, versionArn } } },
  }));
  return {
    UpdateRuntimeOn: updateOn,
    FunctionArn: functionArn(key, name),
    ...(versionArn !== undefined && { RuntimeVersionArn: versionArn }),
  };
};
