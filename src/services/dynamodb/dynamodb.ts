// Amazon DynamoDB: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { type DynamoDbContext, openDynamoDb, type Sdk } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { lifecycleJobs } from "./lifecycle.ts";
import { batchGetItem } from "./operations/batch-get-item.ts";
import { batchWriteItem } from "./operations/batch-write-item.ts";
import { createTable } from "./operations/create-table.ts";
import { deleteItem } from "./operations/delete-item.ts";
import { deleteResourcePolicy } from "./operations/delete-resource-policy.ts";
import { deleteTable } from "./operations/delete-table.ts";
import { describeContinuousBackups } from "./operations/describe-continuous-backups.ts";
import { describeEndpoints } from "./operations/describe-endpoints.ts";
import { describeLimits } from "./operations/describe-limits.ts";
import { describeTable } from "./operations/describe-table.ts";
import { describeTimeToLive } from "./operations/describe-time-to-live.ts";
import { getItem } from "./operations/get-item.ts";
import { getResourcePolicy } from "./operations/get-resource-policy.ts";
import { listTables } from "./operations/list-tables.ts";
import { listTagsOfResource } from "./operations/list-tags-of-resource.ts";
import { putItem } from "./operations/put-item.ts";
import { putResourcePolicy } from "./operations/put-resource-policy.ts";
import { query } from "./operations/query.ts";
import { scan } from "./operations/scan.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { transactGetItems } from "./operations/transact-get-items.ts";
import { transactWriteItems } from "./operations/transact-write-items.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateItem } from "./operations/update-item.ts";
import { updateTable } from "./operations/update-table.ts";
import { updateTimeToLive } from "./operations/update-time-to-live.ts";

export default defineService<Sdk, DynamoDbContext, ServiceHost>({
  model: "dynamodb",
  open: openDynamoDb,
  operations: {
    BatchGetItem: batchGetItem,
    BatchWriteItem: batchWriteItem,
    CreateTable: createTable,
    DeleteItem: deleteItem,
    DeleteResourcePolicy: deleteResourcePolicy,
    DeleteTable: deleteTable,
    DescribeContinuousBackups: describeContinuousBackups,
    DescribeEndpoints: describeEndpoints,
    DescribeLimits: describeLimits,
    DescribeTable: describeTable,
    DescribeTimeToLive: describeTimeToLive,
    GetItem: getItem,
    GetResourcePolicy: getResourcePolicy,
    ListTables: listTables,
    ListTagsOfResource: listTagsOfResource,
    PutItem: putItem,
    PutResourcePolicy: putResourcePolicy,
    Query: query,
    Scan: scan,
    TagResource: tagResource,
    TransactGetItems: transactGetItems,
    TransactWriteItems: transactWriteItems,
    UntagResource: untagResource,
    UpdateItem: updateItem,
    UpdateTable: updateTable,
    UpdateTimeToLive: updateTimeToLive,
  },
  access,
  gaps,
  differences,
  jobs: lifecycleJobs,
});
