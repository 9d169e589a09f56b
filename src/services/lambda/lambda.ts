// Lambda: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { downloadCode } from "./code-location.ts";
import { openLambda, type LambdaContext, type Sdk } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { functionUrls } from "./function-urls.ts";
import { lifecycleJobs } from "./lifecycle.ts";
import { addLayerVersionPermission } from "./operations/add-layer-version-permission.ts";
import { addPermission } from "./operations/add-permission.ts";
import { createAlias } from "./operations/create-alias.ts";
import { createCodeSigningConfig } from "./operations/create-code-signing-config.ts";
import { createEventSourceMapping } from "./operations/create-event-source-mapping.ts";
import { createFunctionUrlConfig } from "./operations/create-function-url-config.ts";
import { createFunction } from "./operations/create-function.ts";
import { deleteAlias } from "./operations/delete-alias.ts";
import { deleteCodeSigningConfig } from "./operations/delete-code-signing-config.ts";
import { deleteEventSourceMapping } from "./operations/delete-event-source-mapping.ts";
import { deleteFunctionCodeSigningConfig } from "./operations/delete-function-code-signing-config.ts";
import { deleteFunctionConcurrency } from "./operations/delete-function-concurrency.ts";
import { deleteFunctionEventInvokeConfig } from "./operations/delete-function-event-invoke-config.ts";
import { deleteFunctionUrlConfig } from "./operations/delete-function-url-config.ts";
import { deleteFunction } from "./operations/delete-function.ts";
import { deleteLayerVersion } from "./operations/delete-layer-version.ts";
import { deleteProvisionedConcurrencyConfig } from "./operations/delete-provisioned-concurrency-config.ts";
import { deleteResourcePolicy } from "./operations/delete-resource-policy.ts";
import { getAccountSettings } from "./operations/get-account-settings.ts";
import { getAlias } from "./operations/get-alias.ts";
import { getCodeSigningConfig } from "./operations/get-code-signing-config.ts";
import { getEventSourceMapping } from "./operations/get-event-source-mapping.ts";
import { getFunctionCodeSigningConfig } from "./operations/get-function-code-signing-config.ts";
import { getFunctionConcurrency } from "./operations/get-function-concurrency.ts";
import { getFunctionConfiguration } from "./operations/get-function-configuration.ts";
import { getFunctionEventInvokeConfig } from "./operations/get-function-event-invoke-config.ts";
import { getFunctionRecursionConfig } from "./operations/get-function-recursion-config.ts";
import { getFunctionUrlConfig } from "./operations/get-function-url-config.ts";
import { getFunction } from "./operations/get-function.ts";
import { getLayerVersionByArn } from "./operations/get-layer-version-by-arn.ts";
import { getLayerVersionPolicy } from "./operations/get-layer-version-policy.ts";
import { getLayerVersion } from "./operations/get-layer-version.ts";
import { getPolicy } from "./operations/get-policy.ts";
import { getProvisionedConcurrencyConfig } from "./operations/get-provisioned-concurrency-config.ts";
import { getResourcePolicy } from "./operations/get-resource-policy.ts";
import { getRuntimeManagementConfig } from "./operations/get-runtime-management-config.ts";
import { invokeAsync } from "./operations/invoke-async.ts";
import { invokeWithResponseStream } from "./operations/invoke-with-response-stream.ts";
import { invoke } from "./operations/invoke.ts";
import { listAliases } from "./operations/list-aliases.ts";
import { listCodeSigningConfigs } from "./operations/list-code-signing-configs.ts";
import { listEventSourceMappings } from "./operations/list-event-source-mappings.ts";
import { listFunctionEventInvokeConfigs } from "./operations/list-function-event-invoke-configs.ts";
import { listFunctionUrlConfigs } from "./operations/list-function-url-configs.ts";
import { listFunctionsByCodeSigningConfig } from "./operations/list-functions-by-code-signing-config.ts";
import { listFunctions } from "./operations/list-functions.ts";
import { listLayerVersions } from "./operations/list-layer-versions.ts";
import { listLayers } from "./operations/list-layers.ts";
import { listProvisionedConcurrencyConfigs } from "./operations/list-provisioned-concurrency-configs.ts";
import { listTags } from "./operations/list-tags.ts";
import { listVersionsByFunction } from "./operations/list-versions-by-function.ts";
import { publishLayerVersion } from "./operations/publish-layer-version.ts";
import { publishVersion } from "./operations/publish-version.ts";
import { putFunctionCodeSigningConfig } from "./operations/put-function-code-signing-config.ts";
import { putFunctionConcurrency } from "./operations/put-function-concurrency.ts";
import { putFunctionEventInvokeConfig } from "./operations/put-function-event-invoke-config.ts";
import { putFunctionRecursionConfig } from "./operations/put-function-recursion-config.ts";
import { putProvisionedConcurrencyConfig } from "./operations/put-provisioned-concurrency-config.ts";
import { putResourcePolicy } from "./operations/put-resource-policy.ts";
import { putRuntimeManagementConfig } from "./operations/put-runtime-management-config.ts";
import { removeLayerVersionPermission } from "./operations/remove-layer-version-permission.ts";
import { removePermission } from "./operations/remove-permission.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateAlias } from "./operations/update-alias.ts";
import { updateCodeSigningConfig } from "./operations/update-code-signing-config.ts";
import { updateEventSourceMapping } from "./operations/update-event-source-mapping.ts";
import { updateFunctionCode } from "./operations/update-function-code.ts";
import { updateFunctionConfiguration } from "./operations/update-function-configuration.ts";
import { updateFunctionEventInvokeConfig } from "./operations/update-function-event-invoke-config.ts";
import { updateFunctionUrlConfig } from "./operations/update-function-url-config.ts";

