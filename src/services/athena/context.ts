// What Athena's operations and jobs work with.
import type * as athena from "@aws-sdk/client-athena";
import type { ServiceHost } from "../../engines/host.ts";
import type { Operation as AnyOperation, OperationName } from "../../kit/service.ts";

export type Sdk = typeof athena;

/** The engines and instruments. */
export type AthenaContext = Pick<
  ServiceHost,
  "clock" | "paging" | "logger" | "jobs" | "peers" | "keyvalue" | "sql" | "temporaryFolder" | "closing"
>;

export type Operation<Name extends OperationName<Sdk>> = AnyOperation<Sdk, Name, AthenaContext>;

export function openAthena(host: ServiceHost): AthenaContext {
  const { clock, paging, logger, jobs, peers, keyvalue, temporaryFolder, closing } = host;
  return { clock, paging, logger, jobs, peers, keyvalue, temporaryFolder, closing, sql: () => host.sql() };
}
