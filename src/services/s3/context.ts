// What every S3 operation works with, and the type of an operation.
import type * as s3 from "@aws-sdk/client-s3";
import type { Blobs } from "../../engines/blobs/blobs.ts";
import type { KeyValue, Transaction } from "../../engines/keyvalue/keyvalue.ts";
import type { AccessPoints } from "../../kit/access-points.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Jobs } from "../../kit/jobs.ts";
import type { Paging } from "../../kit/paging.ts";
import type { Peers } from "../../kit/peers.ts";
import type { Principals } from "../../kit/principals.ts";
import type { RowCache } from "../../kit/row-cache.ts";
import type * as kit from "../../kit/service.ts";
import type { TemporaryCredentials } from "../../kit/temporary-credentials.ts";
import type { BucketKeys } from "./encryption/bucket-keys.ts";
import type { RootKeys } from "./encryption/root-keys.ts";
import type { Sql } from "../../engines/sql/sql.ts";
import type { Analyses } from "./analytics/analyses.ts";
import type { AccessLogs } from "./logging/access-logs.ts";
import type { Ledger } from "./ledger/ledger.ts";
import type { PartWriters } from "./multipart/part-writers.ts";
import type { BucketAccess } from "./store/bucket-access.ts";

export type Sdk = typeof s3;

export interface S3Context {
  readonly keyvalue: KeyValue;
  readonly blobs: Blobs;
  readonly partWriters: PartWriters;
  readonly clock: Clock;
  readonly paging: Paging;
  readonly principals: Principals;
  readonly accessPoints: AccessPoints;
  readonly temporaryCredentials: TemporaryCredentials;
  readonly rootKeys: RootKeys;
  readonly bucketKeys: BucketKeys;
  /** By bucket. */
  readonly bucketAccess: RowCache<BucketAccess>;
  readonly ledger: Ledger;
  readonly accessLogs: AccessLogs;
  readonly analyses: Analyses;
  readonly jobs: Jobs<Transaction>;
  readonly peers: Peers;
  /** What nobody asked to encrypt is encrypted under S3's own keys. */
  readonly encryptAlways: boolean;
  readonly sql: () => Promise<Sql>;
  /** For scratch files, emptied at every start. */
  readonly temporaryFolder: string;
}

export type Operation<Name extends kit.OperationName<Sdk>> = kit.Operation<Sdk, Name, S3Context>;
export type Input<Name extends kit.OperationName<Sdk>> = kit.InputOf<Sdk, Name>;
export type S3Call = kit.Call<S3Context>;
