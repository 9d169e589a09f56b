// CreateNamedQuery: saves a query in a work group; a client request token makes it once.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { addNamedQuery, createdBefore } from "../store/named-queries.ts";
import type { NamedQueryRow } from "../store/rows.ts";
import { requireWorkGroup } from "../store/work-groups.ts";
import { PRIMARY } from "../work-group-configuration.ts";
import { requireEnabled } from "../work-group.ts";

export const createNamedQuery: Operation<"CreateNamedQuery"> = async (input, call) => {
  const { keyvalue } = call.context;
  const row: NamedQueryRow = {
    id: uuid(),
    name: input.Name,
    description: input.Description,
    database: input.Database,
    queryString: input.QueryString,
    workGroup: input.WorkGroup ?? PRIMARY,
    token: input.ClientRequestToken,
  };
  const NamedQueryId = await keyvalue.transact(async (transaction) => {
    requireEnabled(await requireWorkGroup(call.context, transaction, call, row.workGroup));
    const known = await createdBefore(transaction, call, row);
    if (known === undefined) addNamedQuery(transaction, call, row);
    return known ?? row.id;
  });
  return { NamedQueryId };
};
