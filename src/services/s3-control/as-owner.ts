// Looks into S3 that are S3 Control's own: made as the bucket's account would make them.
import type { PeerIdentity } from "../../kit/peers.ts";

export const asOwner = (account: string, region: string): PeerIdentity => ({
  account,
  region,
  principal: {
    kind: "root",
    account,
    arn: `arn:aws:iam::${account}:root`,
    userId: account,
    accessKeyId: undefined,
  },
});
