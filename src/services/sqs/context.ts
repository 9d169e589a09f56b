// What SQS's operations share.
import type * as sqs from "@aws-sdk/client-sqs";
import type { ServiceHost } from "../../engines/host.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Paging } from "../../kit/paging.ts";
import type { Call as KitCall, InputOf, Operation as KitOperation, OperationName } from "../../kit/service.ts";
import { Arrivals } from "./arrivals.ts";
import { SqsStore } from "./store.ts";
import { MessageStore } from "./store/message-store.ts";

export type Sdk = typeof sqs;

export interface SqsContext {
  readonly store: SqsStore;
  readonly messages: MessageStore;
  readonly arrivals: Arrivals;
  readonly clock: Clock;
  readonly paging: Paging;
}

export type Call = KitCall<SqsContext>;
export type Input<Name extends OperationName<Sdk>> = InputOf<Sdk, Name>;
export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, SqsContext>;

export function openSqs(host: ServiceHost): SqsContext {
  const arrivals = new Arrivals();
  const store = new SqsStore(host);
  return {
    store,
    arrivals,
    messages: new MessageStore(host, store, arrivals),
    clock: host.clock,
    paging: host.paging,
  };
}
