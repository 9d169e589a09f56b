// What each operation of Lambda must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call } from "../../kit/service.ts";
import type { LambdaContext, Sdk } from "./context.ts";
import { LAMBDA } from "./execution-role.ts";
import { functionArn, LATEST } from "./function.ts";
import { named } from "./locate.ts";
import { policyOf } from "./function-policy.ts";

type LambdaCall = Call<LambdaContext>;
type Tags = Readonly<Record<string, string>>;

interface OfFunction {
  readonly FunctionName: string;
  readonly Qualifier?: string | undefined;
}

const onNothing = (action: string) => (): AccessNeed => ({ action: `lambda:${action}`, resource: "*" });

/** A function that is not there needs the permission all the same. */
async function onFunction(
  action: string,
  { FunctionName, Qualifier }: OfFunction,
  call: LambdaCall,
  more: Partial<AccessNeed> = {},
): Promise<AccessNeed> {
  const { key, qualifier } = named(FunctionName, call, Qualifier);
  const entry = await call.context.store.find(key);
  const resource = functionArn(key, qualifier);
  return {
    action: `lambda:${action}`,
    resource,
    resourceTags: entry?.tags ?? {},
    resourcePolicy: { document: entry && policyOf(entry, qualifier ?? LATEST), mode: "either" },
    ...more,
  };
}

const ofFunction =
  (action: string) =>
  (input: OfFunction, call: LambdaCall): Promise<AccessNeed> =>
    onFunction(action, input, call);

const passing = (resource: string): AccessNeed => ({
  action: "iam:PassRole",
  resource,
  context: { "iam:PassedToService": LAMBDA },
});

const layersKey = (layers: readonly string[] | undefined) => layers && { "lambda:Layer": layers };

export const access: AccessTable<Sdk, LambdaContext> = {
  CreateFunction: async (input, call) => [
    await onFunction("CreateFunction", { FunctionName: input.FunctionName }, call, {
      context: { ...layersKey(input.Layers) },
      ...(input.Tags && { requestTags: input.Tags as Tags }),
    }),
    passing(input.Role),
  ],
  DeleteFunction: ofFunction("DeleteFunction"),
  GetFunction: ofFunction("GetFunction"),
  GetFunctionConfiguration: ofFunction("GetFunctionConfiguration"),
  Invoke: ofFunction("InvokeFunction"),
  ListFunctions: onNothing("ListFunctions"),
  UpdateFunctionCode: ofFunction("UpdateFunctionCode"),
  UpdateFunctionConfiguration: async (input, call) => [
    await onFunction("UpdateFunctionConfiguration", input, call, { context: { ...layersKey(input.Layers) } }),
    ...(input.Role === undefined ? [] : [passing(input.Role)]),
  ],
};
