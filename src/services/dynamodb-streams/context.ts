// What the operations of DynamoDB Streams share.
import type * as streams from "@aws-sdk/client-dynamodb-streams";
import type { ServiceHost } from "../../engines/host.ts";
import type { ChangeStreams } from "../../kit/change-streams.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Paging } from "../../kit/paging.ts";
import type { Call as KitCall, Operation as KitOperation, OperationName } from "../../kit/service.ts";

export type Sdk = typeof streams;

export interface StreamsContext {
  readonly changeStreams: ChangeStreams;
  readonly clock: Clock;
  readonly paging: Paging;
}

export type Call = KitCall<StreamsContext>;
export type Operation<Name extends OperationName<Sdk>> = KitOperation<Sdk, Name, StreamsContext>;

export const openStreams = ({ changeStreams, clock, paging }: ServiceHost): StreamsContext => ({
  changeStreams,
  clock,
  paging,
});
