// What requests set of a function: new settings, and changes of them, checked as AWS checks them.
import type { CreateFunctionRequest, UpdateFunctionConfigurationRequest } from "@aws-sdk/client-lambda";
import type { Logging } from "../../engines/functions/functions.ts";
import type { Decoded } from "../../kit/service.ts";
import { imagesNotBuilt, invalidParameter, notBuilt, runtimeAndHandlerNeeded } from "./errors.ts";
import type { Code, LayerUse, Settings } from "./function.ts";
import { EPHEMERAL_STORAGE_DEFAULT_MB, MEMORY_DEFAULT_MB, TIMEOUT_DEFAULT_SECONDS } from "./limits.ts";

type Created = Decoded<CreateFunctionRequest>;
type Updated = Decoded<UpdateFunctionConfigurationRequest>;
type Either = Partial<Omit<Created, "Code">> & Updated;

/** What the members lead to that need more than the request: sealed, looked up, stored. */
export interface Prepared {
  readonly environment: string | undefined;
  readonly layers: readonly LayerUse[];
}

const TEXT: Logging = { format: "Text", applicationLevel: undefined, systemLevel: undefined, group: undefined };

/** Errors: InvalidParameterValueException, NotImplemented for what is not built. */
export function newSettings(input: Created, code: Code, { environment, layers }: Prepared): Settings {
  refuseUnbuilt(input);
  if (input.Runtime === undefined || input.Handler === undefined) throw runtimeAndHandlerNeeded();
  return {
    description: input.Description ?? "",
    runtime: input.Runtime,
    handler: input.Handler,
    role: input.Role,
    timeoutSeconds: input.Timeout ?? TIMEOUT_DEFAULT_SECONDS,
    memoryMb: input.MemorySize ?? MEMORY_DEFAULT_MB,
    environment,
    kmsKeyArn: input.KMSKeyArn || undefined,
    layers,
    architecture: input.Architectures?.[0] ?? "x86_64",
    ephemeralStorageMb: input.EphemeralStorage?.Size ?? EPHEMERAL_STORAGE_DEFAULT_MB,
    deadLetterArn: input.DeadLetterConfig?.TargetArn || undefined,
    tracing: input.TracingConfig?.Mode ?? "PassThrough",
    logging: loggingOf(input.LoggingConfig) ?? TEXT,
    snapStart: input.SnapStart?.ApplyOn,
    code,
  };
}

/** Members that the request leaves out stay as they are. Errors: as `newSettings`. */
export function changedSettings(was: Settings, input: Updated, prepared: Partial<Prepared>): Settings {
  refuseUnbuilt(input);
  return {
    ...was,
    description: input.Description ?? was.description,
    runtime: input.Runtime ?? was.runtime,
    handler: input.Handler ?? was.handler,
    role: input.Role ?? was.role,
    timeoutSeconds: input.Timeout ?? was.timeoutSeconds,
    memoryMb: input.MemorySize ?? was.memoryMb,
    environment: input.Environment ? prepared.environment : was.environment,
    kmsKeyArn: input.KMSKeyArn === undefined ? was.kmsKeyArn : input.KMSKeyArn || undefined,
    layers: prepared.layers ?? was.layers,
    ephemeralStorageMb: input.EphemeralStorage?.Size ?? was.ephemeralStorageMb,
    deadLetterArn: input.DeadLetterConfig ? input.DeadLetterConfig.TargetArn || undefined : was.deadLetterArn,
    tracing: input.TracingConfig?.Mode ?? was.tracing,
    logging: loggingOf(input.LoggingConfig) ?? was.logging,
    snapStart: input.SnapStart?.ApplyOn ?? was.snapStart,
  };
}

function loggingOf(config: Either["LoggingConfig"]): Logging | undefined {
  if (!config) return undefined;
  const format = config.LogFormat ?? "Text";
  if (format === "Text" && (config.ApplicationLogLevel !== undefined || config.SystemLogLevel !== undefined))
    throw invalidParameter("To use ApplicationLogLevel or SystemLogLevel, you must set LogFormat to JSON.");
  const group = config.LogGroup;
  if (format === "Text") return { ...TEXT, group };
  // Documented: both levels are INFO unless set.
  return {
    format,
    applicationLevel: config.ApplicationLogLevel ?? "INFO",
    systemLevel: config.SystemLogLevel ?? "INFO",
    group,
  };
}

function refuseUnbuilt(input: Either): void {
  if (input.PackageType === "Image" || input.ImageConfig) throw imagesNotBuilt();
  if (input.VpcConfig?.SubnetIds?.length)
    throw notBuilt("Functions in a VPC are not built: they reach what the machine reaches.");
  if (input.FileSystemConfigs?.length) throw notBuilt("File systems of functions are not built yet.");
  if (input.DeadLetterConfig?.TargetArn)
    throw notBuilt("Dead-letter queues are not built yet; destinations on failure in S3 or another function are.");
  if (input.TenancyConfig) throw notBuilt("Tenant isolation is not built.");
  if (input.CapacityProviderConfig) throw notBuilt("Capacity providers are not built.");
  if (input.DurableConfig) throw notBuilt("Durable functions are not built yet.");
  if (input.PublishTo) throw notBuilt("Publishing to $LATEST.PUBLISHED is not built.");
}
