// What each operation of S3 must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessTable } from "../../../kit/access.ts";
import type { S3Context, Sdk } from "../context.ts";
import { withDirectoryBuckets } from "../directory/access.ts";
import { bucketAccess } from "./buckets.ts";
import { configurationAccess } from "./configurations.ts";
import { withExpectedOwners } from "./expected-owner.ts";
import { lockAccess } from "./locks.ts";
import { objectAccess } from "./objects.ts";
import { policyAccess } from "./policies.ts";
import { uploadAccess } from "./uploads.ts";

export const access: AccessTable<Sdk, S3Context> = withExpectedOwners(
  withDirectoryBuckets({
    ...bucketAccess,
    ...objectAccess,
    ...uploadAccess,
    ...lockAccess,
    ...configurationAccess,
    ...policyAccess,
  }),
);
