// GetBucketIntelligentTieringConfiguration.
import type { Operation } from "../context.ts";
import { noSuchConfiguration } from "../configurations/errors.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketIntelligentTieringConfiguration: Operation<"GetBucketIntelligentTieringConfiguration"> = async (
  input,
  { context },
) => {
  const { document } = await findConfiguration(context.keyvalue, input, "tiering", input.Id);
  if (document === undefined) throw noSuchConfiguration();
  return { IntelligentTieringConfiguration: document };
};
