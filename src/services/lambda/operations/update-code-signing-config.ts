// UpdateCodeSigningConfig: what is given changes; it holds from the next deployment on.
import { ownSigningKey, signingView } from "../code-signing.ts";
import type { Operation } from "../context.ts";
import { codeSigningConfigNotFound } from "../errors.ts";

export const updateCodeSigningConfig: Operation<"UpdateCodeSigningConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const {
    CodeSigningConfigArn: arn,
    Description,
    AllowedPublishers: publishers,
    CodeSigningPolicies: policies,
  } = input;
  const modifiedMs = host.clock.now();
  const config = await store.signing.change(ownSigningKey(arn, call), (row) => ({
    ...row,
    description: Description ?? row.description,
    profileArns: publishers?.SigningProfileVersionArns ?? row.profileArns,
    policy: policies?.UntrustedArtifactOnDeployment ?? row.policy,
    modifiedMs,
  }));
  if (!config) throw codeSigningConfigNotFound(arn);
  return { CodeSigningConfig: signingView(config) };
};
