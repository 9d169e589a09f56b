// GetFunction: the settings of a version, and where its archive is for some minutes.
import { codeLocation } from "../code-location.ts";
import type { Operation } from "../context.ts";
import { locate, named } from "../locate.ts";
import { configurationOf } from "../view.ts";

export const getFunction: Operation<"GetFunction"> = async (input, call) => {
  const { store, host } = call.context;
  const located = await locate(store, named(input.FunctionName, call, input.Qualifier));
  const { tags, reservedConcurrency } = located.entry;
  return {
    Configuration: configurationOf(located, host.sealing),
    Code: { RepositoryType: "S3", Location: codeLocation(host, located.version.settings.code) },
    ...(Object.keys(tags).length > 0 && { Tags: { ...tags } }),
    ...(reservedConcurrency !== undefined && { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
  };
};
