// The four switches as requests have them: what is not named is off. Recorded.
import type { PublicAccessBlock } from "../../kit/access-points.ts";

type Switches = { readonly [Name in keyof PublicAccessBlock]?: boolean | undefined };

export const blockOf = (switches: Switches): PublicAccessBlock => ({
  BlockPublicAcls: switches.BlockPublicAcls === true,
  IgnorePublicAcls: switches.IgnorePublicAcls === true,
  BlockPublicPolicy: switches.BlockPublicPolicy === true,
  RestrictPublicBuckets: switches.RestrictPublicBuckets === true,
});

/** Recorded: what access points have that are told nothing. */
export const ALL_BLOCKED: PublicAccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
