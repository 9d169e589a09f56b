// What AWS refuses of a destination's settings, and what Forebay has not built of them.
import { strptimeFormat } from "../../formats/conversion/joda-format.ts";
import { backsUp, converts, type BackupDestination, type Conversion, type Destination } from "./destination.ts";
import { hintsIncomplete, invalidArgument, prefixInvalid, timeZoneInvalid } from "./errors.ts";
import { isTimeZone } from "./java-time.ts";
import { BUFFER_SIZE_MIN_CONVERTING_MIB } from "./limits.ts";
import { partitionExpressions, prefixFault, prefixLengthFault, type Prefixes } from "./prefix.ts";
import { checkPartitioning, checkProcessing } from "./processors/check.ts";

type Hints = Destination["BufferingHints"] | undefined;

/** Documented: both hints or none. */
export function checkHints(hints: Hints): void {
  if (hints && (hints.SizeInMBs === undefined) !== (hints.IntervalInSeconds === undefined)) throw hintsIncomplete();
}

/** Errors: InvalidArgumentException with AWS's text; 501 for what is not built. */
export function checkDestination(destination: Destination, nowMs: number): void {
  checkS3(destination, nowMs, destination.CustomTimeZone);
  checkBackup(destination, nowMs);
  checkPartitioning(destination);
  checkProcessing(destination);
  if (converts(destination) && destination.DataFormatConversionConfiguration) {
    checkConversionRoom(destination);
    checkConversion(destination.DataFormatConversionConfiguration);
  }
}

function checkS3(destination: BackupDestination, nowMs: number, timeZone = ""): void {
  if (timeZone !== "" && !isTimeZone(timeZone)) throw timeZoneInvalid(timeZone);
  const prefixes: Prefixes = {
    prefix: destination.Prefix,
    errorOutputPrefix: destination.ErrorOutputPrefix,
    timeZone: timeZone || "UTC",
  };
  const fault = prefixFault(prefixes);
  if (fault !== undefined) throw prefixInvalid(fault);
  const lengthFault = prefixLengthFault(prefixes, nowMs);
  if (lengthFault !== undefined) throw prefixInvalid(lengthFault);
  const { NoEncryptionConfig: none, KMSEncryptionConfig: kms } = destination.EncryptionConfiguration;
  if ((none === undefined) === (kms === undefined))
    throw invalidArgument("Exactly one of NoEncryptionConfig or KMSEncryptionConfig must be specified");
}

function checkBackup(destination: Destination, nowMs: number): void {
  const backup = destination.S3BackupDescription;
  if (backsUp(destination) && !backup)
    throw invalidArgument("S3 backup destination configuration is required when enabling S3 backup.");
  if (!backup) return;
  checkS3(backup, nowMs);
  // Inferred: a backup has no partitions.
  if (partitionExpressions(backup.Prefix ?? "").length > 0)
    throw invalidArgument(
      "Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is enabled.",
    );
}

function checkConversionRoom({ CompressionFormat, BufferingHints }: Destination): void {
  if (CompressionFormat !== "UNCOMPRESSED")
    throw invalidArgument(
      "The S3 destination's compression format must be set to UNCOMPRESSED when data format conversion is enabled",
    );
  if ((BufferingHints.SizeInMBs ?? BUFFER_SIZE_MIN_CONVERTING_MIB) < BUFFER_SIZE_MIN_CONVERTING_MIB)
    throw invalidArgument(
      `BufferingHints.SizeInMBs must be at least ${BUFFER_SIZE_MIN_CONVERTING_MIB} when data format conversion is enabled.`,
    );
}

function checkConversion(conversion: Conversion): void {
  const {
    InputFormatConfiguration: input,
    OutputFormatConfiguration: output,
    SchemaConfiguration: schema,
  } = conversion;
  required({ InputFormatConfiguration: input, OutputFormatConfiguration: output, SchemaConfiguration: schema });
  required({ Deserializer: input?.Deserializer, Serializer: output?.Serializer });
  const { OpenXJsonSerDe: openX, HiveJsonSerDe: hive } = input?.Deserializer ?? {};
  if (openX && hive) throw invalidArgument("More than one deserializer specified. Only one may be chosen.");
  required({ Deserializer: openX ?? hive });
  const { ParquetSerDe: parquet, OrcSerDe: orc } = output?.Serializer ?? {};
  if (parquet && orc) throw invalidArgument("More than one serializer specified. Only one may be chosen.");
  required({ Serializer: parquet ?? orc });
  const { RoleARN, DatabaseName, TableName } = schema ?? {};
  required({ RoleARN, DatabaseName, TableName });
  const pattern = hive?.TimestampFormats?.find((format) => format !== "millis" && !strptimeFormat(format));
  if (pattern !== undefined) throw invalidArgument(`Invalid deserializer option(s): TimestampFormats ${pattern}`);
}

/** Recorded for the three configurations and the deserializer; inferred for the rest. */
function required(members: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined) throw invalidArgument(`${name} must not be null`);
  }
}
