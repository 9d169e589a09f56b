// Gateway VPC endpoints: what EC2 knows of them, as the gateway asks for it.

export interface VpcEndpoint {
  /** `vpce-...`. */
  readonly id: string;
  readonly vpcId: string;
  readonly region: string;
  /** What it leads to, as hosts name it: `s3`, `dynamodb`. */
  readonly service: string;
  /** JSON. */
  readonly policy: string;
}

/** Reads only. */
export interface VpcEndpoints {
  find(id: string): Promise<VpcEndpoint | undefined>;
}
