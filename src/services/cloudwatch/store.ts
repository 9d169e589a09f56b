// What CloudWatch keeps. With store/, the only place here that touches engines.
import type { ServiceHost } from "../../engines/host.ts";
import { AlarmStore } from "./store/alarms.ts";
import { DashboardStore } from "./store/dashboards.ts";
import { MetricStore } from "./store/metrics.ts";
import { PointStore } from "./store/points.ts";

export class CloudWatchStore {
  readonly metrics: MetricStore;
  readonly points: PointStore;
  readonly alarms: AlarmStore;
  readonly dashboards: DashboardStore;

  constructor(host: ServiceHost) {
    this.metrics = new MetricStore(host.keyvalue);
    this.points = new PointStore(host, this.metrics);
    this.alarms = new AlarmStore(host);
    this.dashboards = new DashboardStore(host.keyvalue);
  }
}
