// What CloudWatch Logs' operations share.
import type * as logs from "@aws-sdk/client-cloudwatch-logs";
import type { ServiceHost } from "../../engines/host.ts";
import type { Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { Counts } from "./counts.ts";
import { Deliverer } from "./deliverer.ts";
import { GroupEncryption } from "./encryption.ts";
import { MetricFilters } from "./metric-filters.ts";
import { Reader } from "./reader.ts";
import { LogsStore } from "./store.ts";
import { Writer } from "./writer.ts";

export type Sdk = typeof logs;

export interface LogsContext {
  readonly host: ServiceHost;
  readonly store: LogsStore;
  readonly encryption: GroupEncryption;
  readonly writer: Writer;
  readonly reader: Reader;
  readonly deliverer: Deliverer;
  readonly metricFilters: MetricFilters;
  readonly counts: Counts;
}

export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, LogsContext>;

export function openLogs(host: ServiceHost): LogsContext {
  const store = new LogsStore(host);
  const encryption = new GroupEncryption(host);
  const reader = new Reader(store.chunks, encryption);
  const deliverer = new Deliverer(host, store, reader);
  deliverer
    .resume()
    .catch((error: unknown) => host.logger.error({ err: error }, "deliveries of an earlier run do not go on"));
  const writer = new Writer(host, encryption);
  return {
    host,
    store,
    encryption,
    writer,
    reader,
    deliverer,
    metricFilters: new MetricFilters(host.metrics),
    counts: new Counts(host.metrics),
  };
}
