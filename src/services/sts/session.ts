// Issues a session's credentials, as STS answers them.
import type { Credentials } from "@aws-sdk/client-sts";
import type { Session } from "../../kit/temporary-credentials.ts";
import type { StsContext } from "./context.ts";
import { packedPolicyTooLarge } from "./errors.ts";
import { SESSION_TOKEN_SIZE_MAX_BYTES } from "./limits.ts";

const SECOND_MS = 1000;

export interface Lifetime {
  readonly durationSeconds: number;
  /** When it ends in any case; virtual epoch ms. */
  readonly endMs?: number | undefined;
  /** MinimumSessionTokenSize. */
  readonly tokenSizeMinBytes?: number | undefined;
}

export interface Issued {
  readonly Credentials: Credentials;
  readonly SessionTokenSize: number;
  readonly SessionTokenUtilization: number;
}

/** The expiry is on the virtual clock, in whole seconds as AWS gives it. Errors: PackedPolicyTooLarge. */
export function issue(
  { clock, temporaryCredentials }: StsContext,
  session: Omit<Session, "expiresMs">,
  { durationSeconds, endMs = Infinity, tokenSizeMinBytes = 0 }: Lifetime,
): Issued {
  const fullMs = (Math.floor(clock.now() / SECOND_MS) + durationSeconds) * SECOND_MS;
  const expiresMs = Math.min(fullMs, Math.floor(endMs / SECOND_MS) * SECOND_MS);
  const issued = temporaryCredentials.issue({ ...session, expiresMs }, tokenSizeMinBytes);
  const { accessKeyId, secretAccessKey, sessionToken } = issued;
  const utilization = Math.ceil((sessionToken.length / SESSION_TOKEN_SIZE_MAX_BYTES) * 100);
  if (utilization > 100) throw packedPolicyTooLarge(utilization);
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(expiresMs),
    },
    SessionTokenSize: sessionToken.length,
    SessionTokenUtilization: utilization,
  };
}
