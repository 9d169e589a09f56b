// AssumeRoleWithWebIdentity: a role's session for somebody whom an OpenID Connect provider vouches for.
import type { Operation } from "../context.ts";
import { openRoleSession } from "../role-session.ts";
import { roleOf } from "../role.ts";
import { webIdentityOf } from "../web-identity/web-identity.ts";

export const assumeRoleWithWebIdentity: Operation<"AssumeRoleWithWebIdentity"> = async (input, { context }) => {
  const { providerArn, subject, audience, tags, sourceIdentity, keys } = await webIdentityOf(input, context);
  const role = await roleOf(input.RoleArn, "AssumeRoleWithWebIdentity", context);
  const session = await openRoleSession(context, role, input, {
    sessionName: input.RoleSessionName,
    tags,
    sourceIdentity,
    vouched: { federatedProvider: providerArn, context: keys },
  });
  return { ...session, SubjectFromWebIdentityToken: subject, Audience: audience, Provider: providerArn };
};
