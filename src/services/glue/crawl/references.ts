// What a crawler's definition names must be there: its role, its buckets and its classifiers.
import { AwsError } from "../../../kit/errors.ts";
import type { Call } from "../../../kit/service.ts";
import type { GlueContext } from "../context.ts";
import { bucketNotFound, classifierNotFound, roleNotAssumable } from "../errors.ts";
import type { CrawlerInput } from "../store/inputs.ts";
import { classifiers, within } from "../store/tables.ts";
import { crawlerRole } from "./crawler-role.ts";
import { parseIncludePath } from "./source.ts";

/** Errors: InvalidInputException for a role or bucket that is not there (recorded), EntityNotFoundException for a classifier. */
export async function requireReferences(call: Call<GlueContext>, input: CrawlerInput): Promise<void> {
  await requireRole(call, input.Role);
  for (const name of input.Classifiers ?? []) {
    if (!(await classifiers.get(call.context.keyvalue, within(call, name)))) throw classifierNotFound(name);
  }
  const buckets = new Set(input.Targets.S3Targets?.map(({ Path }) => parseIncludePath(Path)?.bucket));
  for (const bucket of buckets) if (bucket !== undefined) await requireBucket(call, bucket);
}

async function requireRole({ account, context }: Call<GlueContext>, role: string): Promise<void> {
  try {
    await context.peers.assume(crawlerRole(role, account));
  } catch (error) {
    throw error instanceof AwsError ? roleNotAssumable() : error;
  }
}

/** A bucket that is there but not open to the caller is the crawler's role's business. */
async function requireBucket(call: Call<GlueContext>, bucket: string): Promise<void> {
  const { account, region, caller, signal } = call;
  try {
    const as = { account, region, principal: caller, signal };
    await call.context.peers.call("s3", "HeadBucket", { Bucket: bucket }, as);
  } catch (error) {
    if (error instanceof AwsError && ["NotFound", "NoSuchBucket"].includes(error.code)) throw bucketNotFound(bucket);
    if (!(error instanceof AwsError)) throw error;
  }
}
