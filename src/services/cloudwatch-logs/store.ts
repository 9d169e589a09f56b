// What CloudWatch Logs keeps. With store/, the only place here that touches engines.
import type { ServiceHost } from "../../engines/host.ts";
import { ChunkStore } from "./store/chunks.ts";
import { DeliveryStore } from "./store/deliveries.ts";
import { GroupStore } from "./store/groups.ts";
import { PolicyStore } from "./store/policies.ts";
import { QueryStore } from "./store/queries.ts";
import { StreamStore } from "./store/streams.ts";

export class LogsStore {
  readonly groups: GroupStore;
  readonly streams: StreamStore;
  readonly chunks: ChunkStore;
  readonly deliveries: DeliveryStore;
  readonly policies: PolicyStore;
  readonly queries: QueryStore;

  constructor(host: ServiceHost) {
    this.groups = new GroupStore(host);
    this.streams = new StreamStore(host);
    this.chunks = new ChunkStore(host);
    this.deliveries = new DeliveryStore(host);
    this.policies = new PolicyStore(host.keyvalue);
    this.queries = new QueryStore(host);
  }
}
