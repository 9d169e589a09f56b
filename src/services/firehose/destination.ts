// The S3 destination of a stream: its defaults, and what an update changes of it.
import type { ExtendedS3DestinationDescription, S3DestinationDescription } from "@aws-sdk/client-firehose";
import type { Decoded, InputOf } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";
import {
  BUFFER_INTERVAL_DEFAULT_SECONDS,
  BUFFER_SIZE_DEFAULT_CONVERTING_MIB,
  BUFFER_SIZE_DEFAULT_MIB,
} from "./limits.ts";

/** As DescribeDeliveryStream shows it. */
export type Destination = Decoded<ExtendedS3DestinationDescription>;
export type BackupDestination = Decoded<S3DestinationDescription>;
export type Conversion = NonNullable<Destination["DataFormatConversionConfiguration"]>;

type CreateInput = InputOf<Sdk, "CreateDeliveryStream">;
type UpdateInput = InputOf<Sdk, "UpdateDestination">;
export type DestinationConfiguration = NonNullable<CreateInput["ExtendedS3DestinationConfiguration"]>;
export type DestinationUpdate = NonNullable<UpdateInput["ExtendedS3DestinationUpdate"]>;
type BackupConfiguration = NonNullable<DestinationConfiguration["S3BackupConfiguration"]>;
type BackupUpdate = NonNullable<DestinationUpdate["S3BackupUpdate"]>;

/** Documented: an absent Enabled means that the conversion is enabled. */
export const converts = ({ DataFormatConversionConfiguration: conversion }: Destination): boolean =>
  conversion !== undefined && conversion.Enabled !== false;

export const backsUp = (destination: Destination): boolean => destination.S3BackupMode === "Enabled";

/** Recorded: the defaults that a description shows. */
function backupDefaults(sizeMib: number): Omit<BackupDestination, "RoleARN" | "BucketARN"> {
  return {
    BufferingHints: { SizeInMBs: sizeMib, IntervalInSeconds: BUFFER_INTERVAL_DEFAULT_SECONDS },
    CompressionFormat: "UNCOMPRESSED",
    EncryptionConfiguration: { NoEncryptionConfig: "NoEncryption" },
    CloudWatchLoggingOptions: { Enabled: false },
  };
}

export function newDestination(configuration: DestinationConfiguration): Destination {
  const { S3BackupConfiguration: backup, ...settings } = configuration;
  const conversion = settings.DataFormatConversionConfiguration;
  const converting = conversion !== undefined && conversion.Enabled !== false;
  return {
    ...backupDefaults(converting ? BUFFER_SIZE_DEFAULT_CONVERTING_MIB : BUFFER_SIZE_DEFAULT_MIB),
    S3BackupMode: "Disabled",
    ...present(settings),
    ...(backup && { S3BackupDescription: newBackup(backup) }),
  };
}

export const newBackup = (backup: BackupConfiguration): BackupDestination => ({
  ...backupDefaults(BUFFER_SIZE_DEFAULT_MIB),
  ...present(backup),
});

/**
 * Documented: what the update does not give stays. Recorded: the conversion is merged member by member at every depth, the
 * processing configuration is replaced whole.
 */
export function updatedDestination(current: Destination, update: DestinationUpdate): Destination {
  const { S3BackupUpdate: backup, DataFormatConversionConfiguration: conversion, ...settings } = update;
  return {
    ...current,
    ...present(settings),
    BufferingHints: { ...current.BufferingHints, ...present(settings.BufferingHints ?? {}) },
    ...(conversion && {
      DataFormatConversionConfiguration: mergedConversion(current.DataFormatConversionConfiguration ?? {}, conversion),
    }),
    ...(backup && { S3BackupDescription: updatedBackup(current.S3BackupDescription, backup) }),
  };
}

export function updatedBackup(current: BackupDestination | undefined, update: BackupUpdate): BackupDestination {
  const { RoleARN = "", BucketARN = "" } = { ...current, ...present(update) };
  return { ...backupDefaults(BUFFER_SIZE_DEFAULT_MIB), ...current, ...present(update), RoleARN, BucketARN };
}

const mergedConversion = (current: Conversion, update: Conversion): Conversion => ({
  ...current,
  ...present(update),
  ...(update.SchemaConfiguration && {
    SchemaConfiguration: { ...current.SchemaConfiguration, ...present(update.SchemaConfiguration) },
  }),
});

/** Without the members that are undefined. */
export function present<Shape extends object>(members: Shape): Shape {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Shape;
}
