// What Firehose's operations share.
import type * as firehose from "@aws-sdk/client-firehose";
import type { ServiceHost } from "../../engines/host.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Peers } from "../../kit/peers.ts";
import type { Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { FirehoseMetrics } from "./metrics.ts";
import { Pumps } from "./pumps.ts";
import { FirehoseStore } from "./store.ts";
import { DirectPutThroughput, unlimited, type Throughput } from "./throughput.ts";

export type Sdk = typeof firehose;

export interface FirehoseContext {
  readonly store: FirehoseStore;
  readonly pumps: Pumps;
  readonly clock: Clock;
  readonly peers: Peers;
  readonly throughput: Throughput;
  readonly metrics: FirehoseMetrics;
  /** Whether AWS's quotas hold: throughput of streams, changes of encryption a day. */
  readonly limitsEnforced: boolean;
}

export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, FirehoseContext>;

/** The one place that decides whether AWS's quotas hold: unless FIREHOSE_ENFORCE_LIMITS is 0. */
const areLimitsEnforced = (): boolean => process.env["FIREHOSE_ENFORCE_LIMITS"] !== "0";

export function openFirehose(host: ServiceHost): FirehoseContext {
  const store = new FirehoseStore(host);
  const metrics = new FirehoseMetrics(host.metrics);
  const pumps = new Pumps(host, store, metrics);
  pumps.resume().catch((error: unknown) => host.logger.error({ err: error }, "deliveries did not resume"));
  const limitsEnforced = areLimitsEnforced();
  return {
    store,
    pumps,
    clock: host.clock,
    peers: host.peers,
    metrics,
    throughput: limitsEnforced ? new DirectPutThroughput(host.clock) : unlimited,
    limitsEnforced,
  };
}
