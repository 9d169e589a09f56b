// CreateCodeSigningConfig: whose signatures are trusted, and what becomes of code that lacks them.
import { newSigningId, signingView, type SigningConfig } from "../code-signing.ts";
import type { Operation } from "../context.ts";
import { checkTags } from "../tags.ts";

export const createCodeSigningConfig: Operation<"CreateCodeSigningConfig"> = async (input, call) => {
  const { account, region, context } = call;
  const tags = input.Tags ?? {};
  checkTags(tags);
  const config: SigningConfig = {
    key: { account, region, id: newSigningId() },
    description: input.Description,
    profileArns: input.AllowedPublishers.SigningProfileVersionArns,
    // Documented default.
    policy: input.CodeSigningPolicies?.UntrustedArtifactOnDeployment ?? "Warn",
    modifiedMs: context.host.clock.now(),
    tags,
  };
  await context.store.signing.put(config);
  return { CodeSigningConfig: signingView(config) };
};
