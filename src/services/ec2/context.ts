// What every EC2 operation works with, and the type of an operation.
import type * as ec2 from "@aws-sdk/client-ec2";
import type { KeyValue } from "../../engines/keyvalue/keyvalue.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Paging } from "../../kit/paging.ts";
import type * as kit from "../../kit/service.ts";
import type { VpcEndpoints } from "../../kit/vpc-endpoints.ts";

export type Sdk = typeof ec2;

export interface Ec2Context {
  readonly keyvalue: KeyValue;
  readonly clock: Clock;
  readonly paging: Paging;
  /** For the gateway. */
  readonly vpcEndpoints: VpcEndpoints;
}

export type Operation<Name extends kit.OperationName<Sdk>> = kit.Operation<Sdk, Name, Ec2Context>;
export type Ec2Call = kit.Call<Ec2Context>;
