// What a stream's pump and everything that it drives work with.
import type { ServiceHost } from "../../engines/host.ts";
import type { ErrorLog } from "./error-log.ts";
import type { StreamMetrics } from "./metrics.ts";

export interface Tools {
  readonly host: ServiceHost;
  /** Of the stream. */
  readonly metrics: StreamMetrics;
  readonly errors: ErrorLog;
}
