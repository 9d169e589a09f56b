// Runs a located version: what the engine needs to know of it, and the concurrency that the function has.
import type { FunctionSpec, Invocation, Outcome, Provisioned } from "../../engines/functions/functions.ts";
import type { ServiceHost } from "../../engines/host.ts";
import { EngineError } from "../../kit/errors.ts";
import { FunctionCounts } from "./function-counts.ts";
import { FunctionLogs } from "./function-logs.ts";
import type { CodeFolders } from "./code-folders.ts";
import { concurrencyExceeded, runtimeNotHere, updateInProgress } from "./errors.ts";
import { openSession } from "./execution-role.ts";
import { environmentKey, functionArn } from "./function.ts";
import { ACCOUNT_CONCURRENCY, FUNCTIONS_CACHED_MAX } from "./limits.ts";
import type { Located } from "./locate.ts";
import { openVariables } from "./variables.ts";

export class Runner {
  readonly #host: ServiceHost;
  readonly #folders: CodeFolders;
  /** Invocations that run, by function and by account. */
  readonly #running = new Map<string, number>();
  readonly #specs = new Map<string, FunctionSpec>();
  readonly #logs: FunctionLogs;
  readonly #counts: FunctionCounts;

  constructor(host: ServiceHost, folders: CodeFolders) {
    this.#host = host;
    this.#folders = folders;
    this.#logs = new FunctionLogs(host);
    this.#counts = new FunctionCounts(host.metrics);
  }

  /** Errors: TooManyRequestsException, InvalidRuntimeException. */
  async run(located: Located, invocation: Omit<Invocation, "functionArn">): Promise<Outcome> {
    const { entry, qualifier } = located;
    const { account, region } = entry.key;
    const reserved = entry.reservedConcurrency;
    const scope = reserved === undefined ? `${account}/${region}` : entry.id;
    const running = this.#running.get(scope) ?? 0;
    const counters = this.#counts.of(entry, qualifier);
    if (running >= (reserved ?? ACCOUNT_CONCURRENCY)) {
      counters.throttled();
      throw concurrencyExceeded(reserved !== undefined);
    }
    this.#running.set(scope, running + 1);
    const begunMs = this.#host.clock.elapsed();
    try {
      const spec = await this.#specOf(located);
      const functions = await this.#host.functions();
      const arn = functionArn(entry.key, qualifier);
      const outcome = await functions.invoke(spec, { ...invocation, functionArn: arn });
      counters.invoked(this.#host.clock.elapsed() - begunMs, outcome.failed, running + 1);
      return outcome;
    } catch (error) {
      throw translated(error, located);
    } finally {
      const left = (this.#running.get(scope) ?? 1) - 1;
      if (left > 0) this.#running.set(scope, left);
      else this.#running.delete(scope);
    }
  }

  /** Resolves when what functions printed is in CloudWatch Logs, as far as their roles let it. */
  flush(): Promise<void> {
    return this.#logs.flush();
  }

  /** Keeps so many environments started. Errors: InvalidRuntimeException, EngineError `unavailable` when they were too many. */
  async provision(located: Located, count: number, onChange: (state: Provisioned) => void): Promise<void> {
    const spec = { ...(await this.#specOf(located)), isProvisioned: true };
    try {
      await (await this.#host.functions()).provision(spec, count, onChange);
    } catch (error) {
      const isOurs = error instanceof EngineError && error.engine === "functions" && error.kind === "unavailable";
      throw isOurs ? error : translated(error, located);
    }
  }

  /** Ends what runs by the former code or settings. */
  async retire(keyPrefix: string): Promise<void> {
    for (const key of this.#specs.keys()) if (key.startsWith(keyPrefix)) this.#specs.delete(key);
    (await this.#host.functions()).retire(keyPrefix);
  }

  async #specOf({ entry, number, version }: Located): Promise<FunctionSpec> {
    const key = environmentKey(entry, number, version);
    const known = this.#specs.get(key);
    if (known) return known;
    const { name, region } = entry.key;
    const { settings } = version;
    const { role } = settings;
    const layerBlobs = settings.layers.map(({ blobId }) => blobId);
    const spec: FunctionSpec = {
      key,
      functionName: name,
      version: number,
      runtime: settings.runtime,
      handler: settings.handler,
      codeFolder: await this.#folders.folderOf([settings.code.blobId]),
      layersFolder: layerBlobs.length === 0 ? undefined : await this.#folders.folderOf(layerBlobs),
      memoryMb: settings.memoryMb,
      logging: settings.logging,
      timeoutMs: settings.timeoutSeconds * 1000,
      variables: {
        AWS_ENDPOINT_URL: this.#host.endpoint(),
        ...openVariables(this.#host.sealing, settings.environment),
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
      },
      output: this.#logs.outputOf(entry.key, settings),
      session: () => openSession(this.#host, role, name),
    };
    if (this.#specs.size >= FUNCTIONS_CACHED_MAX) this.#specs.clear();
    this.#specs.set(key, spec);
    return spec;
  }
}

function translated(error: unknown, { version, entry }: Located): unknown {
  if (!(error instanceof EngineError)) return error;
  // The archive was replaced between the look at the function and that at its code.
  if (error.engine === "blobs" && error.kind === "not-found") return updateInProgress(functionArn(entry.key));
  if (error.engine !== "functions") return error;
  if (error.kind === "invalid") return runtimeNotHere(version.settings.runtime);
  if (error.kind === "unavailable") return concurrencyExceeded(entry.reservedConcurrency !== undefined);
  return error;
}
