// Other ways to a bucket, and what keeps an account's buckets from the public: what S3 Control knows, as S3 asks for it.
// Decision: the rows are S3 Control's, which alone changes them; S3 reads them through this seam, and S3 Control learns
// whether a bucket is there from S3 through a peer call. Neither imports the other.

/** S3's four switches against public access. */
export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface AccessPoint {
  readonly name: string;
  readonly arn: string;
  /** 12 digits. */
  readonly account: string;
  readonly bucket: string;
  /** Requests come from this VPC only; undefined: from anywhere. */
  readonly vpcId: string | undefined;
  /** JSON, as it was put. */
  readonly policy: string | undefined;
  /** As S3 defines public. */
  readonly isPublic: boolean;
  readonly publicAccessBlock: PublicAccessBlock;
}

/** Reads only. */
export interface AccessPoints {
  find(account: string, region: string, name: string): Promise<AccessPoint | undefined>;
  /** By its alias, which stands where a bucket's name does. */
  byAlias(alias: string): Promise<AccessPoint | undefined>;
  areOn(bucket: string): Promise<boolean>;
  /** Of the whole account; undefined: nothing is blocked by it. */
  publicAccessBlock(account: string): Promise<PublicAccessBlock | undefined>;
}

/** Documented: S3 applies the most restrictive combination. Undefined: nothing is blocked. */
export function strictest(
  one: PublicAccessBlock | undefined,
  other: PublicAccessBlock | undefined,
): PublicAccessBlock | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return {
    BlockPublicAcls: one.BlockPublicAcls || other.BlockPublicAcls,
    IgnorePublicAcls: one.IgnorePublicAcls || other.IgnorePublicAcls,
    BlockPublicPolicy: one.BlockPublicPolicy || other.BlockPublicPolicy,
    RestrictPublicBuckets: one.RestrictPublicBuckets || other.RestrictPublicBuckets,
  };
}
