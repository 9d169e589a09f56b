// What DynamoDB's operations share.
import type * as dynamodb from "@aws-sdk/client-dynamodb";
import type { ServiceHost } from "../../engines/host.ts";
import type { ChangeStreams } from "../../kit/change-streams.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Paging } from "../../kit/paging.ts";
import type { Call as KitCall, InputOf, Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { TableChangeStreams } from "./change-streams.ts";
import { DynamoDbStore } from "./store.ts";
import { TableSizes } from "./table-sizes.ts";

export type Sdk = typeof dynamodb;

export interface DynamoDbContext {
  readonly store: DynamoDbStore;
  readonly sizes: TableSizes;
  readonly clock: Clock;
  readonly paging: Paging;
  /** For DynamoDB Streams, which is a service of its own. */
  readonly changeStreams: ChangeStreams;
}

export type Call = KitCall<DynamoDbContext>;
export type Input<Name extends OperationName<Sdk>> = InputOf<Sdk, Name>;
export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, DynamoDbContext>;

export function openDynamoDb(host: ServiceHost): DynamoDbContext {
  const store = new DynamoDbStore(host);
  return {
    store,
    sizes: new TableSizes(store, host.clock),
    clock: host.clock,
    paging: host.paging,
    changeStreams: new TableChangeStreams(store),
  };
}
