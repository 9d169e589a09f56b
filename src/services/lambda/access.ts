// What each operation of Lambda must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call } from "../../kit/service.ts";
import { parseSigningArn } from "./code-signing.ts";
import type { LambdaContext, Sdk } from "./context.ts";
import { LAMBDA } from "./execution-role.ts";
import { functionArn, LATEST } from "./function.ts";
import { layerArn, layerNamed } from "./layer-view.ts";
import { named } from "./locate.ts";
import { layerPolicyOf } from "./layer-policy.ts";
import { parseLayerVersion } from "./layers.ts";
import { mappingArn } from "./mapping.ts";
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

const onLayer =
  (action: string) =>
  (input: { readonly LayerName: string; readonly VersionNumber?: number }, call: LambdaCall): Promise<AccessNeed> => {
    const version = input.VersionNumber === undefined ? "" : `:${input.VersionNumber}`;
    return onLayerArn(action, `${layerArn(layerNamed(input.LayerName, call))}${version}`, call);
  };

/** Layer versions of other accounts must allow it. */
async function onLayerArn(action: string, arn: string, { context }: LambdaCall): Promise<AccessNeed> {
  const named = parseLayerVersion(arn);
  const row = named && (await context.store.layers.version(named.key, named.version));
  return {
    action: `lambda:${action}`,
    resource: arn,
    resourcePolicy: { document: layerPolicyOf(row?.policy), mode: "either" },
  };
}

/** Documented: who gives a function layers must be allowed to get them. */
const usingLayers = (layers: readonly string[] | undefined, call: LambdaCall): Promise<AccessNeed[]> =>
  Promise.all((layers ?? []).map((arn) => onLayerArn("GetLayerVersion", arn, call)));

const onTagged = (action: string, arn: string, call: LambdaCall, requestTags?: Tags): Promise<AccessNeed> =>
  parseSigningArn(arn)
    ? onSigningArn(action, arn, call, requestTags && { requestTags })
    : onFunction(action, { FunctionName: arn }, call, requestTags && { requestTags });

async function onSigningArn(
  action: string,
  arn: string,
  { context }: LambdaCall,
  more: Partial<AccessNeed> = {},
): Promise<AccessNeed> {
  const key = parseSigningArn(arn);
  const config = key && (await context.store.signing.find(key));
  return { action: `lambda:${action}`, resource: arn, resourceTags: config?.tags ?? {}, ...more };
}

const onSigning =
  (action: string) =>
  ({ CodeSigningConfigArn: arn }: { readonly CodeSigningConfigArn: string }, call: LambdaCall): Promise<AccessNeed> =>
    onSigningArn(action, arn, call);

const onMapping =
  (action: string) =>
  async ({ UUID }: { readonly UUID: string }, { account, region, context }: LambdaCall): Promise<AccessNeed> => {
    const key = { account, region, uuid: UUID };
    const mapping = await context.store.mappings.find(key);
    return {
      action: `lambda:${action}`,
      resource: mappingArn(key),
      context: { "lambda:FunctionArn": mapping && functionArn(mapping.function, mapping.qualifier) },
    };
  };

const onPolicy =
  (action: string) =>
  (input: { readonly ResourceArn: string }, call: LambdaCall): Promise<AccessNeed> =>
    onFunction(action, { FunctionName: input.ResourceArn }, call);

const onUrl =
  (action: string) =>
  (input: OfFunction & { readonly AuthType?: string | undefined }, call: LambdaCall): Promise<AccessNeed> =>
    onFunction(action, input, call, { context: { "lambda:FunctionUrlAuthType": input.AuthType } });

