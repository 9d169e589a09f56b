// Configurations of which a bucket has several: their ids, and pages of them.
import type { S3Context } from "../context.ts";
import { idMismatch, invalidConfigurationId } from "./errors.ts";
import { invalidArgument } from "../errors.ts";
import { LIST_CONFIGURATIONS_MAX } from "../limits.ts";
import type { BucketAddress } from "../store/buckets.ts";
import type { Configurations } from "../store/configuration-rows.ts";
import { listConfigurations, type ListedKind } from "../store/configurations.ts";

const ID = /^[\w.-]{1,64}$/;

/** Errors: IdMismatch (recorded), InvalidConfigurationId (documented). */
export function checkId(id: string, documentId: string | undefined): void {
  if (id !== documentId) throw idMismatch();
  if (!ID.test(id)) throw invalidConfigurationId();
}

interface Page<Document> {
  readonly documents: Document[];
  readonly paging: {
    readonly IsTruncated: boolean;
    readonly ContinuationToken: string | undefined;
    readonly NextContinuationToken: string | undefined;
  };
}

/** Errors: NoSuchBucket, InvalidArgument for a token of another listing. */
export async function configurationPage<Kind extends ListedKind>(
  context: S3Context,
  input: BucketAddress & { readonly ContinuationToken?: string | undefined },
  kind: Kind,
): Promise<Page<Configurations[Kind]>> {
  const listing = `s3.configurations/${kind}/${input.Bucket}`;
  const { ContinuationToken: token } = input;
  const after = token === undefined ? "" : context.paging.open<string>(listing, token);
  if (after === undefined) throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  const found = await listConfigurations(context, input, kind, after, LIST_CONFIGURATIONS_MAX + 1);
  const documents = found.slice(0, LIST_CONFIGURATIONS_MAX);
  const IsTruncated = found.length > documents.length;
  const last = documents.at(-1)?.Id ?? "";
  const NextContinuationToken = IsTruncated ? context.paging.seal(listing, last) : undefined;
  return { documents, paging: { IsTruncated, ContinuationToken: token, NextContinuationToken } };
}
