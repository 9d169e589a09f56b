// GetCodeSigningConfig: one configuration.
import { ownSigningConfig, signingView } from "../code-signing.ts";
import type { Operation } from "../context.ts";

export const getCodeSigningConfig: Operation<"GetCodeSigningConfig"> = async (input, call) => ({
  CodeSigningConfig: signingView(await ownSigningConfig(call.context.store, input.CodeSigningConfigArn, call)),
});
