// On whose behalf Athena calls S3 and Glue: the caller's own.
import type { PeerIdentity } from "../../kit/peers.ts";
import type { Call } from "../../kit/service.ts";

export const peerIdentity = ({
  account,
  region,
  caller,
  signal,
}: Pick<Call<unknown>, "account" | "region" | "caller" | "signal">): PeerIdentity => ({
  account,
  region,
  principal: caller,
  signal,
});
