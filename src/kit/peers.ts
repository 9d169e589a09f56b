// How a service calls another one: in process, through the pipeline from *authorize* on, streams included.
import type * as athena from "@aws-sdk/client-athena";
import type * as logs from "@aws-sdk/client-cloudwatch-logs";
import type * as firehose from "@aws-sdk/client-firehose";
import type * as glue from "@aws-sdk/client-glue";
import type * as iam from "@aws-sdk/client-iam";
import type * as kinesis from "@aws-sdk/client-kinesis";
import type * as kms from "@aws-sdk/client-kms";
import type * as lambda from "@aws-sdk/client-lambda";
import type * as s3 from "@aws-sdk/client-s3";
import type * as sns from "@aws-sdk/client-sns";
import type * as sqs from "@aws-sdk/client-sqs";
import type * as sts from "@aws-sdk/client-sts";
import type { Caller, InputOf, OperationName, OutputOf } from "./service.ts";

/** Services that others call; grows with the callers. */
export interface PeerModules {
  s3: typeof s3;
  kinesis: typeof kinesis;
  glue: typeof glue;
  athena: typeof athena;
  sns: typeof sns;
  sqs: typeof sqs;
  sts: typeof sts;
  iam: typeof iam;
  kms: typeof kms;
  lambda: typeof lambda;
  firehose: typeof firehose;
  "cloudwatch-logs": typeof logs;
}

/** A role that a user passed to a service. Its trust policy must let the service assume it, and its policies allow the call. */
export interface PassedRole {
  readonly roleArn: string;
  /** The service that assumes it, e.g. `firehose.amazonaws.com`. */
  readonly service: string;
  readonly sessionName: string;
}

export interface CallSource {
  readonly arn: string;
  readonly account: string;
}

/** On whose behalf: the account and region addressed, and the caller whose request led to this or the role it passed. */
export interface PeerIdentity {
  readonly account: string;
  readonly region: string;
  readonly principal: Caller | PassedRole;
  /** For which resource a service calls on its own: `aws:SourceArn` and `aws:SourceAccount`. */
  readonly source?: CallSource;
  readonly signal?: AbortSignal;
}

export interface Peers {
  /** Errors: AwsError AccessDenied when the role does not exist or does not trust the service. */
  assume(role: PassedRole): Promise<void>;
  /** Errors: whatever AwsError the operation answers, unchanged; AccessDenied in the called service's code. A blob stream in the output keeps its `localPath`. */
  call<Service extends keyof PeerModules, Name extends OperationName<PeerModules[Service]> & string>(
    service: Service,
    operation: Name,
    input: InputOf<PeerModules[Service], Name>,
    as: PeerIdentity,
  ): Promise<OutputOf<PeerModules[Service], Name>>;
}
