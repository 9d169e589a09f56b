// PutBucketCors.
import { checkCors } from "../configurations/cors.ts";
import type { Operation } from "../context.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketCors: Operation<"PutBucketCors"> = async (input, { context }) => {
  checkCors(input.CORSConfiguration);
  await putConfiguration(context, input, "cors", input.CORSConfiguration);
  return {};
};
