// What Kinesis' operations share.
import type * as kinesis from "@aws-sdk/client-kinesis";
import type { ServiceHost } from "../../engines/host.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Paging } from "../../kit/paging.ts";
import type { Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { ControlRates } from "./control-rates.ts";
import { StreamEncryption } from "./encryption.ts";
import { KinesisStore } from "./store.ts";
import { StreamCounts } from "./stream-counts.ts";
import { Subscriptions } from "./subscriptions.ts";
import { WritePeaks } from "./write-peaks.ts";
import { ProvisionedThroughput, unlimited, type Throughput } from "./throughput.ts";

export type Sdk = typeof kinesis;

export interface KinesisContext {
  readonly store: KinesisStore;
  readonly clock: Clock;
  readonly paging: Paging;
  readonly throughput: Throughput;
  readonly controlRates: ControlRates;
  readonly subscriptions: Subscriptions;
  readonly writePeaks: WritePeaks;
  readonly encryption: StreamEncryption;
  readonly counts: StreamCounts;
  /** Whether AWS's limits of speed hold: records, bytes and calls a second, streams that change at a time. */
  readonly limitsEnforced: boolean;
}

export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, KinesisContext>;

/** The one place that decides whether AWS's limits of speed hold: unless KINESIS_ENFORCE_LIMITS is 0. */
const limitsEnforced = (): boolean => process.env["KINESIS_ENFORCE_LIMITS"] !== "0";

export function openKinesis(host: ServiceHost): KinesisContext {
  const enforced = limitsEnforced();
  const store = new KinesisStore(host);
  return {
    store,
    encryption: new StreamEncryption(host.peers, store.dataKeys, host.clock),
    counts: new StreamCounts(host.metrics),
    clock: host.clock,
    paging: host.paging,
    controlRates: new ControlRates(host.clock),
    writePeaks: new WritePeaks(host.clock),
    subscriptions: new Subscriptions(host.clock),
    throughput: enforced ? new ProvisionedThroughput(host.clock) : unlimited,
    limitsEnforced: enforced,
  };
}