export const access: AccessTable<Sdk, LambdaContext> = {
  AddLayerVersionPermission: onLayer("AddLayerVersionPermission"),
  AddPermission: (input, call) =>
    onFunction("AddPermission", input, call, {
      context: { "lambda:Principal": input.Principal, "lambda:FunctionUrlAuthType": input.FunctionUrlAuthType },
    }),
  CreateAlias: ofFunction("CreateAlias"),
  CreateCodeSigningConfig: ({ Tags: requestTags }) => ({
    action: "lambda:CreateCodeSigningConfig",
    resource: "*",
    ...(requestTags && { requestTags }),
  }),
  CreateEventSourceMapping: (input, call) => ({
    action: "lambda:CreateEventSourceMapping",
    resource: "*",
    context: { "lambda:FunctionArn": functionArn(named(input.FunctionName, call).key) },
  }),
  CreateFunction: async (input, call) => [
    await onFunction("CreateFunction", { FunctionName: input.FunctionName }, call, {
      context: { ...layersKey(input.Layers), "lambda:CodeSigningConfigArn": input.CodeSigningConfigArn },
      ...(input.Tags && { requestTags: input.Tags }),
    }),
    passing(input.Role),
    ...(await usingLayers(input.Layers, call)),
  ],
  CreateFunctionUrlConfig: onUrl("CreateFunctionUrlConfig"),
  DeleteAlias: ofFunction("DeleteAlias"),
  DeleteCodeSigningConfig: onSigning("DeleteCodeSigningConfig"),
  DeleteEventSourceMapping: onMapping("DeleteEventSourceMapping"),
  DeleteFunction: ofFunction("DeleteFunction"),
  DeleteFunctionCodeSigningConfig: ofFunction("DeleteFunctionCodeSigningConfig"),
  DeleteFunctionConcurrency: ofFunction("DeleteFunctionConcurrency"),
  DeleteFunctionEventInvokeConfig: ofFunction("DeleteFunctionEventInvokeConfig"),
  DeleteFunctionUrlConfig: ofFunction("DeleteFunctionUrlConfig"),
  DeleteResourcePolicy: onPolicy("DeleteResourcePolicy"),
  DeleteProvisionedConcurrencyConfig: ofFunction("DeleteProvisionedConcurrencyConfig"),
  DeleteLayerVersion: onLayer("DeleteLayerVersion"),
  GetAccountSettings: onNothing("GetAccountSettings"),
  GetAlias: ofFunction("GetAlias"),
  GetCodeSigningConfig: onSigning("GetCodeSigningConfig"),
  GetEventSourceMapping: onMapping("GetEventSourceMapping"),
  GetFunction: ofFunction("GetFunction"),
  GetFunctionCodeSigningConfig: ofFunction("GetFunctionCodeSigningConfig"),
  GetFunctionConcurrency: ofFunction("GetFunctionConcurrency"),
  GetFunctionConfiguration: ofFunction("GetFunctionConfiguration"),
  GetFunctionEventInvokeConfig: ofFunction("GetFunctionEventInvokeConfig"),
  GetFunctionRecursionConfig: ofFunction("GetFunctionRecursionConfig"),
  GetFunctionUrlConfig: ofFunction("GetFunctionUrlConfig"),
  GetLayerVersion: onLayer("GetLayerVersion"),
  GetLayerVersionByArn: ({ Arn }, call) => onLayerArn("GetLayerVersion", Arn, call),
  GetLayerVersionPolicy: onLayer("GetLayerVersionPolicy"),
  GetPolicy: ofFunction("GetPolicy"),
  GetProvisionedConcurrencyConfig: ofFunction("GetProvisionedConcurrencyConfig"),
  GetResourcePolicy: onPolicy("GetResourcePolicy"),
  GetRuntimeManagementConfig: ofFunction("GetRuntimeManagementConfig"),
  Invoke: ofFunction("InvokeFunction"),
  InvokeAsync: ofFunction("InvokeAsync"),
  InvokeWithResponseStream: ofFunction("InvokeFunction"),
  ListAliases: ofFunction("ListAliases"),
  ListCodeSigningConfigs: onNothing("ListCodeSigningConfigs"),
  ListEventSourceMappings: onNothing("ListEventSourceMappings"),
  ListFunctionEventInvokeConfigs: ofFunction("ListFunctionEventInvokeConfigs"),
  ListFunctionUrlConfigs: ofFunction("ListFunctionUrlConfigs"),
  ListFunctions: onNothing("ListFunctions"),
  ListFunctionsByCodeSigningConfig: onSigning("ListFunctionsByCodeSigningConfig"),
  ListLayerVersions: onNothing("ListLayerVersions"),
  ListLayers: onNothing("ListLayers"),
  ListProvisionedConcurrencyConfigs: ofFunction("ListProvisionedConcurrencyConfigs"),
  ListTags: ({ Resource }, call) => onTagged("ListTags", Resource, call),
  ListVersionsByFunction: ofFunction("ListVersionsByFunction"),
  PublishLayerVersion: onLayer("PublishLayerVersion"),
  PublishVersion: ofFunction("PublishVersion"),
  PutFunctionCodeSigningConfig: async (input, call) => {
    const context = { "lambda:CodeSigningConfigArn": input.CodeSigningConfigArn };
    return [
      await onFunction("PutFunctionCodeSigningConfig", input, call, { context }),
      await onSigningArn("PutFunctionCodeSigningConfig", input.CodeSigningConfigArn, call, { context }),
    ];
  },
  PutFunctionConcurrency: ofFunction("PutFunctionConcurrency"),
  PutFunctionEventInvokeConfig: ofFunction("PutFunctionEventInvokeConfig"),
  PutFunctionRecursionConfig: ofFunction("PutFunctionRecursionConfig"),
  PutProvisionedConcurrencyConfig: ofFunction("PutProvisionedConcurrencyConfig"),
  PutResourcePolicy: onPolicy("PutResourcePolicy"),
  PutRuntimeManagementConfig: ofFunction("PutRuntimeManagementConfig"),
  RemoveLayerVersionPermission: onLayer("RemoveLayerVersionPermission"),
  RemovePermission: ofFunction("RemovePermission"),
  TagResource: ({ Resource, Tags: tags }, call) => onTagged("TagResource", Resource, call, tags),
  UntagResource: ({ Resource, TagKeys }, call) =>
    onTagged("UntagResource", Resource, call, Object.fromEntries(TagKeys.map((key) => [key, ""]))),
  UpdateAlias: ofFunction("UpdateAlias"),
  UpdateCodeSigningConfig: onSigning("UpdateCodeSigningConfig"),
  UpdateEventSourceMapping: onMapping("UpdateEventSourceMapping"),
  UpdateFunctionCode: ofFunction("UpdateFunctionCode"),
  UpdateFunctionConfiguration: async (input, call) => [
    await onFunction("UpdateFunctionConfiguration", input, call, { context: { ...layersKey(input.Layers) } }),
    ...(input.Role === undefined ? [] : [passing(input.Role)]),
    ...(await usingLayers(input.Layers, call)),
  ],
  UpdateFunctionEventInvokeConfig: ofFunction("UpdateFunctionEventInvokeConfig"),
  UpdateFunctionUrlConfig: onUrl("UpdateFunctionUrlConfig"),
};
