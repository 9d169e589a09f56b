// What each operation of Athena must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import { formatArn } from "../../kit/arn.ts";
import type { Call } from "../../kit/service.ts";
import type { AthenaContext, Sdk } from "./context.ts";
import { AWS_DATA_CATALOG, isAwsDataCatalog } from "./data-catalog.ts";
import { findExecution } from "./store/executions.ts";
import { findNamedQuery } from "./store/named-queries.ts";
import { tagsOf } from "./store/tags.ts";
import { PRIMARY } from "./work-group-configuration.ts";

type AthenaCall = Call<AthenaContext>;
type RequestTags = Readonly<Record<string, string>>;

interface InWorkGroup {
  readonly WorkGroup?: string | undefined;
}

const onNothing = (action: string) => (): AccessNeed => ({ action: `athena:${action}`, resource: "*" });

const arnOf = ({ account, region }: AthenaCall, resource: string): string =>
  formatArn({ service: "athena", region, account, resource });

/** A work group that does not exist needs the permission all the same. */
async function onWorkGroup(action: string, name: string, call: AthenaCall): Promise<AccessNeed> {
  return {
    action: `athena:${action}`,
    resource: arnOf(call, `workgroup/${name}`),
    resourceTags: await tagsOf(call.context.keyvalue, call, name),
  };
}

const inWorkGroup =
  (action: string) =>
  ({ WorkGroup = PRIMARY }: InWorkGroup, call: AthenaCall): Promise<AccessNeed> =>
    onWorkGroup(action, WorkGroup, call);

/**
 * The work groups of executions or saved queries. Inferred: what does not exist is in no work group, so that nothing has to be
 * allowed for the answer that it was not found.
 */
async function onWorkGroups(
  action: string,
  rows: Promise<readonly ({ readonly workGroup: string } | undefined)[]>,
  call: AthenaCall,
): Promise<AccessNeed[]> {
  const names = new Set((await rows).flatMap((row) => (row ? [row.workGroup] : [])));
  return Promise.all([...names].map((name) => onWorkGroup(action, name, call)));
}

const executions = (action: string, ids: readonly string[], call: AthenaCall): Promise<AccessNeed[]> => {
  const { account, region, context } = call;
  const rows = Promise.all(ids.map((id) => findExecution(context.keyvalue, { account, region, id })));
  return onWorkGroups(action, rows, call);
};

const namedQueries = (action: string, ids: readonly string[], call: AthenaCall): Promise<AccessNeed[]> =>
  onWorkGroups(action, Promise.all(ids.map((id) => findNamedQuery(call.context.keyvalue, call, id))), call);

const ofExecution =
  (action: string) =>
  (
    { QueryExecutionId: id }: { readonly QueryExecutionId?: string | undefined },
    call: AthenaCall,
  ): Promise<AccessNeed[]> =>
    executions(action, id === undefined ? [] : [id], call);

const ofNamedQuery =
  (action: string) =>
  ({ NamedQueryId: id }: { readonly NamedQueryId?: string | undefined }, call: AthenaCall): Promise<AccessNeed[]> =>
    namedQueries(action, id === undefined ? [] : [id], call);

/** Clients write AwsDataCatalog in any case; its ARN has one. Inferred. */
const dataCatalog = (action: string, name: string, call: AthenaCall): AccessNeed => ({
  action: `athena:${action}`,
  resource: arnOf(call, `datacatalog/${isAwsDataCatalog(name) ? AWS_DATA_CATALOG : name}`),
});

const inDataCatalog =
  (action: string) =>
  ({ CatalogName }: { readonly CatalogName: string }, call: AthenaCall): AccessNeed =>
    dataCatalog(action, CatalogName, call);

/** By the ARN of a work group; others have no tags here, and the operation says so. */
async function tagged(
  action: string,
  { ResourceARN: resource }: { readonly ResourceARN: string },
  call: AthenaCall,
  requestTags?: RequestTags,
): Promise<AccessNeed> {
  const [, name] = /:workgroup\/(.+)$/.exec(resource) ?? [];
  const resourceTags = name === undefined ? {} : await tagsOf(call.context.keyvalue, call, name);
  return { action: `athena:${action}`, resource, resourceTags, ...(requestTags && { requestTags }) };
}

const valuesOf = (tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[]) =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

export const access: AccessTable<Sdk, AthenaContext> = {
  BatchGetNamedQuery: (input, call) => namedQueries("BatchGetNamedQuery", input.NamedQueryIds, call),
  BatchGetPreparedStatement: inWorkGroup("BatchGetPreparedStatement"),
  BatchGetQueryExecution: (input, call) => executions("BatchGetQueryExecution", input.QueryExecutionIds, call),
  CreateNamedQuery: inWorkGroup("CreateNamedQuery"),
  CreatePreparedStatement: inWorkGroup("CreatePreparedStatement"),
  CreateWorkGroup: ({ Name, Tags = [] }, call) => {
    const resource = arnOf(call, `workgroup/${Name}`);
    if (Tags.length === 0) return { action: "athena:CreateWorkGroup", resource };
    // Documented ("Tag-based IAM access control policies"): tags at creation need TagResource too.
    const requestTags = valuesOf(Tags);
    return ["athena:CreateWorkGroup", "athena:TagResource"].map((action) => ({ action, resource, requestTags }));
  },
  DeleteNamedQuery: ofNamedQuery("DeleteNamedQuery"),
  DeletePreparedStatement: inWorkGroup("DeletePreparedStatement"),
  DeleteWorkGroup: inWorkGroup("DeleteWorkGroup"),
  GetDataCatalog: ({ Name }, call) => dataCatalog("GetDataCatalog", Name, call),
  GetDatabase: inDataCatalog("GetDatabase"),
  GetNamedQuery: ofNamedQuery("GetNamedQuery"),
  GetPreparedStatement: inWorkGroup("GetPreparedStatement"),
  GetQueryExecution: ofExecution("GetQueryExecution"),
  GetQueryResults: ofExecution("GetQueryResults"),
  GetQueryRuntimeStatistics: ofExecution("GetQueryRuntimeStatistics"),
  GetTableMetadata: inDataCatalog("GetTableMetadata"),
  GetWorkGroup: inWorkGroup("GetWorkGroup"),
  ListDataCatalogs: onNothing("ListDataCatalogs"),
  ListDatabases: inDataCatalog("ListDatabases"),
  ListEngineVersions: onNothing("ListEngineVersions"),
  ListNamedQueries: inWorkGroup("ListNamedQueries"),
  ListPreparedStatements: inWorkGroup("ListPreparedStatements"),
  ListQueryExecutions: inWorkGroup("ListQueryExecutions"),
  ListTableMetadata: inDataCatalog("ListTableMetadata"),
  ListTagsForResource: (input, call) => tagged("ListTagsForResource", input, call),
  ListWorkGroups: onNothing("ListWorkGroups"),
  StartQueryExecution: inWorkGroup("StartQueryExecution"),
  StopQueryExecution: ofExecution("StopQueryExecution"),
  TagResource: (input, call) => tagged("TagResource", input, call, valuesOf(input.Tags)),
  UntagResource: (input, call) => tagged("UntagResource", input, call, valuesOf(input.TagKeys.map((Key) => ({ Key })))),
  UpdateNamedQuery: ofNamedQuery("UpdateNamedQuery"),
  UpdatePreparedStatement: inWorkGroup("UpdatePreparedStatement"),
  UpdateWorkGroup: inWorkGroup("UpdateWorkGroup"),
};
