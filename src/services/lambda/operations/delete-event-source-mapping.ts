// DeleteEventSourceMapping: reading ends; Deleting first, a timer removes it with its checkpoints.
import type { Operation } from "../context.ts";
import { mappingNotFound } from "../errors.ts";
import { mappingView } from "../mapping.ts";
import { mappingSettling } from "../mappings.ts";

export const deleteEventSourceMapping: Operation<"DeleteEventSourceMapping"> = async (input, call) => {
  const { store, host, mappings } = call.context;
  const key = { account: call.account, region: call.region, uuid: input.UUID };
  const timer = mappingSettling(key, host.clock.now());
  const deleting = await store.mappings.change(key, (row) => ({ ...row, state: "Deleting" }), timer);
  if (!deleting) throw mappingNotFound();
  void mappings.stop(key);
  return mappingView(deleting);
};
