// What Glue's operations and jobs work with.
import type * as glue from "@aws-sdk/client-glue";
import type { OperationName, Operation as AnyOperation } from "../../kit/service.ts";
import type { ServiceHost } from "../../engines/host.ts";

export type Sdk = typeof glue;

/** The engines and instruments; Glue keeps no state beside them. */
export type GlueContext = Pick<ServiceHost, "clock" | "paging" | "logger" | "jobs" | "peers" | "keyvalue" | "closing">;

export type Operation<Name extends OperationName<Sdk>> = AnyOperation<Sdk, Name, GlueContext>;
