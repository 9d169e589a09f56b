// Athena's tables in the key-value engine, and how their keys are built.
import { table } from "../../../engines/keyvalue/table.ts";
import { parseArn } from "../../../kit/arn.ts";
import type { Scope } from "../scope.ts";
import type { ExecutionRow } from "../execution.ts";
import type {
  ExecutionTokenRow,
  NamedQueryRow,
  NamedQueryTokenRow,
  PreparedStatementRow,
  TagsRow,
  WorkGroupRow,
} from "./rows.ts";

const first = { version: 1, upgrades: {} };

/** account, region, name */
export const workGroups = table<WorkGroupRow>({ name: "athena.workGroups", ...first });
/** account, region, id */
export const namedQueries = table<NamedQueryRow>({ name: "athena.namedQueries", ...first });
/** account, region, work group, id */
export const namedQueriesByWorkGroup = table<{ readonly id: string }>({
  name: "athena.namedQueriesByWorkGroup",
  ...first,
});
/** account, region, client request token */
export const namedQueryTokens = table<NamedQueryTokenRow>({ name: "athena.namedQueryTokens", ...first });
/** account, region, work group, name in lower case */
export const preparedStatements = table<PreparedStatementRow>({ name: "athena.preparedStatements", ...first });
/** account, region, id */
export const executions = table<ExecutionRow>({
  name: "athena.executions",
  version: 2,
  upgrades: { 1: withCaller },
});
/** account, region, work group, when it was submitted (epoch ms), id */
export const executionHistory = table<object>({ name: "athena.executionHistory", ...first });
/** account, region, id: of those that have not ended */
export const unfinishedExecutions = table<object>({ name: "athena.unfinishedExecutions", ...first });
/** account, region, client request token */
export const executionTokens = table<ExecutionTokenRow>({ name: "athena.executionTokens", ...first });
/** account, region, kind of resource, name */
export const resourceTags = table<TagsRow>({ name: "athena.tags", ...first });

export const within = ({ account, region }: Scope, ...parts: (string | number)[]): (string | number)[] => [
  account,
  region,
  ...parts,
];

/** Version 1 knew the caller's ARN only; whoever it was might do everything. */
function withCaller({
  callerArn,
  ...row
}: Omit<ExecutionRow, "caller"> & { readonly callerArn: string }): ExecutionRow {
  const account = parseArn(callerArn)?.account ?? "";
  return { ...row, caller: { kind: "root", account, arn: callerArn, userId: account, accessKeyId: undefined } };
}
