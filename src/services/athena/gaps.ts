// Operations of Athena that are not built, by family.
import type { Gaps, OperationName } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

const family = <Name extends OperationName<Sdk>>(sentence: string, names: readonly Name[]): Record<Name, string> =>
  Object.fromEntries(names.map((name) => [name, sentence])) as Record<Name, string>;

export const gaps: Gaps<Sdk> = {
  ...family("Data catalogs beside AwsDataCatalog are not built: there are no Lambda, Hive or federated sources.", [
    "CreateDataCatalog",
    "DeleteDataCatalog",
    "UpdateDataCatalog",
  ]),
  ...family("Capacity reservations are not built: queries share this process.", [
    "CancelCapacityReservation",
    "CreateCapacityReservation",
    "DeleteCapacityReservation",
    "GetCapacityAssignmentConfiguration",
    "GetCapacityReservation",
    "ListCapacityReservations",
    "PutCapacityAssignmentConfiguration",
    "UpdateCapacityReservation",
  ]),
  ...family("Apache Spark in Athena is not built: no sessions, no calculations.", [
    "GetCalculationExecution",
    "GetCalculationExecutionCode",
    "GetCalculationExecutionStatus",
    "GetResourceDashboard",
    "GetSession",
    "GetSessionEndpoint",
    "GetSessionStatus",
    "ListApplicationDPUSizes",
    "ListCalculationExecutions",
    "ListExecutors",
    "ListSessions",
    "StartCalculationExecution",
    "StartSession",
    "StopCalculationExecution",
    "TerminateSession",
  ]),
  ...family("Notebooks are not built: there are no Spark sessions to run them.", [
    "CreateNotebook",
    "CreatePresignedNotebookUrl",
    "DeleteNotebook",
    "ExportNotebook",
    "GetNotebookMetadata",
    "ImportNotebook",
    "ListNotebookMetadata",
    "ListNotebookSessions",
    "UpdateNotebook",
    "UpdateNotebookMetadata",
  ]),
  ...family("System tables are not built.", [
    "CreateSystemTableConfiguration",
    "DeleteSystemTableConfiguration",
    "GetSystemTableConfiguration",
    "ListSystemTableStatuses",
    "UpdateSystemTableConfiguration",
  ]),
};