export default defineService<Sdk, LambdaContext, ServiceHost>({
  model: "lambda",
  open: openLambda,
  operations: {
    AddLayerVersionPermission: addLayerVersionPermission,
    AddPermission: addPermission,
    CreateAlias: createAlias,
    CreateCodeSigningConfig: createCodeSigningConfig,
    CreateEventSourceMapping: createEventSourceMapping,
    CreateFunction: createFunction,
    CreateFunctionUrlConfig: createFunctionUrlConfig,
    DeleteAlias: deleteAlias,
    DeleteCodeSigningConfig: deleteCodeSigningConfig,
    DeleteEventSourceMapping: deleteEventSourceMapping,
    DeleteFunction: deleteFunction,
    DeleteFunctionCodeSigningConfig: deleteFunctionCodeSigningConfig,
    DeleteFunctionConcurrency: deleteFunctionConcurrency,
    DeleteFunctionEventInvokeConfig: deleteFunctionEventInvokeConfig,
    DeleteFunctionUrlConfig: deleteFunctionUrlConfig,
    DeleteLayerVersion: deleteLayerVersion,
    DeleteProvisionedConcurrencyConfig: deleteProvisionedConcurrencyConfig,
    DeleteResourcePolicy: deleteResourcePolicy,
    GetAccountSettings: getAccountSettings,
    GetAlias: getAlias,
    GetCodeSigningConfig: getCodeSigningConfig,
    GetEventSourceMapping: getEventSourceMapping,
    GetFunction: getFunction,
    GetFunctionCodeSigningConfig: getFunctionCodeSigningConfig,
    GetFunctionConcurrency: getFunctionConcurrency,
    GetFunctionConfiguration: getFunctionConfiguration,
    GetFunctionEventInvokeConfig: getFunctionEventInvokeConfig,
    GetFunctionRecursionConfig: getFunctionRecursionConfig,
    GetFunctionUrlConfig: getFunctionUrlConfig,
    GetLayerVersion: getLayerVersion,
    GetLayerVersionByArn: getLayerVersionByArn,
    GetLayerVersionPolicy: getLayerVersionPolicy,
    GetPolicy: getPolicy,
    GetProvisionedConcurrencyConfig: getProvisionedConcurrencyConfig,
    GetResourcePolicy: getResourcePolicy,
    GetRuntimeManagementConfig: getRuntimeManagementConfig,
    Invoke: invoke,
    InvokeAsync: invokeAsync,
    InvokeWithResponseStream: invokeWithResponseStream,
    ListAliases: listAliases,
    ListCodeSigningConfigs: listCodeSigningConfigs,
    ListEventSourceMappings: listEventSourceMappings,
    ListFunctionEventInvokeConfigs: listFunctionEventInvokeConfigs,
    ListFunctionUrlConfigs: listFunctionUrlConfigs,
    ListFunctions: listFunctions,
    ListFunctionsByCodeSigningConfig: listFunctionsByCodeSigningConfig,
    ListLayerVersions: listLayerVersions,
    ListLayers: listLayers,
    ListProvisionedConcurrencyConfigs: listProvisionedConcurrencyConfigs,
    ListTags: listTags,
    ListVersionsByFunction: listVersionsByFunction,
    PublishLayerVersion: publishLayerVersion,
    PublishVersion: publishVersion,
    PutFunctionCodeSigningConfig: putFunctionCodeSigningConfig,
    PutFunctionConcurrency: putFunctionConcurrency,
    PutFunctionEventInvokeConfig: putFunctionEventInvokeConfig,
    PutFunctionRecursionConfig: putFunctionRecursionConfig,
    PutProvisionedConcurrencyConfig: putProvisionedConcurrencyConfig,
    PutResourcePolicy: putResourcePolicy,
    PutRuntimeManagementConfig: putRuntimeManagementConfig,
    RemoveLayerVersionPermission: removeLayerVersionPermission,
    RemovePermission: removePermission,
    TagResource: tagResource,
    UntagResource: untagResource,
    UpdateAlias: updateAlias,
    UpdateCodeSigningConfig: updateCodeSigningConfig,
    UpdateEventSourceMapping: updateEventSourceMapping,
    UpdateFunctionCode: updateFunctionCode,
    UpdateFunctionConfiguration: updateFunctionConfiguration,
    UpdateFunctionEventInvokeConfig: updateFunctionEventInvokeConfig,
    UpdateFunctionUrlConfig: updateFunctionUrlConfig,
  },
  access,
  gaps,
  differences,
  jobs: lifecycleJobs,
  download: downloadCode,
  functionUrls,
  close: async ({ host, events, mappings, runner }) => {
    // First what runs: events and batches that it cuts off are run again after the restart.
    await (await host.functions()).close();
    await mappings.close();
    await events.close();
    await runner.flush();
  },
});
