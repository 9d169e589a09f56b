// What STS does not have yet, and what it does otherwise than AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

export const gaps: Gaps<Sdk> = {
  AssumeRoleWithSAML: "AssumeRoleWithSAML comes with IAM's SAML providers: without them no assertion can be trusted.",
  AssumeRoleWithWebIdentity:
    "AssumeRoleWithWebIdentity comes with IAM's OpenID Connect providers: without them no token can be trusted.",
  AssumeRoot: "AssumeRoot comes with Organizations: Forebay has no member accounts.",
  GetDelegatedAccessToken:
    "GetDelegatedAccessToken trades in tokens of AWS partner products, which Forebay does not have.",
  GetWebIdentityToken: "GetWebIdentityToken comes with IAM's outbound identity federation.",
};

export const differences: readonly string[] = [
  "AssumeRole: the role need not exist and its trust policy is not consulted until IAM is there; its unique id is derived from its ARN.",
  "AssumeRole: the root user may assume roles, which AWS forbids, because test/test is the root user.",
  "AssumeRole and GetFederationToken: session policies and tags are checked for their form, but do not restrict the session until IAM is there.",
  "AssumeRole and GetSessionToken: no MFA device exists, so every token code is refused.",
  "DecodeAuthorizationMessage: no service issues encoded messages until IAM is there, so every message is invalid.",
];
