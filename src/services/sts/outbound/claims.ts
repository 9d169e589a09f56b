// What a token for services elsewhere says of the principal. Documented in "Understanding token claims".
import type { JWTPayload } from "jose";
import type { Caller } from "../../../kit/service.ts";

export interface Asserted {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly caller: Caller;
  readonly region: string;
  /** Of the user or role in IAM. */
  readonly principalTags: Readonly<Record<string, string>>;
  readonly requestTags: Readonly<Record<string, string>>;
  readonly tokenId: string;
  /** Epoch seconds. */
  readonly issued: number;
  readonly expires: number;
}

/** A session speaks for its role; a session's tags win over the role's. */
export function claimsOf(asserted: Asserted): JWTPayload {
  const { issuer, audience, caller, region, requestTags, tokenId, issued, expires } = asserted;
  const principalTags = { ...asserted.principalTags, ...caller.session?.tags };
  const [first = "", ...others] = audience;
  return {
    iss: issuer,
    aud: others.length === 0 ? first : [...audience],
    sub: subjectOf(caller),
    iat: issued,
    exp: expires,
    jti: tokenId,
    "https://sts.amazonaws.com/": {
      aws_account: caller.account,
      source_region: region,
      ...(Object.keys(principalTags).length > 0 && { principal_tags: principalTags }),
      ...(Object.keys(requestTags).length > 0 && { request_tags: requestTags }),
    },
  };
}

export const subjectOf = ({ arn, session }: Caller): string => session?.issuerArn ?? arn;
