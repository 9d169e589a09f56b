// What retention, legal holds, restores and annotations need.
import type { AccessTable } from "../../../kit/access.ts";
import type { S3Context, Sdk } from "../context.ts";
import { isReplicating } from "../replication/replica.ts";
import { inVersion, type ObjectName, onObject, type S3Call } from "./needs.ts";

const object = (action: string) => (input: ObjectName, call: S3Call) =>
  onObject([action], input, call, () => inVersion(input.VersionId));

export const lockAccess: AccessTable<Sdk, S3Context> = {
  DeleteObjectAnnotation: object("DeleteObjectAnnotation"),
  GetObjectAnnotation: object("GetObjectAnnotation"),
  GetObjectLegalHold: object("GetObjectLegalHold"),
  GetObjectRetention: object("GetObjectRetention"),
  ListObjectAnnotations: object("ListObjectAnnotations"),
  PutObjectAnnotation: object("PutObjectAnnotation"),
  PutObjectLegalHold: (input, call) => {
    if (isReplicating(input)) return onObject(["ReplicateObject"], input, call);
    return onObject(["PutObjectLegalHold"], input, call, () => ({
      ...inVersion(input.VersionId),
      "s3:object-lock-legal-hold": input.LegalHold?.Status,
    }));
  },
  PutObjectRetention: (input, call) => {
    if (isReplicating(input)) return onObject(["ReplicateObject"], input, call);
    const { Retention, BypassGovernanceRetention: bypass } = input;
    const actions = ["PutObjectRetention", ...(bypass === true ? ["BypassGovernanceRetention"] : [])];
    return onObject(actions, input, call, () => ({
      ...inVersion(input.VersionId),
      "s3:object-lock-mode": Retention?.Mode,
      "s3:object-lock-retain-until-date": Retention?.RetainUntilDate?.toISOString(),
    }));
  },
  RestoreObject: object("RestoreObject"),
};
