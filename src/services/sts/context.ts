// What the operations of STS work with.
import type * as sdk from "@aws-sdk/client-sts";
import type { ServiceHost } from "../../engines/host.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Sealing } from "../../kit/sealing.ts";
import type * as kit from "../../kit/service.ts";
import type { TemporaryCredentials } from "../../kit/temporary-credentials.ts";

export type Sdk = typeof sdk;

export interface StsContext {
  readonly clock: Clock;
  readonly sealing: Sealing;
  readonly temporaryCredentials: TemporaryCredentials;
}

export const openSts = ({ clock, sealing, temporaryCredentials }: ServiceHost): StsContext => ({
  clock,
  sealing,
  temporaryCredentials,
});

export type Operation<Name extends kit.OperationName<Sdk>> = kit.Operation<Sdk, Name, StsContext>;
