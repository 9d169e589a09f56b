// Operations of Amazon Data Firehose that are not built, and how the built ones differ from AWS.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

/** Every operation of the model is built; what some of their members ask for is not. */
export const gaps: Gaps<Sdk> = {};

export const differences: readonly string[] = [
  "CreateDeliveryStream and UpdateDestination answer 501 to Redshift, Snowflake and Iceberg, to domains of OpenSearch Service and VPCs, to " +
    "Secrets Manager, to sources other than DirectPut and Kinesis.",
  "Endpoints may be plain http:// addresses; AWS takes https:// only.",
  "A buffer of more than 8 MiB goes to an endpoint in several requests, and an update does not interrupt a request that is under way.",
  "A CUSTOMER_MANAGED_CMK that cannot be granted is refused at once with InvalidKMSResourceException; AWS shows ENABLING_FAILED. Its grant " +
    "is not retired when encryption stops.",
  "Encryption covers records in the log; scratch files of the batch that is being staged hold them open until it is delivered.",
  "Access keys and tokens of endpoints stand in the data folder as they were given.",
  "Of the metrics, those of ListDeliveryStreams and PerPartitionThroughput are missing. DataFreshness is the age of the oldest record in " +
    "each attempt to deliver.",
  "CREATING lasts a quarter of a second, and records put meanwhile are accepted.",
  "Records of a DirectPut stream are given up when they are 24 hours old and deliveries have failed for 24 hours since the start of the " +
    "platform. Meanwhile the stream's other records wait in the log.",
  "A partition that S3 does not take for the retry duration goes to processing-failed below the error prefix, with S3's error in each line; " +
    "which error type AWS gives it is not documented.",
  "Partition keys are found by jq 1.7 instead of 1.6; a query that takes longer than ten seconds for two mebibytes of records fails them.",
  "A record of which a Lambda function returns none or several fails alone, with the others of its batch going on.",
  "After a crash, records of partitions whose neighbours, or whose backup, were not delivered yet may arrive twice.",
  "Of ParquetSerDe, PageSizeBytes has no effect: pages are the SQL engine's. Row groups end at 122,880 rows, or where BlockSizeBytes are " +
    "full with the rows as JSON.",
  "Dictionaries are written unless EnableDictionaryCompression is false.",
  "Converted objects carry no Content-Encoding; AWS labels them hadoop-snappy.",
  "Whole numbers of 64 bits that are written with a fraction or an exponent are read with the precision of a double; 1.0 counts as whole.",
  "Quotas of throughput hold for each second of the clock, as they are by default; FIREHOSE_ENFORCE_LIMITS=0 lifts them and the one on " +
    "changes of encryption. How often control operations are called in a second is not limited.",
];
