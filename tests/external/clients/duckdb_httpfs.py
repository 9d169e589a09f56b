# DuckDB's httpfs: COPY to partitioned Parquet, globs, hive partitions. Exits 75 when there is no extension for this machine.
import os
import sys
from pathlib import Path

import botocore.session
import duckdb
import duckdb_extension_httpfs

host = os.environ["FOREBAY_ENDPOINT"].removeprefix("http://")
connection = duckdb.connect()
extension = next(Path(duckdb_extension_httpfs.__file__).parent.rglob("httpfs.duckdb_extension"))
try:
    connection.execute(f"LOAD '{extension}'")
except duckdb.Error as error:
    print(f"DuckDB's httpfs cannot be loaded: {str(error).splitlines()[0]}")
    sys.exit(75)
botocore.session.get_session().create_client("s3", endpoint_url=os.environ["FOREBAY_ENDPOINT"]).create_bucket(Bucket="by-duckdb")
connection.execute(
    f"CREATE SECRET (TYPE s3, KEY_ID 'test', SECRET 'test', ENDPOINT '{host}', URL_STYLE 'path', USE_SSL false, REGION 'us-east-1')"
)
connection.execute(
    "COPY (SELECT i, i % 3 AS part FROM range(1000000) t(i)) TO 's3://by-duckdb/t' (FORMAT parquet, PARTITION_BY (part))"
)
query = "SELECT count(*), sum(i) FROM read_parquet('s3://by-duckdb/t/*/*.parquet', hive_partitioning = true) WHERE part = 1"
assert connection.execute(query).fetchone() == (333333, sum(range(1, 1_000_000, 3)))
connection.execute("COPY (SELECT 'a' AS x) TO 's3://by-duckdb/one.csv'")
assert connection.execute("FROM 's3://by-duckdb/one.csv'").fetchall() == [("a",)]
assert len(connection.execute("FROM glob('s3://by-duckdb/t/**')").fetchall()) >= 3
