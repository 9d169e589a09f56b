// What CloudWatch keeps. With store/, the only place here that touches engines.
import type { ServiceHost } from "../../engines/host.ts";
import { MetricStore } from "./store/metrics.ts";
import { PointStore } from "./store/points.ts";

export class CloudWatchStore {
  readonly metrics: MetricStore;
  readonly points: PointStore;

  constructor(host: ServiceHost) {
    this.metrics = new MetricStore(host.keyvalue);
    this.points = new PointStore(host, this.metrics);
  }
}
