// How the API shows a function.
import type { ApplicationLogLevel, FunctionConfiguration, SystemLogLevel } from "@aws-sdk/client-lambda";
import type { Sealing } from "../../kit/sealing.ts";
import { functionArn, LATEST, type FunctionEntry, type Settings } from "./function.ts";
import type { Located } from "./locate.ts";
import { openVariables } from "./variables.ts";

/** `2026-01-31T12:00:00.000+0000` */
export const lambdaTime = (epochMs: number): string => new Date(epochMs).toISOString().replace("Z", "+0000");

/** The ARN has the qualifier that was asked for. */
export function configurationOf(
  { entry, qualifier, number, version }: Located,
  sealing: Sealing,
): FunctionConfiguration {
  const { settings, modifiedMs, revisionId } = version;
  const isLatest = number === LATEST;
  return {
    FunctionName: entry.key.name,
    FunctionArn: functionArn(entry.key, qualifier),
    ...shown(settings, entry.key.name, sealing),
    LastModified: lambdaTime(modifiedMs),
    Version: number,
    RevisionId: revisionId,
    ...(isLatest ? stateOf(entry) : { State: "Active", LastUpdateStatus: "Successful" }),
  };
}

function stateOf({ state, lastUpdateStatus }: FunctionEntry): FunctionConfiguration {
  if (state === "Active") return { State: "Active", LastUpdateStatus: lastUpdateStatus };
  return { State: "Pending", StateReason: "The function is being created.", StateReasonCode: "Creating" };
}

const loggingView = (
  { format, applicationLevel, systemLevel, group }: Settings["logging"],
  name: string,
): FunctionConfiguration["LoggingConfig"] => ({
  LogFormat: format,
  ...(applicationLevel !== undefined && { ApplicationLogLevel: applicationLevel as ApplicationLogLevel }),
  ...(systemLevel !== undefined && { SystemLogLevel: systemLevel as SystemLogLevel }),
  LogGroup: group ?? `/aws/lambda/${name}`,
});

function shown(settings: Settings, name: string, sealing: Sealing): FunctionConfiguration {
  const { code, logging, layers, deadLetterArn, environment, kmsKeyArn } = settings;
  return {
    Runtime: settings.runtime,
    Role: settings.role,
    Handler: settings.handler,
    CodeSize: code.sizeBytes,
    Description: settings.description,
    Timeout: settings.timeoutSeconds,
    MemorySize: settings.memoryMb,
    CodeSha256: code.sha256,
    TracingConfig: { Mode: settings.tracing },
    PackageType: "Zip",
    Architectures: [settings.architecture],
    EphemeralStorage: { Size: settings.ephemeralStorageMb },
    SnapStart: { ApplyOn: settings.snapStart ?? "None", OptimizationStatus: "Off" },
    LoggingConfig: loggingView(logging, name),
    ...(environment !== undefined && { Environment: { Variables: openVariables(sealing, environment) } }),
    ...(kmsKeyArn !== undefined && { KMSKeyArn: kmsKeyArn }),
    ...(deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: deadLetterArn } }),
    ...(layers.length > 0 && { Layers: layers.map(({ arn, codeSize }) => ({ Arn: arn, CodeSize: codeSize })) }),
  };
}
