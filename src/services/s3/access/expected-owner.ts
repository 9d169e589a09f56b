// Whose bucket a request says that it expects: asked of every operation before anything else is. Documented.
import type { AccessTable } from "../../../kit/access.ts";
import type { S3Context, Sdk } from "../context.ts";
import { parseCopySource } from "../copy-source.ts";
import { accessDenied, invalidBucketOwner } from "../errors.ts";
import { reached, type S3Call } from "./needs.ts";

interface Expecting {
  readonly Bucket?: string;
  readonly ExpectedBucketOwner?: string | undefined;
  readonly CopySource?: string;
  readonly ExpectedSourceBucketOwner?: string | undefined;
}

type Rule = (input: never, call: S3Call) => unknown;

/** The rules, behind a check of whose the buckets are. */
export const withExpectedOwners = (table: AccessTable<Sdk, S3Context>): AccessTable<Sdk, S3Context> =>
  Object.fromEntries(
    (Object.entries(table) as [string, Rule][]).map(([name, rule]): [string, Rule] => [
      name,
      (input: Expecting, call) =>
        input.ExpectedBucketOwner === undefined && input.ExpectedSourceBucketOwner === undefined
          ? rule(input as never, call)
          : checkOwners(input, call).then(() => rule(input as never, call)),
    ]),
  );

async function checkOwners(input: Expecting, call: S3Call): Promise<void> {
  const { Bucket, ExpectedBucketOwner, CopySource, ExpectedSourceBucketOwner } = input;
  if (Bucket !== undefined) await checkOwner(Bucket, ExpectedBucketOwner, call);
  if (CopySource !== undefined) await checkOwner(parseCopySource(CopySource).bucket, ExpectedSourceBucketOwner, call);
}

/** Errors: InvalidBucketOwnerAWSAccountID, NoSuchBucket, AccessDenied. */
async function checkOwner(name: string, expected: string | undefined, call: S3Call): Promise<void> {
  if (expected === undefined) return;
  if (!/^\d{12}$/.test(expected)) throw invalidBucketOwner(expected);
  if ((await reached(name, call)).bucket.account !== expected) throw accessDenied();
}
