"""The demo's whole path by boto3: Kinesis -> Firehose -> Parquet on S3 -> Glue crawler -> Athena SQL.

Runs under the current boto3 and under 1.26; the endpoint comes from FOREBAY_ENDPOINT.
"""

import json
import os
import sys
import time
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["FOREBAY_ENDPOINT"]
RECORDS = 1200
BUFFERING_SECONDS = 60  # boto3 1.26 sends no less
SUFFIX = sys.argv[1]


def client(name):
    return boto3.client(
        name,
        endpoint_url=ENDPOINT,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


def wait_for(what, done, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = done()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen in {seconds} s")


def pass_time(seconds):
    body = json.dumps({"advanceMs": seconds * 1000}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/_forebay/clock", data=body)).close()


def query(athena, bucket, database, sql):
    started = athena.start_query_execution(
        QueryString=sql,
        QueryExecutionContext={"Database": database},
        ResultConfiguration={"OutputLocation": f"s3://{bucket}/results/"},
    )

    def ended():
        execution = athena.get_query_execution(QueryExecutionId=started["QueryExecutionId"])["QueryExecution"]
        assert execution["Status"]["State"] != "FAILED", execution["Status"]
        return execution if execution["Status"]["State"] == "SUCCEEDED" else None

    execution = wait_for("the query", ended)
    rows = []
    for page in athena.get_paginator("get_query_results").paginate(QueryExecutionId=started["QueryExecutionId"]):
        rows += [[cell.get("VarCharValue") for cell in row["Data"]] for row in page["ResultSet"]["Rows"]]
    return rows, execution["Statistics"]["DataScannedInBytes"]


def new_role(name):
    services = ["firehose.amazonaws.com", "glue.amazonaws.com"]
    trust = {"Effect": "Allow", "Principal": {"Service": services}, "Action": "sts:AssumeRole"}
    allowed = {"Effect": "Allow", "Action": ["s3:*", "kinesis:*", "glue:*"], "Resource": "*"}
    iam = client("iam")
    document = json.dumps({"Version": "2012-10-17", "Statement": trust})
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=document)["Role"]
    document = json.dumps({"Version": "2012-10-17", "Statement": allowed})
    iam.put_role_policy(RoleName=name, PolicyName="lake", PolicyDocument=document)
    return role["Arn"]


def main():
    bucket, stream, delivery, database = (f"{name}-{SUFFIX}" for name in ("lake", "orders", "delivery", "sales"))
    database = database.replace("-", "_")
    s3, kinesis, firehose, glue, athena = map(client, ("s3", "kinesis", "firehose", "glue", "athena"))

    role = new_role(f"lake-{SUFFIX}")
    assert client("sts").get_caller_identity()["Account"] == "000000000000"
    s3.create_bucket(Bucket=bucket)
    kinesis.create_stream(StreamName=stream, ShardCount=2)
    kinesis.get_waiter("stream_exists").wait(StreamName=stream, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    glue.create_database(DatabaseInput={"Name": database})
    columns = [{"Name": "id", "Type": "int"}, {"Name": "city", "Type": "string"}, {"Name": "price", "Type": "double"}]
    glue.create_table(DatabaseName=database, TableInput={"Name": "order_record", "StorageDescriptor": {"Columns": columns}})
    firehose.create_delivery_stream(
        DeliveryStreamName=delivery,
        DeliveryStreamType="KinesisStreamAsSource",
        KinesisStreamSourceConfiguration={
            "KinesisStreamARN": kinesis.describe_stream(StreamName=stream)["StreamDescription"]["StreamARN"],
            "RoleARN": role,
        },
        ExtendedS3DestinationConfiguration={
            "BucketARN": f"arn:aws:s3:::{bucket}",
            "RoleARN": role,
            "Prefix": "orders/year=!{timestamp:yyyy}/",
            "ErrorOutputPrefix": "errors/!{firehose:error-output-type}/",
            "BufferingHints": {"SizeInMBs": 64, "IntervalInSeconds": BUFFERING_SECONDS},
            "DataFormatConversionConfiguration": {
                "Enabled": True,
                "InputFormatConfiguration": {"Deserializer": {"OpenXJsonSerDe": {}}},
                "OutputFormatConfiguration": {"Serializer": {"ParquetSerDe": {}}},
                "SchemaConfiguration": {"DatabaseName": database, "TableName": "order_record", "RoleARN": role},
            },
        },
    )
    wait_for(
        "the delivery stream",
        lambda: firehose.describe_delivery_stream(DeliveryStreamName=delivery)["DeliveryStreamDescription"]["DeliveryStreamStatus"] == "ACTIVE",
    )

    cities = ["Aachen", "Basel", "Córdoba"]
    orders = [{"id": i, "city": cities[i % 3], "price": i / 4} for i in range(RECORDS)]
    for start in range(0, RECORDS, 500):
        batch = [{"Data": json.dumps(o).encode(), "PartitionKey": str(o["id"])} for o in orders[start : start + 500]]
        answer = kinesis.put_records(StreamName=stream, Records=batch)
        assert answer["FailedRecordCount"] == 0, answer

    glue.create_crawler(
        Name=f"crawler-{SUFFIX}", Role=role, DatabaseName=database, Targets={"S3Targets": [{"Path": f"s3://{bucket}/orders/"}]}
    )

    def crawl():
        glue.start_crawler(Name=f"crawler-{SUFFIX}")
        wait_for("the crawl", lambda: glue.get_crawler(Name=f"crawler-{SUFFIX}")["Crawler"]["State"] == "READY")
        assert glue.get_crawler(Name=f"crawler-{SUFFIX}")["Crawler"]["LastCrawl"]["Status"] == "SUCCEEDED"

    def delivered():
        if s3.list_objects_v2(Bucket=bucket, Prefix="orders/")["KeyCount"] == 0:
            pass_time(BUFFERING_SECONDS / 10)
            return False
        crawl()
        return query(athena, bucket, database, "SELECT count(*) FROM orders")[0] == [["_col0"], [str(RECORDS)]]

    wait_for("the delivery", delivered)
    table = glue.get_table(DatabaseName=database, Name="orders")["Table"]
    assert table["Parameters"]["classification"] == "parquet", table
    assert [key["Name"] for key in table["PartitionKeys"]] == ["year"], table

    rows, scanned = query(athena, bucket, database, "SELECT city, count(*) AS orders, sum(price) AS total FROM orders GROUP BY city ORDER BY city")
    expected = [["city", "orders", "total"]]
    for city in cities:
        mine = [order for order in orders if order["city"] == city]
        expected.append([city, str(len(mine)), str(sum(order["price"] for order in mine))])
    assert rows == expected, (rows, expected)
    assert scanned > 0

    try:
        kinesis.describe_stream(StreamName="no-such-stream")
        raise AssertionError("no error for a stream that is not there")
    except ClientError as error:
        assert error.response["Error"]["Code"] == "ResourceNotFoundException", error
        assert error.response["Error"]["Message"] == "Stream no-such-stream under account 000000000000 not found.", error
    print(f"boto3 {boto3.__version__}: {RECORDS} orders arrived")


main()
