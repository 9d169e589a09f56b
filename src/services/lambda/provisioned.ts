// Provisioned concurrency: which versions have environments started ahead, and how far that is.
import type { ProvisionedConcurrencyStatusEnum } from "@aws-sdk/client-lambda";
import { AwsError, EngineError } from "../../kit/errors.ts";
import { aliasOf } from "./alias.ts";
import type { LambdaContext } from "./context.ts";
import { functionNotFound, invalidParameter, notFound, provisionedNotFound } from "./errors.ts";
import { functionArn, LATEST, type FunctionEntry, type FunctionRow, type ProvisionedRow } from "./function.ts";
import { locate, type Named } from "./locate.ts";
import type { LambdaStore } from "./store.ts";

interface Progress {
  readonly available: number;
  readonly status: ProvisionedConcurrencyStatusEnum;
  readonly reason: string | undefined;
}

/** Recorded. */
const INIT_FAILURE = "FUNCTION_ERROR_INIT_FAILURE";
const BEGUN: Progress = { available: 0, status: "IN_PROGRESS", reason: undefined };

/** What of it is in this process: rebuilt from the functions' rows after a start. */
export class Provisioner {
  readonly #context: LambdaContext;
  readonly #progress = new Map<string, Progress>();

  constructor(context: LambdaContext) {
    this.#context = context;
  }

  progressOf({ id }: FunctionEntry, qualifier: string): Progress {
    return this.#progress.get(`${id}/${qualifier}`) ?? BEGUN;
  }

  /** Begins to start what a version or alias has configured; never rejects. */
  async apply(entry: FunctionEntry, qualifier: string): Promise<void> {
    const { host, runner, store } = this.#context;
    const name = `${entry.id}/${qualifier}`;
    const configured = entry.provisioned[qualifier];
    if (!configured) return;
    const { requested } = configured;
    this.#progress.set(name, BEGUN);
    try {
      const located = await locate(store, { key: entry.key, qualifier: versionOf(entry, qualifier) });
      await runner.provision(located, requested, ({ ready, isFailed }) => {
        const status = isFailed ? "FAILED" : ready < requested ? "IN_PROGRESS" : "READY";
        this.#progress.set(name, { available: ready, status, reason: isFailed ? INIT_FAILURE : undefined });
      });
    } catch (error) {
      const isExpected = error instanceof AwsError || error instanceof EngineError;
      if (!isExpected) host.logger.error({ err: error }, "a bug: environments could not be started ahead");
      const reason = isExpected ? error.message : "InternalFailure";
      this.#progress.set(name, { available: 0, status: "FAILED", reason });
    }
  }

  /** Those that were started ahead are like all others from then on. */
  async drop(entry: FunctionEntry, qualifier: string): Promise<void> {
    this.#progress.delete(`${entry.id}/${qualifier}`);
    const number = versionOf(entry, qualifier);
    const { store, runner } = this.#context;
    if (number === undefined || !(await store.version(entry, number))) return;
    const located = await locate(store, { key: entry.key, qualifier: number });
    await runner.provision(located, 0, () => {});
  }

  /** Whether any function has some. */
  async resume(): Promise<boolean> {
    let found = false;
    for await (const entry of this.#context.store.list())
      for (const qualifier of Object.keys(entry.provisioned)) {
        found = true;
        if (!this.#progress.has(`${entry.id}/${qualifier}`)) void this.apply(entry, qualifier);
      }
    return found;
  }
}

const versionOf = ({ aliases }: FunctionRow, qualifier: string): string | undefined =>
  Object.hasOwn(aliases, qualifier) ? aliases[qualifier]?.version : /^\d+$/.test(qualifier) ? qualifier : undefined;

/** A function with that version or alias. Errors: ResourceNotFoundException, InvalidParameterValueException; texts recorded. */
export async function provisionable(
  store: LambdaStore,
  { key, qualifier = LATEST }: Named,
  latestText: string,
): Promise<FunctionEntry> {
  if (qualifier === LATEST) throw invalidParameter(latestText);
  const entry = await store.find(key);
  if (/^\d+$/.test(qualifier)) {
    if (!entry || !(await store.version(entry, qualifier))) throw functionNotFound(functionArn(key, qualifier));
    return entry;
  }
  if (!entry) throw notFound(`Cannot find alias arn: ${functionArn(key, qualifier)}`);
  aliasOf(entry, qualifier);
  return entry;
}

/** Recorded: of reads and deletions. */
export const ONLY_PUBLISHED = "The function resource provided must be an alias or a published version.";

/** Errors: ProvisionedConcurrencyConfigNotFoundException. */
export function provisionedOf({ provisioned }: FunctionRow, qualifier: string): ProvisionedRow {
  const configured = Object.hasOwn(provisioned, qualifier) ? provisioned[qualifier] : undefined;
  if (!configured) throw provisionedNotFound();
  return configured;
}

export const withoutProvisioned = (row: FunctionRow, qualifier: string): FunctionRow => ({
  ...row,
  provisioned: Object.fromEntries(Object.entries(row.provisioned).filter(([name]) => name !== qualifier)),
});

export function provisionedView({ requested, modifiedMs }: ProvisionedRow, { available, status, reason }: Progress) {
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: available,
    AllocatedProvisionedConcurrentExecutions: status === "READY" ? requested : available,
    Status: status,
    ...(reason !== undefined && { StatusReason: reason }),
    LastModified: `${new Date(modifiedMs).toISOString().slice(0, 19)}+0000`,
  };
}
