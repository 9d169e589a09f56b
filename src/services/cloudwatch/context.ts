// What CloudWatch's operations share.
import type * as cloudwatch from "@aws-sdk/client-cloudwatch";
import type { ServiceHost } from "../../engines/host.ts";
import type { MetricSink } from "../../kit/metrics.ts";
import type { Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { AlarmStates } from "./alarm-states.ts";
import { CloudWatchStore } from "./store.ts";

export type Sdk = typeof cloudwatch;

export interface CloudWatchContext {
  readonly host: ServiceHost;
  readonly store: CloudWatchStore;
  readonly alarmStates: AlarmStates;
  /** What the platform gives the counters of all services to. */
  readonly metrics: MetricSink;
}

export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, CloudWatchContext>;

export function openCloudWatch(host: ServiceHost): CloudWatchContext {
  const store = new CloudWatchStore(host);
  return { host, store, alarmStates: new AlarmStates(host, store.alarms), metrics: store.points };
}
