// Starts the process of an environment: which program, with which variables and which bounds.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../../kit/package-folder.ts";
import type { FunctionSpec } from "./functions.ts";
import type { Interpreter } from "./interpreters.ts";
import { ownStdio } from "./stray-descriptors.ts";

export interface Place {
  /** Its own folder for temporary files. */
  readonly temporaryFolder: string;
  /** `host:port`, and a path. */
  readonly runtimeApi: string;
  readonly logStreamName: string;
}

/** Undefined when there is nothing to start. */
export function launch(
  spec: FunctionSpec,
  interpreter: Interpreter,
  place: Place,
  session: Readonly<Record<string, string>>,
): ChildProcess | undefined {
  const [command, ...parameters] = commandOf(spec, interpreter);
  if (command === undefined) return undefined;
  return spawn(command, parameters, {
    cwd: spec.codeFolder,
    detached: true,
    stdio: ownStdio(["ignore", "pipe", "pipe"]),
    env: environmentOf(spec, place, session),
  });
}

function commandOf(spec: FunctionSpec, { kind, command }: Interpreter): string[] {
  const runtimes = join(packageFolder(), "src", "engines", "functions", "runtimes");
  if (kind === "node") return [command, `--max-old-space-size=${spec.memoryMb}`, join(runtimes, "node.mjs")];
  if (kind === "python") return [command, "-s", "-B", join(runtimes, "python.py")];
  const folders = [spec.codeFolder, ...(spec.layersFolder === undefined ? [] : [spec.layersFolder])];
  const bootstrap = folders.map((folder) => join(folder, "bootstrap")).find((path) => existsSync(path));
  return bootstrap === undefined ? [] : [bootstrap];
}

/** Documented in "Defined runtime environment variables". Users' own never replace the reserved ones. */
function environmentOf(spec: FunctionSpec, place: Place, session: Readonly<Record<string, string>>) {
  const { functionName, version, layersFolder: layers, memoryMb, logging } = spec;
  const inLayers = (...folders: string[]): string[] =>
    layers === undefined ? [] : folders.map((folder) => join(layers, folder));
  const joined = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(":");
  return {
    PATH: joined(...inLayers("bin"), process.env["PATH"]),
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    TMPDIR: place.temporaryFolder,
    HOME: place.temporaryFolder,
    LD_LIBRARY_PATH: joined(...inLayers("lib"), spec.codeFolder, join(spec.codeFolder, "lib")),
    NODE_PATH: joined(...inLayers("nodejs/node_modules", "nodejs")),
    PYTHONPATH: joined(...inLayers("python")),
    AWS_LAMBDA_INITIALIZATION_TYPE: spec.isProvisioned === true ? "provisioned-concurrency" : "on-demand",
    ...spec.variables,
    ...session,
    AWS_EXECUTION_ENV: `AWS_Lambda_${spec.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: logging?.group ?? `/aws/lambda/${functionName}`,
    ...(logging?.format === "JSON" && {
      AWS_LAMBDA_LOG_FORMAT: "JSON",
      AWS_LAMBDA_LOG_LEVEL: logging.applicationLevel ?? "INFO",
    }),
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStreamName,
    AWS_LAMBDA_RUNTIME_API: place.runtimeApi,
    LAMBDA_TASK_ROOT: spec.codeFolder,
    LAMBDA_RUNTIME_DIR: join(packageFolder(), "src", "engines", "functions", "runtimes"),
    _HANDLER: spec.handler,
  };
}
