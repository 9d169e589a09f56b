// AWS Glue: the Data Catalog and crawlers of S3. The table of contents.
import { defineService } from "../../kit/service.ts";
import type { ServiceHost } from "../../engines/host.ts";
import { access } from "./access/access.ts";
import { collect } from "./collect.ts";
import type { GlueContext, Sdk } from "./context.ts";
import { crawl } from "./crawl/crawl.ts";
import { differences } from "./differences.ts";
import { gaps } from "./gaps.ts";
import { batchCreatePartition } from "./operations/batch-create-partition.ts";
import { batchDeletePartition } from "./operations/batch-delete-partition.ts";
import { batchDeleteTableVersion } from "./operations/batch-delete-table-version.ts";
import { batchDeleteTable } from "./operations/batch-delete-table.ts";
import { batchGetCrawlers } from "./operations/batch-get-crawlers.ts";
import { batchGetPartition } from "./operations/batch-get-partition.ts";
import { batchUpdatePartition } from "./operations/batch-update-partition.ts";
import { createClassifier } from "./operations/create-classifier.ts";
import { createCrawler } from "./operations/create-crawler.ts";
import { createDatabase } from "./operations/create-database.ts";
import { createPartitionIndex } from "./operations/create-partition-index.ts";
import { createPartition } from "./operations/create-partition.ts";
import { createTable } from "./operations/create-table.ts";
import { deleteClassifier } from "./operations/delete-classifier.ts";
import { deleteCrawler } from "./operations/delete-crawler.ts";
import { deleteDatabase } from "./operations/delete-database.ts";
import { deletePartitionIndex } from "./operations/delete-partition-index.ts";
import { deletePartition } from "./operations/delete-partition.ts";
import { deleteResourcePolicy } from "./operations/delete-resource-policy.ts";
import { deleteTableVersion } from "./operations/delete-table-version.ts";
import { deleteTable } from "./operations/delete-table.ts";
import { getClassifier } from "./operations/get-classifier.ts";
import { getClassifiers } from "./operations/get-classifiers.ts";
import { getCrawlerMetrics } from "./operations/get-crawler-metrics.ts";
import { getCrawler } from "./operations/get-crawler.ts";
import { getCrawlers } from "./operations/get-crawlers.ts";
import { getDatabase } from "./operations/get-database.ts";
import { getDatabases } from "./operations/get-databases.ts";
import { getPartitionIndexes } from "./operations/get-partition-indexes.ts";
import { getPartition } from "./operations/get-partition.ts";
import { getPartitions } from "./operations/get-partitions.ts";
import { getResourcePolicies } from "./operations/get-resource-policies.ts";
import { getResourcePolicy } from "./operations/get-resource-policy.ts";
import { getTableVersion } from "./operations/get-table-version.ts";
import { getTableVersions } from "./operations/get-table-versions.ts";
import { getTable } from "./operations/get-table.ts";
import { getTables } from "./operations/get-tables.ts";
import { getTags } from "./operations/get-tags.ts";
import { listCrawlers } from "./operations/list-crawlers.ts";
import { listCrawls } from "./operations/list-crawls.ts";
import { putResourcePolicy } from "./operations/put-resource-policy.ts";
import { searchTables } from "./operations/search-tables.ts";
import { startCrawlerSchedule } from "./operations/start-crawler-schedule.ts";
import { startCrawler } from "./operations/start-crawler.ts";
import { stopCrawlerSchedule } from "./operations/stop-crawler-schedule.ts";
import { stopCrawler } from "./operations/stop-crawler.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateClassifier } from "./operations/update-classifier.ts";
import { updateCrawlerSchedule } from "./operations/update-crawler-schedule.ts";
import { updateCrawler } from "./operations/update-crawler.ts";
import { updateDatabase } from "./operations/update-database.ts";
import { updatePartition } from "./operations/update-partition.ts";
import { updateTable } from "./operations/update-table.ts";
import { runSchedule } from "./schedules.ts";

export default defineService<Sdk, GlueContext, ServiceHost>({
  model: "glue",
  open: ({ clock, paging, logger, jobs, peers, keyvalue, closing }) => ({
    clock,
    paging,
    logger,
    jobs,
    peers,
    keyvalue,
    closing,
  }),
  operations: {
    CreateDatabase: createDatabase,
    DeleteDatabase: deleteDatabase,
    GetDatabase: getDatabase,
    GetDatabases: getDatabases,
    UpdateDatabase: updateDatabase,
    BatchDeleteTableVersion: batchDeleteTableVersion,
    BatchDeleteTable: batchDeleteTable,
    CreateTable: createTable,
    DeleteTableVersion: deleteTableVersion,
    DeleteTable: deleteTable,
    GetTableVersion: getTableVersion,
    GetTableVersions: getTableVersions,
    GetTable: getTable,
    GetTables: getTables,
    SearchTables: searchTables,
    UpdateTable: updateTable,
    BatchCreatePartition: batchCreatePartition,
    BatchDeletePartition: batchDeletePartition,
    BatchGetPartition: batchGetPartition,
    BatchUpdatePartition: batchUpdatePartition,
    CreatePartitionIndex: createPartitionIndex,
    CreatePartition: createPartition,
    DeletePartitionIndex: deletePartitionIndex,
    DeletePartition: deletePartition,
    GetPartitionIndexes: getPartitionIndexes,
    GetPartition: getPartition,
    GetPartitions: getPartitions,
    UpdatePartition: updatePartition,
    BatchGetCrawlers: batchGetCrawlers,
    CreateCrawler: createCrawler,
    DeleteCrawler: deleteCrawler,
    GetCrawlerMetrics: getCrawlerMetrics,
    GetCrawler: getCrawler,
    GetCrawlers: getCrawlers,
    ListCrawlers: listCrawlers,
    ListCrawls: listCrawls,
    StartCrawlerSchedule: startCrawlerSchedule,
    StartCrawler: startCrawler,
    StopCrawlerSchedule: stopCrawlerSchedule,
    StopCrawler: stopCrawler,
    UpdateCrawlerSchedule: updateCrawlerSchedule,
    UpdateCrawler: updateCrawler,
    CreateClassifier: createClassifier,
    DeleteClassifier: deleteClassifier,
    GetClassifier: getClassifier,
    GetClassifiers: getClassifiers,
    UpdateClassifier: updateClassifier,
    GetTags: getTags,
    TagResource: tagResource,
    UntagResource: untagResource,
    DeleteResourcePolicy: deleteResourcePolicy,
    GetResourcePolicies: getResourcePolicies,
    GetResourcePolicy: getResourcePolicy,
    PutResourcePolicy: putResourcePolicy,
  },
  access,
  gaps,
  differences,
  jobs: { crawl, schedule: runSchedule, collect },
});
