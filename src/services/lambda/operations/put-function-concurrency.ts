// PutFunctionConcurrency: how many invocations of a function may run at a time, set aside for it.
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { LATEST } from "../function.ts";
import { ACCOUNT_CONCURRENCY, UNRESERVED_CONCURRENCY_MIN } from "../limits.ts";
import { named } from "../locate.ts";

export const putFunctionConcurrency: Operation<"PutFunctionConcurrency"> = async (input, call) => {
  const { store } = call.context;
  const { key, qualifier } = named(input.FunctionName, call);
  const reserved = input.ReservedConcurrentExecutions;
  // Texts recorded.
  if (qualifier !== undefined)
    throw invalidParameter(
      "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. " +
        "Please specify either a function name or an unqualified function ARN.",
    );
  await store.get(key, LATEST);
  let others = 0;
  for await (const entry of store.list(key)) if (entry.key.name !== key.name) others += entry.reservedConcurrency ?? 0;
  if (reserved > 0 && ACCOUNT_CONCURRENCY - others - reserved < UNRESERVED_CONCURRENCY_MIN)
    throw invalidParameter(
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below " +
        `its minimum value of [${UNRESERVED_CONCURRENCY_MIN}].`,
    );
  await store.change(key, (row) => ({ row: { ...row, reservedConcurrency: reserved } }));
  return { ReservedConcurrentExecutions: reserved };
};
