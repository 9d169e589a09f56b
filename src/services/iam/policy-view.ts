// How managed policies and their versions are shown.
import type { Policy, PolicyVersion as VersionView } from "@aws-sdk/client-iam";
import { encodeDocument } from "./documents.ts";
import type { ManagedPolicy, PolicyVersion, UsageCounts } from "./store/managed.ts";

/** As ListPolicies shows it: without description and tags. Recorded. */
export const policyView = (policy: ManagedPolicy, { attachments, boundaries }: UsageCounts): Policy => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.defaultVersion,
  AttachmentCount: attachments,
  PermissionsBoundaryUsageCount: boundaries,
  IsAttachable: true,
  CreateDate: new Date(policy.createdMs),
  UpdateDate: new Date(policy.updatedMs),
});

/** As listings show it: without its document. */
export const versionView = ({ id, isDefault, createdMs }: Omit<PolicyVersion, "document">): VersionView => ({
  VersionId: id,
  IsDefaultVersion: isDefault,
  CreateDate: new Date(createdMs),
});

export const fullVersionView = (version: PolicyVersion): VersionView => ({
  ...versionView(version),
  Document: encodeDocument(version.document),
});
