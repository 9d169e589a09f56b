"""SQS with boto3, which speaks JSON now and spoke the query protocol in 1.26: messages, attributes, batches, errors."""

import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

sqs = boto3.client(
    "sqs",
    endpoint_url=os.environ["FOREBAY_ENDPOINT"],
    region_name="us-east-1",
    config=Config(retries={"max_attempts": 1}),
)

url = sqs.create_queue(QueueName=f"boto3-{boto3.__version__.replace('.', '-')}", tags={"team": "data"})["QueueUrl"]
assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"team": "data"}
attributes = {
    "text": {"DataType": "String", "StringValue": "Grüße"},
    "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
}
sqs.send_message(QueueUrl=url, MessageBody="<one> & \U0001f600", MessageAttributes=attributes)
message = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"], AttributeNames=["All"])["Messages"][0]
assert message["Body"] == "<one> & \U0001f600", message
assert message["MessageAttributes"] == attributes, message
assert message["Attributes"]["ApproximateReceiveCount"] == "1", message
sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])

entries = [{"Id": str(number), "MessageBody": f"body {number}"} for number in range(10)]
assert len(sqs.send_message_batch(QueueUrl=url, Entries=entries)["Successful"]) == 10
received = []
while len(received) < 10:
    received += sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=5)["Messages"]
handles = [{"Id": str(at), "ReceiptHandle": one["ReceiptHandle"]} for at, one in enumerate(received)]
assert len(sqs.delete_message_batch(QueueUrl=url, Entries=handles)["Successful"]) == 10

pages = sqs.get_paginator("list_queues").paginate(QueueNamePrefix="boto3-", PaginationConfig={"PageSize": 1})
assert url in [one for page in pages for one in page.get("QueueUrls", [])]

try:
    sqs.send_message(QueueUrl=url + "-none", MessageBody="x")
    raise AssertionError("no such queue")
except sqs.exceptions.QueueDoesNotExist as error:
    assert error.response["Error"]["Code"] == "AWS.SimpleQueueService.NonExistentQueue", error.response
    assert error.response["Error"]["Message"] == "The specified queue does not exist.", error.response
try:
    sqs.delete_message(QueueUrl=url, ReceiptHandle="nonsense")
    raise AssertionError("no such handle")
except ClientError as error:
    assert error.response["Error"]["Code"] == "ReceiptHandleIsInvalid", error.response
print(f"boto3 {boto3.__version__}: 11 messages came and went")
