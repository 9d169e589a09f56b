// PutProvisionedConcurrencyConfig: so many environments of a version or alias are started ahead, and kept.
import type { LambdaContext, Operation } from "../context.ts";
import { conflict, invalidParameter } from "../errors.ts";
import { resumption } from "../events.ts";
import type { FunctionEntry, FunctionRow } from "../function.ts";
import { ACCOUNT_CONCURRENCY, UNRESERVED_CONCURRENCY_MIN } from "../limits.ts";
import { named } from "../locate.ts";
import { provisionable, provisionedView } from "../provisioned.ts";

/** Recorded, like the other texts of this operation. */
const UNPUBLISHED = "Provisioned Concurrency Configs cannot be applied to unpublished function versions.";

export const putProvisionedConcurrencyConfig: Operation<"PutProvisionedConcurrencyConfig"> = async (input, call) => {
  const { store, host, provisioner } = call.context;
  const { key, qualifier = "" } = named(input.FunctionName, call, input.Qualifier);
  const before = await provisionable(store, { key, qualifier }, UNPUBLISHED);
  const requested = input.ProvisionedConcurrentExecutions;
  await checkRoom(call.context, before, qualifier, requested);
  const configured = { requested, modifiedMs: host.clock.now() };
  const entry = await store.change(key, (row) => {
    checkOthers(row, qualifier);
    const provisioned = { ...row.provisioned, [qualifier]: configured };
    return { row: { ...row, provisioned }, timer: resumption(configured.modifiedMs) };
  });
  void provisioner.apply(entry, qualifier);
  return provisionedView(configured, { available: 0, status: "IN_PROGRESS", reason: undefined });
};

function checkOthers({ aliases, provisioned }: FunctionRow, qualifier: string): void {
  const alias = Object.hasOwn(aliases, qualifier) ? aliases[qualifier] : undefined;
  if (alias && Object.hasOwn(provisioned, alias.version))
    throw conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
  const pointing = Object.entries(aliases).filter(([, { version }]) => version === qualifier);
  if (pointing.some(([name]) => Object.hasOwn(provisioned, name)))
    throw conflict("Version is pointed by a Provisioned Concurrency alias");
}

async function checkRoom(
  { store }: LambdaContext,
  entry: FunctionEntry,
  qualifier: string,
  requested: number,
): Promise<void> {
  const provisionedIn = ({ provisioned }: FunctionRow): number =>
    Object.entries(provisioned).reduce((sum, [name, row]) => sum + (name === qualifier ? 0 : row.requested), 0);
  if (entry.reservedConcurrency !== undefined) {
    // The text is inferred.
    if (provisionedIn(entry) + requested > entry.reservedConcurrency)
      throw invalidParameter(
        "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
      );
    return;
  }
  let unreserved = ACCOUNT_CONCURRENCY - provisionedIn(entry);
  for await (const other of store.list(entry.key)) unreserved -= other.reservedConcurrency ?? 0;
  if (requested > unreserved)
    throw invalidParameter(
      `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`,
    );
  if (unreserved - requested < UNRESERVED_CONCURRENCY_MIN)
    throw invalidParameter(
      "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its " +
        `minimum value of [${UNRESERVED_CONCURRENCY_MIN}].`,
    );
}
