// GetEventSourceMapping: settings and state of a mapping.
import type { Operation } from "../context.ts";
import { mappingNotFound } from "../errors.ts";
import { mappingView } from "../mapping.ts";

export const getEventSourceMapping: Operation<"GetEventSourceMapping"> = async (
  input,
  { account, region, context },
) => {
  const mapping = await context.store.mappings.find({ account, region, uuid: input.UUID });
  if (!mapping) throw mappingNotFound();
  return mappingView(mapping);
};
