// Amazon Athena: SQL over the Glue Data Catalog's tables. The table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { type AthenaContext, openAthena, type Sdk } from "./context.ts";
import { differences } from "./differences.ts";
import { gaps } from "./gaps.ts";
import { batchGetNamedQuery } from "./operations/batch-get-named-query.ts";
import { batchGetPreparedStatement } from "./operations/batch-get-prepared-statement.ts";
import { createNamedQuery } from "./operations/create-named-query.ts";
import { createPreparedStatement } from "./operations/create-prepared-statement.ts";
import { createWorkGroup } from "./operations/create-work-group.ts";
import { deleteNamedQuery } from "./operations/delete-named-query.ts";
import { deletePreparedStatement } from "./operations/delete-prepared-statement.ts";
import { deleteWorkGroup } from "./operations/delete-work-group.ts";
import { getDataCatalog } from "./operations/get-data-catalog.ts";
import { getDatabase } from "./operations/get-database.ts";
import { getNamedQuery } from "./operations/get-named-query.ts";
import { getPreparedStatement } from "./operations/get-prepared-statement.ts";
import { getTableMetadata } from "./operations/get-table-metadata.ts";
import { getWorkGroup } from "./operations/get-work-group.ts";
import { listDataCatalogs } from "./operations/list-data-catalogs.ts";
import { listDatabases } from "./operations/list-databases.ts";
import { listEngineVersions } from "./operations/list-engine-versions.ts";
import { listNamedQueries } from "./operations/list-named-queries.ts";
import { listPreparedStatements } from "./operations/list-prepared-statements.ts";
import { listTableMetadata } from "./operations/list-table-metadata.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listWorkGroups } from "./operations/list-work-groups.ts";
import { batchGetQueryExecution } from "./operations/batch-get-query-execution.ts";
import { getQueryExecution } from "./operations/get-query-execution.ts";
import { getQueryResults } from "./operations/get-query-results.ts";
import { getQueryRuntimeStatistics } from "./operations/get-query-runtime-statistics.ts";
import { listQueryExecutions } from "./operations/list-query-executions.ts";
import { startQueryExecution } from "./operations/start-query-execution.ts";
import { stopQueryExecution } from "./operations/stop-query-execution.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateNamedQuery } from "./operations/update-named-query.ts";
import { updatePreparedStatement } from "./operations/update-prepared-statement.ts";
import { updateWorkGroup } from "./operations/update-work-group.ts";

export default defineService<Sdk, AthenaContext, ServiceHost>({
  model: "athena",
  open: openAthena,
  operations: {
    BatchGetQueryExecution: batchGetQueryExecution,
    GetQueryExecution: getQueryExecution,
    GetQueryResults: getQueryResults,
    GetQueryRuntimeStatistics: getQueryRuntimeStatistics,
    ListQueryExecutions: listQueryExecutions,
    StartQueryExecution: startQueryExecution,
    StopQueryExecution: stopQueryExecution,
    CreateWorkGroup: createWorkGroup,
    DeleteWorkGroup: deleteWorkGroup,
    GetWorkGroup: getWorkGroup,
    ListEngineVersions: listEngineVersions,
    ListWorkGroups: listWorkGroups,
    UpdateWorkGroup: updateWorkGroup,
    BatchGetNamedQuery: batchGetNamedQuery,
    CreateNamedQuery: createNamedQuery,
    DeleteNamedQuery: deleteNamedQuery,
    GetNamedQuery: getNamedQuery,
    ListNamedQueries: listNamedQueries,
    UpdateNamedQuery: updateNamedQuery,
    BatchGetPreparedStatement: batchGetPreparedStatement,
    CreatePreparedStatement: createPreparedStatement,
    DeletePreparedStatement: deletePreparedStatement,
    GetPreparedStatement: getPreparedStatement,
    ListPreparedStatements: listPreparedStatements,
    UpdatePreparedStatement: updatePreparedStatement,
    GetDataCatalog: getDataCatalog,
    GetDatabase: getDatabase,
    GetTableMetadata: getTableMetadata,
    ListDataCatalogs: listDataCatalogs,
    ListDatabases: listDatabases,
    ListTableMetadata: listTableMetadata,
    ListTagsForResource: listTagsForResource,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  access,
  gaps,
  differences,
  close: ({ queries }) => queries.close(),
});
