// Behaviours of built operations that differ from AWS, each one sentence.
export const differences: readonly string[] = [
  "A crawl takes as long as reading the samples does; on AWS it takes a minute at least.",
  "Crawlers know CSV, JSON, Parquet and ORC (whose unions become structs); Avro, XML, Ion and log files are passed over instead of becoming tables, as are files that AWS would list as UNKNOWN.",
  "Crawlers unpack gzip and zip; text in bzip2, LZ4, Snappy or Zstandard is passed over.",
  "Of a folder with very many files at most 100 are sampled, spread over no more than 200,000 files of a target.",
  "A crawler's runs are not written to CloudWatch Logs; the log group and stream that GetCrawler names do not exist.",
  "DPUHour of a run is always 0.",
  "Partition indexes are kept and ACTIVE at once; GetPartitions finds partitions by the leading keys with or without them.",
  "Table versions beyond the newest 10,000 of a table are forgotten.",
  "A crawler's role is the identity of its S3 requests, but CreateCrawler does not ask IAM whether it exists.",
  "GetDatabases, GetTables and SearchTables answer all of the catalog or database that the caller may list, without looking at its permissions on each.",
  "EnableHybrid of PutResourcePolicy has no effect: nothing is shared by Lake Formation here.",
];
