// A work group's configuration: its defaults, what is refused, and how an update changes it.
import type { InputOf } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";
import { AUTO_ENGINE_VERSION, ENGINE_VERSIONS } from "./engine-version.ts";
import { engineVersionInvalid, notBuilt } from "./errors.ts";
import { checkResultConfiguration, updatedResultConfiguration } from "./result-configuration.ts";
import type { WorkGroupConfigurationRow } from "./store/rows.ts";

/** Of calls that name no work group. */
export const PRIMARY = "primary";

/** Recorded: what GetWorkGroup shows of a work group that was created with a name and an output location. */
const DEFAULT_CONFIGURATION: WorkGroupConfigurationRow = {
  ResultConfiguration: {},
  EnforceWorkGroupConfiguration: true,
  PublishCloudWatchMetricsEnabled: false,
  RequesterPaysEnabled: false,
  EngineVersion: AUTO_ENGINE_VERSION,
  EnableMinimumEncryptionConfiguration: false,
};

/** Recorded. */
export const PRIMARY_CONFIGURATION: WorkGroupConfigurationRow = {
  ...DEFAULT_CONFIGURATION,
  EnforceWorkGroupConfiguration: false,
};

type Updates = NonNullable<InputOf<Sdk, "UpdateWorkGroup">["ConfigurationUpdates"]>;
type EngineVersion = NonNullable<WorkGroupConfigurationRow["EngineVersion"]>;

const SPARK_ENGINE = "PySpark engine version 3";

/** Errors: InvalidRequestException, NotImplemented. */
export function newConfiguration(given: WorkGroupConfigurationRow = {}): WorkGroupConfigurationRow {
  const { SystemTableStatuses: _readOnly, EngineVersion, ...named } = given;
  refuseUnbuilt(given);
  if (given.ManagedQueryResultsConfiguration?.Enabled) throw notBuilt("Managed query results are");
  if (given.IdentityCenterConfiguration?.EnableIdentityCenter) throw notBuilt("IAM Identity Center is");
  checkResultConfiguration(given.ResultConfiguration ?? {});
  return { ...DEFAULT_CONFIGURATION, ...named, EngineVersion: engineVersion(EngineVersion) };
}

/** Documented: what is not named stays, what `Remove...` names goes. Errors: InvalidRequestException, NotImplemented. */
export function updatedConfiguration(current: WorkGroupConfigurationRow, updates: Updates): WorkGroupConfigurationRow {
  refuseUnbuilt(updates);
  const {
    ResultConfigurationUpdates: results,
    ManagedQueryResultsConfigurationUpdates: managed,
    RemoveBytesScannedCutoffPerQuery,
    RemoveCustomerContentEncryptionConfiguration: _spark,
    EngineVersion,
    ...named
  } = updates;
  if (managed?.Enabled) throw notBuilt("Managed query results are");
  const next: WorkGroupConfigurationRow = {
    ...current,
    ...named,
    ...(results && { ResultConfiguration: updatedResultConfiguration(current.ResultConfiguration ?? {}, results) }),
    ...(EngineVersion && { EngineVersion: engineVersion(EngineVersion) }),
  };
  if (RemoveBytesScannedCutoffPerQuery) delete next.BytesScannedCutoffPerQuery;
  return next;
}

function engineVersion({ SelectedEngineVersion: selected = "AUTO" }: EngineVersion = {}): EngineVersion {
  if (selected === SPARK_ENGINE) throw notBuilt("Apache Spark in Athena is");
  const version = ENGINE_VERSIONS.find(({ SelectedEngineVersion }) => SelectedEngineVersion === selected);
  if (version === undefined) throw engineVersionInvalid(selected);
  return { ...version };
}

/** Settings of Spark, of provisioned capacity and of S3 Access Grants, which would be kept and never looked at. */
function refuseUnbuilt(given: WorkGroupConfigurationRow | Updates): void {
  if (given.AdditionalConfiguration !== undefined) throw notBuilt("AdditionalConfiguration, a setting of Spark, is");
  if (given.CustomerContentEncryptionConfiguration)
    throw notBuilt("CustomerContentEncryptionConfiguration, a setting of Spark, is");
  if (given.ExecutionRole !== undefined) throw notBuilt("ExecutionRole, a setting of Spark, is");
  if (given.MonitoringConfiguration) throw notBuilt("MonitoringConfiguration, a setting of Spark, is");
  if (given.EngineConfiguration) throw notBuilt("EngineConfiguration, a setting of provisioned capacity, is");
  if (given.QueryResultsS3AccessGrantsConfiguration?.EnableS3AccessGrants) throw notBuilt("S3 Access Grants are");
}
