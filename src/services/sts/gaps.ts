// What STS does not have yet, and what it does otherwise than AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

export const gaps: Gaps<Sdk> = {
  AssumeRoot: "AssumeRoot comes with Organizations: Forebay has no member accounts.",
  GetDelegatedAccessToken:
    "GetDelegatedAccessToken trades in tokens of AWS partner products, which Forebay does not have.",
};

export const differences: readonly string[] = [
  "AssumeRole: the root user may assume roles whose trust policy lets it, which AWS forbids, because test/test is the root user.",
  "AssumeRole: ProvidedContexts (IAM Identity Center) are answered 501.",
  "AssumeRoleWithWebIdentity: OAuth access tokens (ProviderId) and AWS's built-in providers (Google, Facebook, Amazon, Cognito) are not there; register an OpenID Connect provider in IAM.",
  "AssumeRoleWithWebIdentity: an issuer on this machine (localhost, 127.0.0.1) may speak plain HTTP and have a port.",
  "AssumeRoleWithWebIdentity: the keys of an issuer are kept for an hour; a token with an unknown key makes them be fetched again, at most every ten seconds.",
  "AssumeRoleWithSAML: encrypted assertions are answered 501, and signatures with SHA-1 are refused.",
  "AssumeRoleWithWebIdentity and AssumeRoleWithSAML: tokens and assertions expire on the platform's clock, which may have been moved.",
  "GetWebIdentityToken: the issuer is the platform itself, and its keys stay the same.",
  "Session policies: PackedPolicySize counts the characters of policies, ARNs and tags; AWS's packed form is not public.",
];
