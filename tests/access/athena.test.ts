// What the operations of Athena need. Documented in the Service Authorization Reference.
import { describe, expect, it } from "vitest";
import { account, lines, openServices, region } from "./services.ts";

const { call, needs } = openServices();
const needed = async (operation: string, input: object) => lines(await needs("athena", operation, input));
const arn = (resource: string): string => `arn:aws:athena:${region}:${account}:${resource}`;

describe("Athena", () => {
  const WorkGroup = "analysts";
  const group = arn("workgroup/analysts");
  const ResourceARN = group;
  const cases: [string, object, string][] = [
    ["BatchGetPreparedStatement", { WorkGroup, PreparedStatementNames: ["a"] }, group],
    ["CreateNamedQuery", { WorkGroup, Name: "a", Database: "d", QueryString: "q" }, group],
    ["CreateNamedQuery", { Name: "a", Database: "d", QueryString: "q" }, arn("workgroup/primary")],
    ["CreatePreparedStatement", { WorkGroup, StatementName: "a", QueryStatement: "q" }, group],
    ["CreateWorkGroup", { Name: "analysts" }, group],
    ["DeletePreparedStatement", { WorkGroup, StatementName: "a" }, group],
    ["DeleteWorkGroup", { WorkGroup }, group],
    ["GetDataCatalog", { Name: "awsdatacatalog" }, arn("datacatalog/AwsDataCatalog")],
    ["GetDatabase", { CatalogName: "AwsDataCatalog", DatabaseName: "d" }, arn("datacatalog/AwsDataCatalog")],
    ["GetPreparedStatement", { WorkGroup, StatementName: "a" }, group],
    ["GetTableMetadata", { CatalogName: "other", DatabaseName: "d", TableName: "t" }, arn("datacatalog/other")],
    ["GetWorkGroup", { WorkGroup }, group],
    ["ListDatabases", { CatalogName: "AwsDataCatalog" }, arn("datacatalog/AwsDataCatalog")],
    ["ListNamedQueries", { WorkGroup }, group],
    ["ListPreparedStatements", { WorkGroup }, group],
    ["ListQueryExecutions", {}, arn("workgroup/primary")],
    ["ListTableMetadata", { CatalogName: "AwsDataCatalog", DatabaseName: "d" }, arn("datacatalog/AwsDataCatalog")],
    ["ListTagsForResource", { ResourceARN }, group],
    ["StartQueryExecution", { WorkGroup, QueryString: "SELECT 1" }, group],
    ["StartQueryExecution", { QueryString: "SELECT 1" }, arn("workgroup/primary")],
    ["TagResource", { ResourceARN, Tags: [{ Key: "a", Value: "1" }] }, group],
    ["UntagResource", { ResourceARN, TagKeys: ["a"] }, group],
    ["UpdatePreparedStatement", { WorkGroup, StatementName: "a", QueryStatement: "q" }, group],
    ["UpdateWorkGroup", { WorkGroup }, group],
  ];
  it.each(cases)("%s: on the work group or data catalog", async (operation, input, resource) => {
    expect(await needed(operation, input)).toEqual([`athena:${operation} ${resource}`]);
  });

  it.each(["ListDataCatalogs", "ListEngineVersions", "ListWorkGroups"])("%s: on nothing", async (operation) => {
    expect(await needed(operation, {})).toEqual([`athena:${operation} *`]);
  });

  it("CreateWorkGroup: with tags TagResource too; later the work group has them", async () => {
    const input = { Name: "tagged", Tags: [{ Key: "team", Value: "lake" }] };
    const all = await needs("athena", "CreateWorkGroup", input);
    expect(lines(all)).toEqual(["CreateWorkGroup", "TagResource"].map((a) => `athena:${a} ${arn("workgroup/tagged")}`));
    await call("athena", "CreateWorkGroup", input);
    const [need] = await needs("athena", "GetWorkGroup", { WorkGroup: "tagged" });
    expect(need?.resourceTags).toEqual({ team: "lake" });
  });

  it("named queries: on the work groups that they are in; nothing for those that are not there", async () => {
    await call("athena", "CreateWorkGroup", { Name: "first" });
    const save = async (of: string) => {
      const input = { Name: "n", Database: "d", QueryString: "q", WorkGroup: of };
      return ((await call("athena", "CreateNamedQuery", input)) as { NamedQueryId: string }).NamedQueryId;
    };
    const ids = [await save("first"), await save("primary"), await save("first")];
    const [NamedQueryId] = ids;
    for (const operation of ["GetNamedQuery", "DeleteNamedQuery", "UpdateNamedQuery"])
      expect(await needed(operation, { NamedQueryId })).toEqual([`athena:${operation} ${arn("workgroup/first")}`]);
    expect(await needed("BatchGetNamedQuery", { NamedQueryIds: [...ids, "absent"] })).toEqual([
      `athena:BatchGetNamedQuery ${arn("workgroup/first")}`,
      `athena:BatchGetNamedQuery ${arn("workgroup/primary")}`,
    ]);
    expect(await needed("GetNamedQuery", { NamedQueryId: "absent" })).toEqual([]);
  });

  it("executions: on the work group that they ran in", async () => {
    await call("s3", "CreateBucket", {
      Bucket: "results",
      CreateBucketConfiguration: { LocationConstraint: region },
    });
    await call("athena", "CreateWorkGroup", { Name: "queries" });
    const { QueryExecutionId } = (await call("athena", "StartQueryExecution", {
      QueryString: "SHOW DATABASES",
      WorkGroup: "primary",
      ResultConfiguration: { OutputLocation: "s3://results/" },
    })) as { QueryExecutionId: string };
    for (const operation of ["GetQueryExecution", "GetQueryResults", "GetQueryRuntimeStatistics", "StopQueryExecution"])
      expect(await needed(operation, { QueryExecutionId })).toEqual([
        `athena:${operation} ${arn("workgroup/primary")}`,
      ]);
    expect(await needed("BatchGetQueryExecution", { QueryExecutionIds: [QueryExecutionId, "absent"] })).toEqual([
      `athena:BatchGetQueryExecution ${arn("workgroup/primary")}`,
    ]);
  });
});
