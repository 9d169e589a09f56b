# boto3 on Lambda: versions and aliases, layers, a function URL, provisioned concurrency, a stream read in windows, refusals.
import base64
import io
import json
import os
import time
import urllib.request
import zipfile
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import ClientError

ENDPOINT = os.environ["FOREBAY_ENDPOINT"]
lambda_, kinesis, iam = (boto3.client(name, endpoint_url=ENDPOINT) for name in ("lambda", "kinesis", "iam"))


def archive(name, source):
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as entries:
        entries.writestr(name, source)
    return {"ZipFile": code.getvalue()}


def wait_for(what, look):
    for _ in range(600):
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("%s did not come" % what)


def refused(call):
    try:
        call()
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError("it was not refused")


def create(name, source, **more):
    lambda_.create_function(
        FunctionName=name, Runtime="python3.11", Handler="app.handler", Role=ROLE, Code=archive("app.py", source), **more
    )
    lambda_.get_waiter("function_active_v2").wait(FunctionName=name)


trust = {
    "Version": "2012-10-17",
    "Statement": {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"},
}
ROLE = iam.create_role(RoleName="lambda-boto3", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
iam.attach_role_policy(RoleName="lambda-boto3", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")

layer = lambda_.publish_layer_version(LayerName="py-shared", Content=archive("python/shared.py", "NAME = 'layer'\n"))
create(
    "py-web",
    "import shared\ndef handler(event, context):\n    return {'by': shared.NAME, 'path': event.get('rawPath'), 'v': context.function_version}\n",
    Layers=[layer["LayerVersionArn"]],
)
version = lambda_.publish_version(FunctionName="py-web")["Version"]
lambda_.create_alias(FunctionName="py-web", Name="live", FunctionVersion=version)
lambda_.put_provisioned_concurrency_config(FunctionName="py-web", Qualifier="live", ProvisionedConcurrentExecutions=1)
progress = lambda: lambda_.get_provisioned_concurrency_config(FunctionName="py-web", Qualifier="live")["Status"]
wait_for("the provisioned environment", lambda: progress() == "READY")

url = lambda_.create_function_url_config(FunctionName="py-web", Qualifier="live", AuthType="NONE")["FunctionUrl"]
allowed = {"FunctionName": "py-web", "Qualifier": "live", "Principal": "*"}
lambda_.add_permission(StatementId="u", Action="lambda:InvokeFunctionUrl", FunctionUrlAuthType="NONE", **allowed)
lambda_.add_permission(StatementId="i", Action="lambda:InvokeFunction", **allowed)
request = urllib.request.Request(ENDPOINT + "/some/path", headers={"Host": urlsplit(url).netloc})
answer = json.load(urllib.request.urlopen(request))
assert answer == {"by": "layer", "path": "/some/path", "v": version}, answer

create(
    "py-sums",
    "import base64\n"
    "def handler(event, context):\n"
    "    total = event['state'].get('total', 0)\n"
    "    total += sum(int(base64.b64decode(r['kinesis']['data'])) for r in event['Records'])\n"
    "    print('total', total)\n"
    "    return {'state': {'total': total}}\n",
)
kinesis.create_stream(StreamName="py-numbers", ShardCount=1)
kinesis.get_waiter("stream_exists").wait(StreamName="py-numbers", WaiterConfig={"Delay": 1})
mapping = lambda_.create_event_source_mapping(
    FunctionName="py-sums",
    EventSourceArn="arn:aws:kinesis:us-east-1:000000000000:stream/py-numbers",
    StartingPosition="TRIM_HORIZON",
    TumblingWindowInSeconds=60,
)
assert mapping["TumblingWindowInSeconds"] == 60
kinesis.put_records(StreamName="py-numbers", Records=[{"PartitionKey": "k", "Data": b"%d" % n} for n in range(10)])
last = lambda: lambda_.get_event_source_mapping(UUID=mapping["UUID"])["LastProcessingResult"]
wait_for("the batch", lambda: last() == "OK")
lambda_.delete_event_source_mapping(UUID=mapping["UUID"])

said = lambda_.invoke(FunctionName="py-web", LogType="Tail", Payload=b"{}")
assert b"REPORT RequestId" in base64.b64decode(said["LogResult"])
assert refused(lambda: lambda_.get_function_url_config(FunctionName="py-web")) == "ResourceNotFoundException"
image = lambda: lambda_.create_function(FunctionName="i", Role=ROLE, PackageType="Image", Code={"ImageUri": "a/b:c"})
assert refused(image) == "NotImplemented"
print("layers, versions, URLs, windows and provisioned concurrency of Lambda")
