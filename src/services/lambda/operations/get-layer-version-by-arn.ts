// GetLayerVersionByArn: GetLayerVersion by the version's ARN.
import type { Operation } from "../context.ts";
import { notFound } from "../errors.ts";
import { parseLayerVersion } from "../layers.ts";
import { described } from "./get-layer-version.ts";

export const getLayerVersionByArn: Operation<"GetLayerVersionByArn"> = async ({ Arn }, { context }) => {
  const parsed = parseLayerVersion(Arn);
  if (!parsed) throw notFound("The resource you requested does not exist.");
  return described(context, parsed.key, parsed.version);
};
