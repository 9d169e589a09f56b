// PutFunctionCodeSigningConfig: a configuration rules what is deployed to the function from now on.
import { signingConfigFor } from "../code-signing.ts";
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

export const putFunctionCodeSigningConfig: Operation<"PutFunctionCodeSigningConfig"> = async (input, call) => {
  const { store } = call.context;
  const { key } = named(input.FunctionName, call);
  const codeSigningConfigArn = input.CodeSigningConfigArn;
  await signingConfigFor(store, codeSigningConfigArn);
  await store.change(key, (row) => ({ row: { ...row, codeSigningConfigArn } }));
  return { CodeSigningConfigArn: codeSigningConfigArn, FunctionName: key.name };
};
