// What a service is given when it opens: the kit's instruments and the engines' seams.
import type { Logger } from "pino";
import type { AccessPoints } from "../kit/access-points.ts";
import type { ChangeStreams } from "../kit/change-streams.ts";
import type { Clock } from "../kit/clock.ts";
import type { Jobs } from "../kit/jobs.ts";
import type { Metrics } from "../kit/metrics.ts";
import type { Paging } from "../kit/paging.ts";
import type { Peers } from "../kit/peers.ts";
import type { Principals } from "../kit/principals.ts";
import type { Sealing } from "../kit/sealing.ts";
import type { TemporaryCredentials } from "../kit/temporary-credentials.ts";
import type { Blobs } from "./blobs/blobs.ts";
import type { Functions } from "./functions/functions.ts";
import type { KeyValue, Transaction } from "./keyvalue/keyvalue.ts";
import type { Log } from "./log/log.ts";
import type { Sql } from "./sql/sql.ts";

export interface Settings {
  /** S3 encrypts what nobody asked it to, as AWS does. */
  readonly encryptAlways: boolean;
}

export interface ServiceHost {
  readonly clock: Clock;
  readonly paging: Paging;
  readonly logger: Logger;
  readonly jobs: Jobs<Transaction>;
  readonly peers: Peers;
  readonly metrics: Metrics;
  readonly principals: Principals;
  readonly accessPoints: AccessPoints;
  readonly changeStreams: ChangeStreams;
  readonly sealing: Sealing;
  readonly temporaryCredentials: TemporaryCredentials;
  readonly keyvalue: KeyValue;
  /** Of this service alone. */
  readonly blobs: Blobs;
  readonly log: Log;
  /** Loaded at its first use: it costs a fifth of a second. */
  sql(): Promise<Sql>;
  /** Runs code of users; nothing is started before it is needed. */
  functions(): Promise<Functions>;
  /** Where processes on this machine reach the platform: `http://127.0.0.1:4566`. */
  endpoint(): string;
  /** A secret key of that name, made at its first use and kept with mode 0600 in the data folder. */
  secret(name: string, sizeBytes: number): Buffer;
  /** What the user set at the start. */
  readonly settings: Settings;
  /** A folder for scratch files, emptied at every start. */
  readonly temporaryFolder: string;
  /** Aborts when the platform begins to close. */
  readonly closing: AbortSignal;
}
