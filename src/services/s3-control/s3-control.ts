// S3 Control: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import type { S3ControlContext, Sdk } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { createAccessPoint } from "./operations/create-access-point.ts";
import { deleteAccessPointPolicy } from "./operations/delete-access-point-policy.ts";
import { deleteAccessPoint } from "./operations/delete-access-point.ts";
import { deletePublicAccessBlock } from "./operations/delete-public-access-block.ts";
import { getAccessPointPolicyStatus } from "./operations/get-access-point-policy-status.ts";
import { getAccessPointPolicy } from "./operations/get-access-point-policy.ts";
import { getAccessPoint } from "./operations/get-access-point.ts";
import { getPublicAccessBlock } from "./operations/get-public-access-block.ts";
import { listAccessPoints } from "./operations/list-access-points.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { putAccessPointPolicy } from "./operations/put-access-point-policy.ts";
import { putPublicAccessBlock } from "./operations/put-public-access-block.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { accessPointsIn, newCaches } from "./store.ts";

export default defineService<Sdk, S3ControlContext, ServiceHost>({
  model: "s3-control",
  open: ({ keyvalue, clock, paging, peers, principals }) => {
    const caches = newCaches();
    const accessPoints = accessPointsIn(keyvalue, caches, principals);
    return { keyvalue, clock, paging, peers, principals, caches, accessPoints };
  },
  operations: {
    CreateAccessPoint: createAccessPoint,
    DeleteAccessPoint: deleteAccessPoint,
    DeleteAccessPointPolicy: deleteAccessPointPolicy,
    DeletePublicAccessBlock: deletePublicAccessBlock,
    GetAccessPoint: getAccessPoint,
    GetAccessPointPolicy: getAccessPointPolicy,
    GetAccessPointPolicyStatus: getAccessPointPolicyStatus,
    GetPublicAccessBlock: getPublicAccessBlock,
    ListAccessPoints: listAccessPoints,
    ListTagsForResource: listTagsForResource,
    PutAccessPointPolicy: putAccessPointPolicy,
    PutPublicAccessBlock: putPublicAccessBlock,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  access,
  gaps,
  differences,
});
