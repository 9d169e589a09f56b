// What Firehose's operations share.
import type * as firehose from "@aws-sdk/client-firehose";
import type { ServiceHost } from "../../engines/host.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Peers } from "../../kit/peers.ts";
import type { Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { Pumps } from "./pumps.ts";
import { FirehoseStore } from "./store.ts";

export type Sdk = typeof firehose;

export interface FirehoseContext {
  readonly store: FirehoseStore;
  readonly pumps: Pumps;
  readonly clock: Clock;
  readonly peers: Peers;
}

export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, FirehoseContext>;

export function openFirehose(host: ServiceHost): FirehoseContext {
  const store = new FirehoseStore(host);
  const pumps = new Pumps(host, store);
  pumps.resume().catch((error: unknown) => host.logger.error({ err: error }, "deliveries did not resume"));
  return { store, pumps, clock: host.clock, peers: host.peers };
}
