"""Firehose with a Lambda transform in Python and dynamic partitioning by the function's keys and by jq."""
import base64
import io
import json
import time
import zipfile

import boto3

CLICKS = 2_000
HANDLER = """
import base64, json

def handler(event, context):
    def one(record):
        click = json.loads(base64.b64decode(record["data"]))
        if click["n"] % 10 == 0:
            return {"recordId": record["recordId"], "result": "Dropped"}
        if click["n"] % 10 == 1:
            return {"recordId": record["recordId"], "result": "ProcessingFailed", "data": record["data"]}
        click["double"] = click["n"] * 2
        data = base64.b64encode((json.dumps(click) + "\\n").encode()).decode()
        keys = {"parity": "odd" if click["n"] % 2 else "even"}
        return {"recordId": record["recordId"], "result": "Ok", "data": data, "metadata": {"partitionKeys": keys}}
    return {"records": [one(record) for record in event["records"]]}
"""

iam, awslambda, firehose, s3 = (boto3.client(name) for name in ("iam", "lambda", "firehose", "s3"))
trust = {"Effect": "Allow", "Principal": {"Service": ["firehose.amazonaws.com", "lambda.amazonaws.com"]}}
document = json.dumps({"Version": "2012-10-17", "Statement": {**trust, "Action": "sts:AssumeRole"}})
role = iam.create_role(RoleName="processing", AssumeRolePolicyDocument=document)["Role"]["Arn"]
for policy in ["AmazonS3FullAccess", "AWSLambda_FullAccess"]:
    iam.attach_role_policy(RoleName="processing", PolicyArn=f"arn:aws:iam::aws:policy/{policy}")

code = io.BytesIO()
with zipfile.ZipFile(code, "w") as archive:
    archive.writestr("app.py", HANDLER)
function = awslambda.create_function(
    FunctionName="processing", Runtime="python3.12", Handler="app.handler", Role=role, Code={"ZipFile": code.getvalue()}
)["FunctionArn"]
awslambda.get_waiter("function_active_v2").wait(FunctionName="processing", WaiterConfig={"Delay": 1})


def processor(kind, **parameters):
    return {"Type": kind, "Parameters": [{"ParameterName": n, "ParameterValue": v} for n, v in parameters.items()]}


s3.create_bucket(Bucket="processing")
firehose.create_delivery_stream(
    DeliveryStreamName="processing",
    ExtendedS3DestinationConfiguration={
        "RoleARN": role,
        "BucketARN": "arn:aws:s3:::processing",
        "Prefix": "data/!{partitionKeyFromLambda:parity}/!{partitionKeyFromQuery:third}/",
        "ErrorOutputPrefix": "errors/!{firehose:error-output-type}/",
        "BufferingHints": {"SizeInMBs": 64, "IntervalInSeconds": 1},
        "DynamicPartitioningConfiguration": {"Enabled": True},
        "ProcessingConfiguration": {
            "Enabled": True,
            "Processors": [
                processor("Lambda", LambdaArn=function, BufferSizeInMBs="0.2", BufferIntervalInSeconds="1"),
                processor("MetadataExtraction", MetadataExtractionQuery="{third: (.n % 3)}", JsonParsingEngine="JQ-1.6"),
            ],
        },
    },
)
for at in range(0, CLICKS, 500):
    records = [{"Data": json.dumps({"n": n})} for n in range(at, at + 500)]
    assert firehose.put_record_batch(DeliveryStreamName="processing", Records=records)["FailedPutCount"] == 0


def rows(prefix):
    found = {}
    for each in s3.get_paginator("list_objects_v2").paginate(Bucket="processing", Prefix=prefix):
        for entry in each.get("Contents", []):
            body = s3.get_object(Bucket="processing", Key=entry["Key"])["Body"].read().decode()
            for line in body.splitlines():
                found.setdefault(entry["Key"].rsplit("/", 1)[0], []).append(json.loads(line))
    return found


deadline = time.time() + 60
while time.time() < deadline:
    data, errors = rows("data/"), rows("errors/")
    if sum(map(len, data.values())) == CLICKS * 8 // 10 and sum(map(len, errors.values())) == CLICKS // 10:
        break
    time.sleep(0.5)
good = [n for n in range(CLICKS) if n % 10 > 1]
expected = {}
for n in good:
    expected.setdefault(f"data/{'odd' if n % 2 else 'even'}/{n % 3}", []).append({"n": n, "double": n * 2})
assert {key: sorted(value, key=lambda row: row["n"]) for key, value in data.items()} == expected
failed = [line for lines in errors.values() for line in lines]
assert {line["errorCode"] for line in failed} == {"Lambda.ProcessingFailedStatus"}
raw = sorted(json.loads(base64.b64decode(line["rawData"]))["n"] for line in failed)
assert raw == [n for n in range(CLICKS) if n % 10 == 1]
print(f"{len(good)} clicks were transformed into {len(expected)} partitions")
