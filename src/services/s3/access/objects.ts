// What objects, their tags and their copies need.
import type { AccessNeed, AccessTable } from "../../../kit/access.ts";
import type { S3Context, Sdk } from "../context.ts";
import { copiesAnnotations } from "../annotations/copy.ts";
import { parseCopySource } from "../copy-source.ts";
import { isDelivery } from "../delivery.ts";
import { sessionNeed } from "../directory/access.ts";
import { isDirectoryBucket } from "../directory/bucket-name.ts";
import { notDirectoryBucket } from "../directory/errors.ts";
import { isReplicating, replicated, type ReplicatedObject } from "../replication/replica.ts";
import { checkTags } from "../tagging.ts";
import {
  existingObject,
  inVersion,
  type ObjectName,
  ofVersion,
  onExisting,
  onObject,
  type S3Call,
  toldMissing,
} from "./needs.ts";
import { furtherWrites, grantsContext, type ObjectWrite, requestObjectTags, writeFacts } from "./write-context.ts";

/** Reads of an object, which say whether it is there. */
const read =
  (...actions: readonly string[]) =>
  async (name: ObjectName, call: S3Call): Promise<AccessNeed[]> => {
    const object = await existingObject(name, call);
    return [...onExisting(actions, object, call), ...toldMissing(object, call)];
  };

const onTags =
  (action: string) =>
  async (name: ObjectName, call: S3Call): Promise<AccessNeed[]> =>
    onExisting([action], await existingObject(name, call), call);

/** PutObject and what its headers add, each with the same facts. */
export async function write(
  input: ObjectName & ObjectWrite,
  call: S3Call,
  creation: boolean,
): Promise<readonly AccessNeed[]> {
  if (isDirectoryBucket(input.Bucket)) return sessionNeed("ReadWrite", input.Bucket, call);
  return onObject(["PutObject", ...furtherWrites(input)], input, call, writeFacts(input, call, creation));
}

interface Copied {
  readonly tags: boolean;
  readonly annotations: boolean;
}

interface SourceAccess {
  readonly needs: readonly AccessNeed[];
  /** What the copy needs of its destination besides. */
  readonly further: readonly string[];
}

/** What a copy needs of its source. Documented in CopyObject: its tags and annotations too, when it has some and they are copied. */
export async function readSource(header: string, call: S3Call, copied: Copied): Promise<SourceAccess> {
  const { bucket: Bucket, key: Key, versionId: VersionId } = parseCopySource(header);
  if (isDirectoryBucket(Bucket)) return { needs: await sessionNeed("ReadOnly", Bucket, call), further: [] };
  const name = { Bucket, Key, VersionId };
  const source = await existingObject(name, call);
  const tags = copied.tags && (source.object?.tags.length ?? 0) > 0;
  const annotations = copied.annotations && source.object?.annotated === true;
  const needs = [
    ...onExisting(tags ? ["GetObject", "GetObjectTagging"] : ["GetObject"], source, call),
    ...toldMissing(source, call),
    ...(annotations ? await onObject(["GetObjectAnnotation"], name, call, () => inVersion(VersionId)) : []),
  ];
  return { needs, further: [...(tags ? ["PutObjectTagging"] : []), ...(annotations ? ["PutObjectAnnotation"] : [])] };
}

const readAlone = read("GetObject");

/** Of a version, `GetObjectVersionForReplication`. */
const readObject = (name: ObjectName, call: S3Call): Promise<AccessNeed[]> =>
  isReplicating(name) ? onTags("GetObjectForReplication")(name, call) : readAlone(name, call);

/** What S3 itself writes needs no right to give it to the bucket's owner. */
function writeOrDelivery(
  input: ObjectName & ObjectWrite & { readonly Body?: unknown },
  call: S3Call,
): Promise<readonly AccessNeed[]> {
  if (!isDelivery(input.Body)) return write(input, call, true);
  return onObject(["PutObject"], input, call, writeFacts(input, call, true));
}

