// What each operation of S3 Control must be allowed to do. Documented in the Service Authorization Reference.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import { type AccessPointName, accessPointArn } from "./access-point.ts";
import type { S3ControlCall, S3ControlContext, Sdk } from "./context.ts";
import { findAccessPoint } from "./store.ts";
import { bucketFacts, taggedBy } from "./tagged.ts";
import { checkTags, type Tags } from "./tags.ts";

interface OfAccount {
  readonly AccountId?: string | undefined;
}

interface OfAccessPoint extends OfAccount {
  readonly Name: string;
}

const onAccount =
  (action: string) =>
  ({ AccountId }: OfAccount, { account }: S3ControlCall): AccessNeed => ({
    action: `s3:${action}`,
    resource: "*",
    resourceAccount: AccountId ?? account,
  });

async function need(action: string, at: AccessPointName, call: S3ControlCall, requestTags?: Tags): Promise<AccessNeed> {
  const row = await findAccessPoint(call.context.keyvalue, at);
  return {
    action: `s3:${action}`,
    resource: accessPointArn(at.account, at.region, at.name),
    context: row && {
      "s3:DataAccessPointAccount": at.account,
      "s3:AccessPointNetworkOrigin": row.vpcId === undefined ? "Internet" : "VPC",
    },
    ...(row && { resourceTags: row.tags }),
    ...(requestTags && { requestTags }),
    resourcePolicy: { document: row?.policy?.document, mode: "either" },
  };
}

const onAccessPoint =
  (action: string) =>
  ({ AccountId, Name: name }: OfAccessPoint, call: S3ControlCall): Promise<AccessNeed> =>
    need(action, { account: AccountId ?? call.account, region: call.region, name }, call);

interface Tagging extends OfAccount {
  readonly ResourceArn: string;
}

async function onTagged(
  action: string,
  { ResourceArn, AccountId }: Tagging,
  call: S3ControlCall,
  requestTags?: Tags,
): Promise<AccessNeed> {
  const tagged = taggedBy(ResourceArn);
  if ("point" in tagged) return need(action, tagged.point, call, requestTags);
  const account = AccountId ?? call.account;
  const { policy, tags } = await bucketFacts(tagged.bucket, account, call);
  return {
    action: `s3:${action}`,
    resource: ResourceArn,
    resourceAccount: account,
    ...(tags && { resourceTags: tags }),
    ...(requestTags && { requestTags }),
    resourcePolicy: { document: policy, mode: "either" },
  };
}

export const access: AccessTable<Sdk, S3ControlContext> = {
  CreateAccessPoint: (input, call) => {
    const { AccountId = call.account, Name: name, Tags = [], VpcConfiguration } = input;
    const at = { account: AccountId, region: call.region, name };
    const origin = VpcConfiguration === undefined ? "Internet" : "VPC";
    const one: AccessNeed = {
      action: "s3:CreateAccessPoint",
      resource: accessPointArn(at.account, at.region, at.name),
      context: { "s3:AccessPointNetworkOrigin": origin, "s3:DataAccessPointAccount": at.account },
      ...(Tags.length > 0 && { requestTags: checkTags(Tags) }),
    };
    return Tags.length > 0 ? [one, { ...one, action: "s3:TagResource" }] : [one];
  },
  DeleteAccessPoint: onAccessPoint("DeleteAccessPoint"),
  DeleteAccessPointPolicy: onAccessPoint("DeleteAccessPointPolicy"),
  // Documented: there is no action of its own.
  DeletePublicAccessBlock: onAccount("PutAccountPublicAccessBlock"),
  GetAccessPoint: onAccessPoint("GetAccessPoint"),
  GetAccessPointPolicy: onAccessPoint("GetAccessPointPolicy"),
  GetAccessPointPolicyStatus: onAccessPoint("GetAccessPointPolicyStatus"),
  GetPublicAccessBlock: onAccount("GetAccountPublicAccessBlock"),
  ListAccessPoints: onAccount("ListAccessPoints"),
  ListTagsForResource: (input, call) => onTagged("ListTagsForResource", input, call),
  PutAccessPointPolicy: onAccessPoint("PutAccessPointPolicy"),
  PutPublicAccessBlock: onAccount("PutAccountPublicAccessBlock"),
  TagResource: (input, call) => onTagged("TagResource", input, call, checkTags(input.Tags)),
  UntagResource: (input, call) =>
    onTagged("UntagResource", input, call, Object.fromEntries(input.TagKeys.map((key) => [key, ""]))),
};
