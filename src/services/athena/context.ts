// What Athena's operations and jobs work with.
import type * as athena from "@aws-sdk/client-athena";
import type { ServiceHost } from "../../engines/host.ts";
import type { Operation as AnyOperation, OperationName } from "../../kit/service.ts";
import { Queries } from "./queries.ts";

export type Sdk = typeof athena;

/** The engines, the instruments, and the queries that run. */
export interface AthenaContext extends Pick<
  ServiceHost,
  "clock" | "paging" | "logger" | "peers" | "keyvalue" | "sql" | "temporaryFolder" | "closing"
> {
  readonly queries: Queries;
}

export type Operation<Name extends OperationName<Sdk>> = AnyOperation<Sdk, Name, AthenaContext>;

export function openAthena(host: ServiceHost): AthenaContext {
  const { clock, paging, logger, peers, keyvalue, temporaryFolder, closing } = host;
  const queries = new Queries(host);
  queries.resume().catch((error: unknown) => logger.error({ err: error }, "queries did not resume"));
  return { clock, paging, logger, peers, keyvalue, temporaryFolder, closing, sql: () => host.sql(), queries };
}
