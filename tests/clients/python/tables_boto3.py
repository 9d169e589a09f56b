"""DynamoDB with boto3: the resource API's types and expressions, paginators, batches, streams, errors."""

import os
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.config import Config
from botocore.exceptions import ClientError

options = {
    "endpoint_url": os.environ["FOREBAY_ENDPOINT"],
    "region_name": "us-east-1",
    "config": Config(retries={"max_attempts": 1}),
}
dynamodb = boto3.resource("dynamodb", **options)
name = f"boto3-{boto3.__version__}"
table = dynamodb.create_table(
    TableName=name,
    BillingMode="PAY_PER_REQUEST",
    AttributeDefinitions=[
        {"AttributeName": "id", "AttributeType": "S"},
        {"AttributeName": "sk", "AttributeType": "N"},
        {"AttributeName": "kind", "AttributeType": "S"},
    ],
    KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
    GlobalSecondaryIndexes=[
        {
            "IndexName": "by-kind",
            "KeySchema": [{"AttributeName": "kind", "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
        }
    ],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
)
table.wait_until_exists()

with table.batch_writer() as batch:
    for number in range(60):
        batch.put_item(Item={"id": "p", "sk": number, "kind": f"k{number % 3}", "nested": {"list": [Decimal("1.10"), {"a"}]}})

found = table.query(KeyConditionExpression=Key("id").eq("p") & Key("sk").between(10, 12))
assert [item["sk"] for item in found["Items"]] == [10, 11, 12], found
assert found["Items"][0]["nested"] == {"list": [Decimal("1.1"), {"a"}]}, found
kinds = table.query(IndexName="by-kind", KeyConditionExpression=Key("kind").eq("k1"), FilterExpression=Attr("sk").lt(30))
assert (kinds["Count"], kinds["ScannedCount"]) == (10, 20), kinds
pages = table.meta.client.get_paginator("scan").paginate(TableName=name, PaginationConfig={"PageSize": 7})
assert sum(page["Count"] for page in pages) == 60

try:
    table.put_item(Item={"id": "p", "sk": 1}, ConditionExpression=Attr("id").not_exists())
    raise AssertionError("it is there")
except ClientError as error:
    assert error.response["Error"]["Code"] == "ConditionalCheckFailedException", error.response
try:
    table.get_item(Key={"id": 1, "sk": 1})
    raise AssertionError("the key has another type")
except ClientError as error:
    assert error.response["Error"]["Message"] == "The provided key element does not match the schema", error.response

streams = boto3.client("dynamodbstreams", **options)
arn = table.latest_stream_arn
shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
assert len(streams.get_records(ShardIterator=iterator)["Records"]) == 60
table.delete()
table.wait_until_not_exists()
print(f"boto3 {boto3.__version__}: 60 items came and went")
