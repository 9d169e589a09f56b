# Metrics, whichever protocol this boto3 speaks: CBOR, JSON or query.
import datetime
import os
import sys
import boto3
import botocore.exceptions

cloudwatch = boto3.client("cloudwatch", endpoint_url=os.environ["FOREBAY_ENDPOINT"])
namespace = f"Shop/{boto3.__version__}"
now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
minute = datetime.timedelta(minutes=1)
dimensions = [{"Name": "shop", "Value": "north"}, {"Name": "till", "Value": "4"}]

cloudwatch.put_metric_data(
    Namespace=namespace,
    MetricData=[
        {
            "MetricName": "orders",
            "Dimensions": dimensions,
            "Timestamp": now - minute * offset,
            "Values": [offset + 0.5, 10.0],
            "Counts": [2.0, 1.0],
            "Unit": "Count",
        }
        for offset in range(300)
    ],
)
answer = cloudwatch.get_metric_statistics(
    Namespace=namespace,
    MetricName="orders",
    Dimensions=dimensions[::-1],
    StartTime=now - minute * 2,
    EndTime=now + minute,
    Period=60,
    Statistics=["Sum", "SampleCount"],
    ExtendedStatistics=["p100"],
)
assert [point["Sum"] for point in answer["Datapoints"]] == [15.0, 13.0, 11.0], answer
assert answer["Datapoints"][0]["ExtendedStatistics"] == {"p100": 10.0}
assert answer["Datapoints"][0]["Timestamp"] == now - minute * 2

metric = {"Namespace": namespace, "MetricName": "orders", "Dimensions": dimensions}
paginator = cloudwatch.get_paginator("get_metric_data")
pages = paginator.paginate(
    MetricDataQueries=[
        {"Id": "m1", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}, "ReturnData": False},
        {"Id": "e1", "Expression": "m1 * 2", "Label": "doubled"},
    ],
    StartTime=now - minute * 299,
    EndTime=now + minute,
    PaginationConfig={"PageSize": 100},
)
values = [value for page in pages for result in page["MetricDataResults"] for value in result["Values"]]
assert len(values) == 300 and values[0] == 22.0, (len(values), values[:3])

listed = cloudwatch.list_metrics(Namespace=namespace)["Metrics"]
assert [each["MetricName"] for each in listed] == ["orders"], listed
assert sorted(each["Name"] for each in listed[0]["Dimensions"]) == ["shop", "till"]

try:
    cloudwatch.put_metric_data(
        Namespace=namespace, MetricData=[{"MetricName": "orders", "Value": 1.0, "Values": [1.0]}]
    )
    sys.exit("two kinds of value were taken")
except botocore.exceptions.ClientError as error:
    assert error.response["Error"]["Code"] == "InvalidParameterCombination", error.response
    assert "mutually exclusive" in error.response["Error"]["Message"]

print(f"boto3 {boto3.__version__}: 300 minutes of orders measured")
