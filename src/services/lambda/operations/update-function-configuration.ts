// UpdateFunctionConfiguration: other settings for the unpublished version.
import { update } from "../change-function.ts";
import { checkSignatures } from "../code-signing.ts";
import type { Operation } from "../context.ts";
import { checkRole } from "../execution-role.ts";
import { LATEST } from "../function.ts";
import { layersOf } from "../layers.ts";
import { named } from "../locate.ts";
import { changedSettings } from "../settings.ts";
import { sealVariables } from "../variables.ts";
import { configurationOf } from "../view.ts";

export const updateFunctionConfiguration: Operation<"UpdateFunctionConfiguration"> = async (input, call) => {
  const { store, host } = call.context;
  const { key } = named(input.FunctionName, call);
  const { codeSigningConfigArn } = await store.get(key);
  if (input.Role !== undefined) await checkRole(host, input.Role, key.name);
  const prepared = {
    environment: sealVariables(host.sealing, input.Environment?.Variables),
    ...(input.Layers && { layers: await layersOf(store, input.Layers, call) }),
  };
  await checkSignatures(store, codeSigningConfigArn, { layers: prepared.layers ?? [] });
  const entry = await update(call.context, key, input.RevisionId, (settings) =>
    changedSettings(settings, input, prepared),
  );
  return configurationOf({ entry, qualifier: undefined, number: LATEST, version: entry.latest }, host.sealing);
};
