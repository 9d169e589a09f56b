// UpdateEventSourceMapping: other settings, another function, on or off. Reading goes on where it was.
import type { Operation } from "../context.ts";
import { mappingNotFound } from "../errors.ts";
import { locate, named } from "../locate.ts";
import { checkOnFailure } from "../mapping-check.ts";
import { mappingSettings, mappingView } from "../mapping.ts";
import { mappingSettling } from "../mappings.ts";

export const updateEventSourceMapping: Operation<"UpdateEventSourceMapping"> = async (input, call) => {
  const { store, host } = call.context;
  const { account, region } = call;
  const key = { account, region, uuid: input.UUID };
  const before = await store.mappings.find(key);
  if (!before) throw mappingNotFound();
  const target = input.FunctionName === undefined ? undefined : named(input.FunctionName, call);
  const entry = target ? (await locate(store, target)).entry : await store.find(before.function);
  const settings = mappingSettings(input, before.sourceArn, before.settings);
  if (entry && input.DestinationConfig && settings.onFailure !== undefined)
    await checkOnFailure(host, entry, settings.onFailure);
  const nowMs = host.clock.now();
  const isOff = before.state === "Disabled" || before.state === "Disabling";
  const enabled = input.Enabled ?? !isOff;
  const changed = await store.mappings.change(
    key,
    (row) => ({
      ...row,
      settings,
      ...(target && { function: target.key, qualifier: target.qualifier }),
      state: enabled ? (isOff ? "Enabling" : "Updating") : "Disabling",
      modifiedMs: nowMs,
    }),
    mappingSettling(key, nowMs),
  );
  if (!changed) throw mappingNotFound();
  return mappingView(changed);
};
