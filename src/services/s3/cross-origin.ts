// The CORS rules of the bucket that a path names, as the gateway asks for them.
import type { CrossOrigin } from "../../kit/cross-origin.ts";
import { corsHeaders, matchingRule } from "./configurations/cors.ts";
import type { S3Context } from "./context.ts";
import { configurationOf } from "./store/configuration-rows.ts";
import { BUCKET_NAME_LENGTH_MAX } from "./limits.ts";

export const crossOrigin: CrossOrigin<S3Context> = async (request, context) => {
  const [, bucket = "", key = ""] = request.path.split("/", 3);
  if (bucket === "" || bucket.length > BUCKET_NAME_LENGTH_MAX) return undefined;
  const rules = await configurationOf(context.keyvalue, bucket, "cors");
  if (rules === undefined) return undefined;
  const rule = matchingRule(rules, request);
  const headers = rule && corsHeaders(rule, request);
  return { headers, resourceType: key === "" ? "BUCKET" : "OBJECT" };
};
