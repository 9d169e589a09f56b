"""Paging by boto3's own paginators, and errors, on the services of the pipeline."""

import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def client(name):
    return boto3.client(
        name,
        endpoint_url=os.environ["FOREBAY_ENDPOINT"],
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


def error_of(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError("no error")


def pages(paginator, key, **arguments):
    return [item for page in paginator.paginate(**arguments) for item in page[key]]


def main():
    s3, glue, kinesis = client("s3"), client("glue"), client("kinesis")
    s3.create_bucket(Bucket="pages")
    keys = [f"folder/{i:04}" for i in range(250)] + ["z/a b+c&ü.txt"]
    for key in keys:
        s3.put_object(Bucket="pages", Key=key, Body=key.encode())
    listed = pages(s3.get_paginator("list_objects_v2"), "Contents", Bucket="pages", PaginationConfig={"PageSize": 100})
    assert [entry["Key"] for entry in listed] == keys
    assert s3.get_object(Bucket="pages", Key=keys[-1])["Body"].read() == keys[-1].encode()
    s3.put_object(Bucket="pages", Key="z/named", Body=b"", ContentDisposition='attachment; filename="Übersicht.csv"')
    s3.delete_object(Bucket="pages", Key="z/named")
    grouped = s3.list_objects_v2(Bucket="pages", Delimiter="/")
    assert [entry["Prefix"] for entry in grouped["CommonPrefixes"]] == ["folder/", "z/"]
    assert error_of(s3.get_object, Bucket="pages", Key="none") == "NoSuchKey"
    assert error_of(s3.delete_bucket, Bucket="pages") == "BucketNotEmpty"
    assert error_of(glue.list_blueprints) == "NotImplemented"
    glue.create_database(DatabaseInput={"Name": "pages"})
    for i in range(30):
        glue.create_table(DatabaseName="pages", TableInput={"Name": f"t{i:02}"})
    tables = pages(glue.get_paginator("get_tables"), "TableList", DatabaseName="pages", PaginationConfig={"PageSize": 7})
    assert [table["Name"] for table in tables] == [f"t{i:02}" for i in range(30)]
    assert error_of(glue.get_table, DatabaseName="pages", Name="none") == "EntityNotFoundException"

    for i in range(12):
        kinesis.create_stream(StreamName=f"pages-{i:02}", ShardCount=1)
        # At most five streams of an account may be CREATING at once.
        kinesis.get_waiter("stream_exists").wait(StreamName=f"pages-{i:02}", WaiterConfig={"Delay": 1})
    streams = pages(kinesis.get_paginator("list_streams"), "StreamNames", PaginationConfig={"PageSize": 5})
    assert [name for name in streams if name.startswith("pages-")] == [f"pages-{i:02}" for i in range(12)]
    print("pages and errors hold")


main()