const replicaActions = ({ Tagging }: ObjectWrite, { overridesOwner }: ReplicatedObject): string[] => [
  "ReplicateObject",
  ...(Tagging === undefined ? [] : ["ReplicateTags"]),
  ...(overridesOwner ? ["ObjectOwnerOverrideToBucketOwner"] : []),
];

interface Deletion {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

/** S3 decides on each key of DeleteObjects by itself, and answers AccessDenied for some and not for others. */
async function deletions(
  Bucket: string,
  objects: readonly Deletion[],
  bypass: boolean,
  call: S3Call,
): Promise<AccessNeed[]> {
  const needs = await Promise.all(
    objects.map(async ({ Key = "", VersionId }, item) => {
      const each = await onObject(deletion(VersionId, bypass), { Bucket, Key }, call, () => inVersion(VersionId));
      return each.map((need) => ({ ...need, item }));
    }),
  );
  return needs.flat();
}

const deletion = (versionId: string | undefined, bypass: boolean): string[] => [
  ofVersion("DeleteObject", versionId),
  ...(bypass ? ["BypassGovernanceRetention"] : []),
];

export const objectAccess: AccessTable<Sdk, S3Context> = {
  CopyObject: async (input, call) => {
    const copied = { tags: input.TaggingDirective !== "REPLACE", annotations: copiesAnnotations(input) };
    const { needs, further } = await readSource(input.CopySource, call, copied);
    if (isDirectoryBucket(input.Bucket)) return [...needs, ...(await sessionNeed("ReadWrite", input.Bucket, call))];
    const { bucket, key } = parseCopySource(input.CopySource);
    const written = writeFacts(input, call, true);
    const facts = () => ({
      ...written(),
      "s3:x-amz-copy-source": `${bucket}/${key}`,
      "s3:x-amz-metadata-directive": input.MetadataDirective,
    });
    const actions = new Set(["PutObject", ...furtherWrites(input), ...further]);
    return [...needs, ...(await onObject([...actions], input, call, facts))];
  },
  DeleteObject: (input, call) => {
    if (isReplicating(input)) return onObject(["ReplicateDelete"], input, call);
    const { VersionId, IfMatch, BypassGovernanceRetention: bypass } = input;
    const facts = () => ({ ...inVersion(VersionId), "s3:if-match": IfMatch });
    return onObject(deletion(VersionId, bypass === true), input, call, facts);
  },
  DeleteObjectTagging: onTags("DeleteObjectTagging"),
  DeleteObjects: ({ Bucket, Delete, BypassGovernanceRetention: bypass }, call) =>
    deletions(Bucket, Delete?.Objects ?? [], bypass === true, call),
  GetObject: (input, call) => readObject(input, call),
  // Documented: both, and with a version both of the version.
  GetObjectAttributes: read("GetObject", "GetObjectAttributes"),
  GetObjectAcl: read("GetObjectAcl"),
  GetObjectTagging: onTags("GetObjectTagging"),
  HeadObject: read("GetObject"),
  // Only directory buckets have it: their rules decide before this one.
  RenameObject: () => {
    throw notDirectoryBucket();
  },
  SelectObjectContent: read("GetObject"),
  PutObject: (input, call) => {
    const source = replicated(input.Body);
    return source ? onObject(replicaActions(input, source), input, call) : writeOrDelivery(input, call);
  },
  PutObjectAcl: async (input, call) => {
    if (isReplicating(input)) return onObject(["ReplicateObject"], input, call);
    return onExisting(["PutObjectAcl"], await existingObject(input, call), call, () => grantsContext(input));
  },
  PutObjectTagging: async (input, call) => {
    if (isReplicating(input)) return onObject(["ReplicateTags"], input, call);
    const tags = checkTags(input.Tagging?.TagSet ?? [], "object");
    return onExisting(["PutObjectTagging"], await existingObject(input, call), call, () => requestObjectTags(tags));
  },
  UpdateObjectEncryption: (input, call) =>
    onObject(["UpdateObjectEncryption"], input, call, () => inVersion(input.VersionId)),
};
