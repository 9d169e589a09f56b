// Behaviours of built operations that differ from AWS, each one sentence.
export const differences: readonly string[] = [
  "GetDataCatalog describes AwsDataCatalog; at AWS the built-in catalog is only listed, and GetDataCatalog does not find it.",
  "PublishCloudWatchMetricsEnabled is kept, but no metrics are published.",
  "RequesterPaysEnabled is kept, but no bucket here is Requester Pays.",
  "EnableMinimumEncryptionConfiguration is kept, but a query may name a weaker encryption than its work group.",
  "Work groups, named queries and prepared statements are not counted against AWS's quotas.",
  "The work group of a metadata call is not looked at: IAM Identity Center is not built.",
  "GetTableMetadata and ListTableMetadata leave out the format and SerDe parameters of a table that has none; AWS answers null for them, which most SDKs leave out too.",
  "approx_distinct and approx_percentile are exact.",
  "Regular expressions are RE2's: look-around and back references fail with a clear error.",
  "Objects that json_parse makes keep the order of their keys.",
  "Timestamps with time zone keep six digits, and show themselves in UTC when their zone is not a literal.",
  "CSV (LazySimpleSerDe, OpenCSVSerde), JSON (OpenX, Hive), Parquet and ORC are read; Avro and Iceberg tables fail with HIVE_UNSUPPORTED_FORMAT.",
  "CTAS, INSERT INTO and UNLOAD write Parquet, ORC, JSON and text; bucketing is refused.",
  "EXPLAIN shows the plan of DuckDB, which runs the queries.",
  "Encryption and access settings of results are kept and shown, not applied.",
];
