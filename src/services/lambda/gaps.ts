// Operations of Lambda that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const aliases = "Aliases are not built yet.";
const capacity = "Capacity providers are not built: functions run on the machine that Forebay runs on.";
const concurrency = "Reserved concurrency is not built yet.";
const durable = "Durable functions are not built yet.";
const eventInvoke = "Settings of asynchronous invocations are not built yet.";
const layers = "Layers are not built yet.";
const mappings = "Event source mappings are not built yet.";
const policies = "Resource policies of functions are not built yet.";
const provisioned = "Provisioned concurrency is not built: environments start when they are needed.";
const recursion = "Recursive loops are not detected yet.";
const runtimeManagement = "Runtimes are the interpreters of the machine: there is nothing to manage.";
const signing = "Code signing is not built yet.";
const tags = "Tags of functions cannot be changed yet.";
const urls = "Function URLs are not built yet.";
const versions = "Versions are not built yet.";
const wholePolicies = "Whole resource policies are not built yet; AddPermission and RemovePermission are.";

export const gaps: Gaps<Sdk> = {
  AddLayerVersionPermission: layers,
  AddPermission: policies,
  CheckpointDurableExecution: durable,
  CreateAlias: aliases,
  CreateCapacityProvider: capacity,
  CreateCodeSigningConfig: signing,
  CreateEventSourceMapping: mappings,
  CreateFunctionUrlConfig: urls,
  DeleteAlias: aliases,
  DeleteCapacityProvider: capacity,
  DeleteCodeSigningConfig: signing,
  DeleteEventSourceMapping: mappings,
  DeleteFunctionCodeSigningConfig: signing,
  DeleteFunctionConcurrency: concurrency,
  DeleteFunctionEventInvokeConfig: eventInvoke,
  DeleteFunctionUrlConfig: urls,
  DeleteLayerVersion: layers,
  DeleteProvisionedConcurrencyConfig: provisioned,
  DeleteResourcePolicy: wholePolicies,
  GetAccountSettings: "Account settings are not built yet.",
  GetAlias: aliases,
  GetCapacityProvider: capacity,
  GetCodeSigningConfig: signing,
  GetDurableExecution: durable,
  GetDurableExecutionHistory: durable,
  GetDurableExecutionState: durable,
  GetEventSourceMapping: mappings,
  GetFunctionCodeSigningConfig: signing,
  GetFunctionConcurrency: concurrency,
  GetFunctionEventInvokeConfig: eventInvoke,
  GetFunctionRecursionConfig: recursion,
  GetFunctionScalingConfig: capacity,
  GetFunctionUrlConfig: urls,
  GetLayerVersion: layers,
  GetLayerVersionByArn: layers,
  GetLayerVersionPolicy: layers,
  GetPolicy: policies,
  GetProvisionedConcurrencyConfig: provisioned,
  GetResourcePolicy: wholePolicies,
  GetRuntimeManagementConfig: runtimeManagement,
  InvokeAsync: "InvokeAsync is deprecated; Invoke with the type Event is built.",
  InvokeWithResponseStream: "Streamed responses are not built yet; Invoke gives them whole.",
  ListAliases: aliases,
  ListCapacityProviders: capacity,
  ListCodeSigningConfigs: signing,
  ListDurableExecutionsByFunction: durable,
  ListEventSourceMappings: mappings,
  ListFunctionEventInvokeConfigs: eventInvoke,
  ListFunctionUrlConfigs: urls,
  ListFunctionVersionsByCapacityProvider: capacity,
  ListFunctionsByCodeSigningConfig: signing,
  ListLayerVersions: layers,
  ListLayers: layers,
  ListProvisionedConcurrencyConfigs: provisioned,
  ListTags: tags,
  ListVersionsByFunction: versions,
  PublishLayerVersion: layers,
  PublishVersion: versions,
  PutFunctionCodeSigningConfig: signing,
  PutFunctionConcurrency: concurrency,
  PutFunctionEventInvokeConfig: eventInvoke,
  PutFunctionRecursionConfig: recursion,
  PutFunctionScalingConfig: capacity,
  PutProvisionedConcurrencyConfig: provisioned,
  PutResourcePolicy: wholePolicies,
  PutRuntimeManagementConfig: runtimeManagement,
  RemoveLayerVersionPermission: layers,
  RemovePermission: policies,
  SendDurableExecutionCallbackFailure: durable,
  SendDurableExecutionCallbackHeartbeat: durable,
  SendDurableExecutionCallbackSuccess: durable,
  StopDurableExecution: durable,
  TagResource: tags,
  UntagResource: tags,
  UpdateAlias: aliases,
  UpdateCapacityProvider: capacity,
  UpdateCodeSigningConfig: signing,
  UpdateEventSourceMapping: mappings,
  UpdateFunctionEventInvokeConfig: eventInvoke,
  UpdateFunctionUrlConfig: urls,
};

export const differences: readonly string[] = [
  "Functions run as child processes of the platform, with its user's rights and without a sandbox: /tmp is the machine's; TMPDIR and HOME name a folder of the environment's own.",
  "Code lies in a scratch folder that LAMBDA_TASK_ROOT names, not in /var/task; layers in one beside it, not in /opt.",
  "A runtime whose exact version is not on the machine runs by another version of the same language: nodejs* by the Node.js that runs the platform, python3.* by python3.",
  "The memory limit bounds Node.js's heap and Python's data segment; other runtimes are not bounded.",
  "Pending and InProgress last a tenth of a second.",
  "RuntimeVersionConfig and ConfigSha256 are not shown: there are no runtimes of AWS.",
  "At most 64 environments run at a time; invocations beyond wait for one.",
  "What functions print is given as LogResult only: there is no CloudWatch Logs yet.",
];
