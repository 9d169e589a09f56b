// How a service calls another one: in process, through the pipeline from *authorize* on, streams included.
import type { InputOf, OperationName, OutputOf } from "./service.ts";

/** Services that others call; grows with the callers. */
export interface PeerModules {
  s3: typeof import("@aws-sdk/client-s3");
  kinesis: typeof import("@aws-sdk/client-kinesis");
  glue: typeof import("@aws-sdk/client-glue");
  athena: typeof import("@aws-sdk/client-athena");
  sts: typeof import("@aws-sdk/client-sts");
}

/** On whose behalf: the account and region addressed, and the role the user passed (or the caller's own ARN). */
export interface PeerIdentity {
  readonly account: string;
  readonly region: string;
  readonly roleArn: string | undefined;
  readonly signal?: AbortSignal;
}

export interface Peers {
  /** Errors: whatever AwsError the operation answers, unchanged. A blob stream in the output keeps its `localPath`. */
  call<Service extends keyof PeerModules, Name extends OperationName<PeerModules[Service]> & string>(
    service: Service,
    operation: Name,
    input: InputOf<PeerModules[Service], Name>,
    as: PeerIdentity,
  ): Promise<OutputOf<PeerModules[Service], Name>>;
}
