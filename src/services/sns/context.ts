// What SNS' operations share.
import type * as sns from "@aws-sdk/client-sns";
import type { ServiceHost } from "../../engines/host.ts";
import type { Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { Lanes } from "./lanes.ts";
import { SnsStore } from "./store.ts";

export type Sdk = typeof sns;

export interface SnsContext {
  readonly host: ServiceHost;
  readonly store: SnsStore;
  /** Of FIFO topics: a message at a time. */
  readonly lanes: Lanes;
}

export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, SnsContext>;

export const openSns = (host: ServiceHost): SnsContext => ({ host, store: new SnsStore(host), lanes: new Lanes() });
