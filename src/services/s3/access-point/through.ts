// Operations on what an access point leads to: they are given the bucket that stands behind it.
import type { AccessPoint } from "../../../kit/access-points.ts";
import type { Call } from "../../../kit/service.ts";
import { checkPublic } from "../acl/bucket-rules.ts";
import { type AclInput, requestedGrants, setsAcl } from "../acl/request.ts";
import type { S3Context } from "../context.ts";
import { formatCopySource, parseCopySource } from "../copy-source.ts";
import { accessPointOf, mayBeAccessPoint } from "./address.ts";

type Handler = (input: never, call: Call<never>) => Promise<object>;

interface Named extends AclInput {
  readonly Bucket?: string;
  readonly Key?: string;
  readonly AccessControlPolicy?: object;
  readonly CopySource?: string;
}

/** Takes a name as it is: what it makes is none of an access point's. */
const DIRECT = "CreateBucket";

/** Whether a caller may take that way, and whether an operation has it, its rule has decided before. */
export const throughAccessPoints = <Operations extends object>(operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]: [string, Handler]) => [
      name,
      name === DIRECT ? operation : resolving(name, operation),
    ]),
  ) as Operations;

function resolving(name: string, operation: Handler): Handler {
  return (input: Named, call: Call<S3Context>) => {
    const { Bucket, CopySource } = input;
    if (Bucket === undefined || (!mayBeAccessPoint(Bucket) && CopySource === undefined))
      return operation(input as never, call as never);
    return resolved(name, input, call).then((direct) => operation(direct as never, call as never));
  };
}

async function resolved(name: string, input: Named, call: Call<S3Context>): Promise<Named> {
  const { Bucket, CopySource } = input;
  const point = Bucket === undefined ? undefined : await behind(Bucket, call);
  if (point !== undefined) checkAcl(name, input, point, call);
  const into = point?.bucket;
  if (CopySource === undefined) return { ...input, ...(into !== undefined && { Bucket: into }) };
  const source = parseCopySource(CopySource);
  const from = (await behind(source.bucket, call))?.bucket;
  return {
    ...input,
    ...(into !== undefined && { Bucket: into }),
    ...(from !== undefined && { CopySource: formatCopySource({ ...source, bucket: from }) }),
  };
}

/** Documented: what keeps public ACLs out may be the access point, too. Errors: AccessDenied, those of the ACL. */
function checkAcl(name: string, input: Named, point: AccessPoint, call: Call<S3Context>): void {
  if (!setsAcl(input) && input.AccessControlPolicy === undefined) return;
  const { bucket, account, publicAccessBlock } = point;
  const action = name === "PutObjectAcl" ? "s3:PutObjectAcl" : "s3:PutObject";
  const at = { action, path: input.Key ?? "" };
  checkPublic(requestedGrants(input, account), { name: bucket, publicAccessBlock }, call, at);
}

/** The access point of that name; undefined when it is a bucket's. */
const behind = async (name: string, call: Call<S3Context>): Promise<AccessPoint | undefined> =>
  mayBeAccessPoint(name) ? accessPointOf(name, call) : undefined;
