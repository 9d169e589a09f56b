// What every S3 Control operation works with, and the type of an operation.
import type * as s3control from "@aws-sdk/client-s3-control";
import type { KeyValue } from "../../engines/keyvalue/keyvalue.ts";
import type { AccessPoints } from "../../kit/access-points.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Paging } from "../../kit/paging.ts";
import type { Peers } from "../../kit/peers.ts";
import type { Principals } from "../../kit/principals.ts";
import type * as kit from "../../kit/service.ts";
import type { Caches } from "./store.ts";

export type Sdk = typeof s3control;

export interface S3ControlContext {
  readonly keyvalue: KeyValue;
  readonly clock: Clock;
  readonly paging: Paging;
  readonly peers: Peers;
  readonly principals: Principals;
  readonly caches: Caches;
  /** For S3. */
  readonly accessPoints: AccessPoints;
}

export type Operation<Name extends kit.OperationName<Sdk>> = kit.Operation<Sdk, Name, S3ControlContext>;
export type S3ControlCall = kit.Call<S3ControlContext>;
