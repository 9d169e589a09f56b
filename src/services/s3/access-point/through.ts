// Operations on what an access point leads to: they are given the bucket that stands behind it.
import type { Call } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { formatCopySource, parseCopySource } from "../copy-source.ts";
import { accessPointOf, mayBeAccessPoint } from "./address.ts";

type Handler = (input: never, call: Call<never>) => Promise<object>;

interface Named {
  readonly Bucket?: string;
  readonly CopySource?: string;
}

/** Whether a caller may take that way, and whether an operation has it, its rule has decided before. */
export const throughAccessPoints = <Operations extends object>(operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]: [string, Handler]) => [name, resolving(operation)]),
  ) as Operations;

function resolving(operation: Handler): Handler {
  return (input: Named, call: Call<S3Context>) => {
    const { Bucket, CopySource } = input;
    if (Bucket === undefined || (!mayBeAccessPoint(Bucket) && CopySource === undefined))
      return operation(input as never, call as never);
    return resolved(input, call).then((direct) => operation(direct as never, call as never));
  };
}

async function resolved(input: Named, call: Call<S3Context>): Promise<Named> {
  const { Bucket, CopySource } = input;
  const into = Bucket === undefined ? undefined : await behind(Bucket, call);
  if (CopySource === undefined) return { ...input, ...(into !== undefined && { Bucket: into }) };
  const source = parseCopySource(CopySource);
  const from = await behind(source.bucket, call);
  return {
    ...input,
    ...(into !== undefined && { Bucket: into }),
    ...(from !== undefined && { CopySource: formatCopySource({ ...source, bucket: from }) }),
  };
}

/** The bucket behind an access point; undefined when the name is a bucket's. */
const behind = async (name: string, call: Call<S3Context>): Promise<string | undefined> =>
  mayBeAccessPoint(name) ? (await accessPointOf(name, call))?.bucket : undefined;
