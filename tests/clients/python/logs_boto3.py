# Log groups, events both ways, and errors, whichever boto3 it is.
import os
import time
import boto3
import botocore.exceptions

logs = boto3.client("logs", endpoint_url=os.environ["FOREBAY_ENDPOINT"])
group = f"/python/{boto3.__version__}"
logs.create_log_group(logGroupName=group, tags={"team": "lake"})
logs.put_retention_policy(logGroupName=group, retentionInDays=14)
for stream in ("a", "b"):
    logs.create_log_stream(logGroupName=group, logStreamName=stream)

now = int(time.time() * 1000)
for stream in ("a", "b"):
    for batch in range(3):
        events = [{"timestamp": now + n, "message": f"{stream} {n} grüße"} for n in range(batch * 500, batch * 500 + 500)]
        logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)

pages = logs.get_paginator("filter_log_events").paginate(
    logGroupName=group, filterPattern="grüße -b", PaginationConfig={"PageSize": 400}
)
found = [event["message"] for page in pages for event in page["events"]]
assert found == [f"a {n} grüße" for n in range(1500)], (len(found), found[:3])

backward, token = [], {}
while True:
    page = logs.get_log_events(logGroupName=group, logStreamName="b", limit=700, **token)
    if not page["events"]:
        break
    backward = page["events"] + backward
    token = {"nextToken": page["nextBackwardToken"]}
assert [event["message"] for event in backward] == [f"b {n} grüße" for n in range(1500)]

described = logs.get_paginator("describe_log_groups").paginate(logGroupNamePrefix=group).build_full_result()
assert described["logGroups"][0]["retentionInDays"] == 14
assert described["logGroups"][0]["storedBytes"] > 0
streams = logs.describe_log_streams(logGroupName=group, orderBy="LastEventTime", descending=True)["logStreams"]
assert {stream["lastEventTimestamp"] for stream in streams} == {now + 1499}

try:
    logs.create_log_group(logGroupName=group)
    raise SystemExit("a group was created twice")
except logs.exceptions.ResourceAlreadyExistsException as error:
    assert error.response["Error"]["Message"] == "The specified log group already exists"
try:
    logs.put_log_events(logGroupName=group, logStreamName="none", logEvents=[{"timestamp": now, "message": "x"}])
    raise SystemExit("a stream that is not there took events")
except botocore.exceptions.ClientError as error:
    assert error.response["Error"]["Code"] == "ResourceNotFoundException"

print(f"boto3 {boto3.__version__}: 3000 events were logged and found")
