// Issues a session's credentials, as STS answers them.
import type { Credentials } from "@aws-sdk/client-sts";
import type { Session } from "../../kit/temporary-credentials.ts";
import type { StsContext } from "./context.ts";

const SECOND_MS = 1000;

/** The expiry is on the virtual clock, in whole seconds as AWS gives it. */
export function issue(
  { clock, temporaryCredentials }: StsContext,
  session: Omit<Session, "expiresMs">,
  durationSeconds: number,
): Credentials {
  const expiresMs = (Math.floor(clock.now() / SECOND_MS) + durationSeconds) * SECOND_MS;
  const { accessKeyId, secretAccessKey, sessionToken } = temporaryCredentials.issue({ ...session, expiresMs });
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(expiresMs),
  };
}
