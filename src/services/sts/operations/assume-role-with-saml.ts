// AssumeRoleWithSAML: a role's session for somebody whom a SAML provider vouches for.
import type { Operation } from "../context.ts";
import { openRoleSession } from "../role-session.ts";
import { roleOf } from "../role.ts";
import { samlIdentityOf } from "../saml/saml-identity.ts";

export const assumeRoleWithSaml: Operation<"AssumeRoleWithSAML"> = async (input, { context }) => {
  const identity = await samlIdentityOf(input, context);
  const { providerArn, assertion, nameQualifier, sessionName, tags, sourceIdentity, keys } = identity;
  const role = await roleOf(input.RoleArn, "AssumeRoleWithSAML", context);
  const session = await openRoleSession(context, role, input, {
    sessionName,
    tags,
    sourceIdentity,
    // Documented: whichever is shorter.
    endMs: assertion.sessionEndMs,
    vouched: { federatedProvider: providerArn, context: keys },
  });
  return {
    ...session,
    Subject: assertion.subject,
    SubjectType: assertion.subjectType,
    Issuer: assertion.issuer,
    Audience: assertion.recipient,
    NameQualifier: nameQualifier,
  };
};
