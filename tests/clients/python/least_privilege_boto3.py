"""The demo's pipeline by a user and a role that may do just what they need: without any one permission, exactly the call
that needs it is refused, in AWS's words. The endpoint comes from FOREBAY_ENDPOINT.
"""

import json
import os
import time
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ENDPOINT = os.environ["FOREBAY_ENDPOINT"]
ACCOUNT = "000000000000"
PLACE = f"us-east-1:{ACCOUNT}"
BUCKET, STREAM, DELIVERY, DATABASE, CRAWLER = "lp-lake", "lp-orders", "lp-delivery", "lp_sales", "lp-crawler"
USER = f"arn:aws:iam::{ACCOUNT}:user/engineer"
CATALOG = [f"arn:aws:glue:{PLACE}:catalog", f"arn:aws:glue:{PLACE}:database/{DATABASE}", f"arn:aws:glue:{PLACE}:table/{DATABASE}/*"]
BUCKET_ARN = f"arn:aws:s3:::{BUCKET}"
WORK_GROUP = f"arn:aws:athena:{PLACE}:workgroup/primary"
STREAM_ARN = f"arn:aws:kinesis:{PLACE}:stream/{STREAM}"


def client(name, key="test", secret="test", token=None):
    return boto3.client(
        name,
        endpoint_url=ENDPOINT,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


def document(statements):
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def statements(permissions):
    return [{"Effect": "Allow", "Action": action, "Resource": resource} for action, resource in permissions]


def trust(*services):
    return document([{"Effect": "Allow", "Principal": {"Service": list(services)}, "Action": "sts:AssumeRole"}])


def wait_for(what, done, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = done()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen in {seconds} s")


def refused(call):
    """The code and the message of the refusal, or None."""
    try:
        call()
        return None
    except ClientError as error:
        return error.response["Error"]["Code"], error.response["Error"]["Message"]


def pass_time(seconds):
    body = json.dumps({"advanceMs": seconds * 1000}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{ENDPOINT}/_forebay/clock", data=body)).close()


ROOT = {name: client(name) for name in ("s3", "kinesis", "firehose", "glue", "athena", "iam")}

ROLE_PERMISSIONS = [
    ("kinesis:DescribeStreamSummary", STREAM_ARN),
    ("kinesis:ListShards", STREAM_ARN),
    ("kinesis:GetShardIterator", STREAM_ARN),
    ("kinesis:GetRecords", STREAM_ARN),
    ("glue:GetTable", CATALOG),
    ("s3:PutObject", f"{BUCKET_ARN}/orders/*"),
]

# What the user needs, each with the call that breaks without it.
USER_PERMISSIONS = [
    ("kinesis:PutRecords", STREAM_ARN, "put"),
    ("firehose:DescribeDeliveryStream", f"arn:aws:firehose:{PLACE}:deliverystream/{DELIVERY}", "describe"),
    ("glue:StartCrawler", f"arn:aws:glue:{PLACE}:crawler/{CRAWLER}", "start crawler"),
    ("glue:GetCrawler", f"arn:aws:glue:{PLACE}:crawler/{CRAWLER}", "get crawler"),
    ("athena:StartQueryExecution", WORK_GROUP, "query"),
    ("athena:GetQueryExecution", WORK_GROUP, "query"),
    ("athena:GetQueryResults", WORK_GROUP, "query"),
    ("glue:GetDatabase", CATALOG, "query"),
    ("glue:GetTable", CATALOG, "query"),
    ("glue:GetPartitions", CATALOG, "query"),
    ("s3:ListBucket", BUCKET_ARN, "query"),
    ("s3:GetObject", f"{BUCKET_ARN}/*", "query"),
    ("s3:PutObject", f"{BUCKET_ARN}/results/*", "query"),
]


def create_pipeline():
    iam, glue, kinesis, firehose = ROOT["iam"], ROOT["glue"], ROOT["kinesis"], ROOT["firehose"]
    ROOT["s3"].create_bucket(Bucket=BUCKET)
    kinesis.create_stream(StreamName=STREAM, ShardCount=1)
    kinesis.get_waiter("stream_exists").wait(StreamName=STREAM, WaiterConfig={"Delay": 1})
    glue.create_database(DatabaseInput={"Name": DATABASE})
    columns = [{"Name": "id", "Type": "int"}, {"Name": "city", "Type": "string"}]
    glue.create_table(DatabaseName=DATABASE, TableInput={"Name": "record", "StorageDescriptor": {"Columns": columns}})
    role = iam.create_role(RoleName="lp-pipeline", AssumeRolePolicyDocument=trust("firehose.amazonaws.com"))["Role"]["Arn"]
    crawler = iam.create_role(RoleName="lp-crawler", AssumeRolePolicyDocument=trust("glue.amazonaws.com"))["Role"]["Arn"]
    reads = statements([("s3:ListBucket", BUCKET_ARN), ("s3:GetObject", f"{BUCKET_ARN}/orders/*")])
    iam.put_role_policy(RoleName="lp-crawler", PolicyName="lake", PolicyDocument=document(reads))
    glue.create_crawler(Name=CRAWLER, Role=crawler, DatabaseName=DATABASE, Targets={"S3Targets": [{"Path": f"s3://{BUCKET}/orders/"}]})
    create = lambda: firehose.create_delivery_stream(
        DeliveryStreamName=DELIVERY,
        DeliveryStreamType="KinesisStreamAsSource",
        KinesisStreamSourceConfiguration={"KinesisStreamARN": STREAM_ARN, "RoleARN": role},
        ExtendedS3DestinationConfiguration={
            "BucketARN": BUCKET_ARN,
            "RoleARN": role,
            "Prefix": "orders/year=!{timestamp:yyyy}/",
            "ErrorOutputPrefix": "errors/!{firehose:error-output-type}/",
            "BufferingHints": {"SizeInMBs": 64, "IntervalInSeconds": 1},
            "DataFormatConversionConfiguration": {
                "Enabled": True,
                "InputFormatConfiguration": {"Deserializer": {"OpenXJsonSerDe": {}}},
                "OutputFormatConfiguration": {"Serializer": {"ParquetSerDe": {}}},
                "SchemaConfiguration": {"DatabaseName": DATABASE, "TableName": "record", "RoleARN": role},
            },
        },
    )
    for missing in ("kinesis:DescribeStreamSummary", "glue:GetTable"):
        allow_role(without=missing)
        code, message = refused(create)
        assert code == "InvalidArgumentException" and f"is not authorized to perform: {missing} on resource" in message, message
    allow_role(without="s3:PutObject")
    create()
    status = lambda: firehose.describe_delivery_stream(DeliveryStreamName=DELIVERY)["DeliveryStreamDescription"]["DeliveryStreamStatus"]
    wait_for("the delivery stream", lambda: status() == "ACTIVE")


def allow_role(without=None):
    allowed = [permission for permission in ROLE_PERMISSIONS if permission[0] != without]
    ROOT["iam"].put_role_policy(RoleName="lp-pipeline", PolicyName="pipeline", PolicyDocument=document(statements(allowed)))


def denials():
    with urllib.request.urlopen(f"{ENDPOINT}/_forebay/access") as answer:
        return json.load(answer)["denials"]


def deliver_once_allowed():
    """Without s3:PutObject nothing arrives and the platform says why; with it what was put before arrives."""
    ROOT["kinesis"].put_record(StreamName=STREAM, Data=b'{"id": 1, "city": "Basel"}', PartitionKey="1")

    def denied():
        pass_time(1)
        return [each for each in denials() if each["action"] == "s3:PutObject"]

    [denial, *_] = wait_for("the denial", denied)
    assert ":assumed-role/lp-pipeline/" in denial["principal"] and denial["because"] == "identity-based policy", denial
    arrived = lambda: ROOT["s3"].list_objects_v2(Bucket=BUCKET, Prefix="orders/")["KeyCount"]
    assert arrived() == 0
    allow_role()

    def delivered():
        pass_time(60)
        return arrived() > 0

    wait_for("the delivery", delivered)


class Engineer:
    """The user with an access key, and the calls of its day."""

    def __init__(self):
        iam = ROOT["iam"]
        iam.create_user(UserName="engineer")
        self.allow(None)
        key = iam.create_access_key(UserName="engineer")["AccessKey"]
        signed = (key["AccessKeyId"], key["SecretAccessKey"])
        self.clients = {name: client(name, *signed) for name in ("kinesis", "firehose", "glue", "athena", "s3")}

    def allow(self, without):
        allowed = [(action, resource) for action, resource, _ in USER_PERMISSIONS if action != without]
        policy = document(statements(allowed))
        ROOT["iam"].put_user_policy(UserName="engineer", PolicyName="day", PolicyDocument=policy)

    def put(self):
        self.clients["kinesis"].put_records(StreamName=STREAM, Records=[{"Data": b'{"id": 2, "city": "Bern"}', "PartitionKey": "2"}])

    def describe(self):
        self.clients["firehose"].describe_delivery_stream(DeliveryStreamName=DELIVERY)

    def start_crawler(self):
        self.clients["glue"].start_crawler(Name=CRAWLER)
        wait_for("the crawl", lambda: ROOT["glue"].get_crawler(Name=CRAWLER)["Crawler"]["State"] == "READY")
        assert ROOT["glue"].get_crawler(Name=CRAWLER)["Crawler"]["LastCrawl"]["Status"] == "SUCCEEDED"

    def get_crawler(self):
        self.clients["glue"].get_crawler(Name=CRAWLER)

    def query(self):
        athena = self.clients["athena"]
        started = athena.start_query_execution(
            QueryString="SELECT count(*) FROM orders WHERE year > '2000'",
            QueryExecutionContext={"Database": DATABASE},
            ResultConfiguration={"OutputLocation": f"s3://{BUCKET}/results/"},
        )["QueryExecutionId"]
        end = lambda: athena.get_query_execution(QueryExecutionId=started)["QueryExecution"]
        wait_for("the query", lambda: end()["Status"]["State"] in ("SUCCEEDED", "FAILED"))
        status = end()["Status"]
        if status["State"] == "FAILED":
            raise ClientError({"Error": {"Code": "FAILED", "Message": status["StateChangeReason"]}}, "query")
        assert int(athena.get_query_results(QueryExecutionId=started)["ResultSet"]["Rows"][1]["Data"][0]["VarCharValue"]) >= 1

    def calls(self):
        return {"put": self.put, "describe": self.describe, "start crawler": self.start_crawler, "get crawler": self.get_crawler, "query": self.query}


def remove_one_at_a_time(engineer):
    for name, call in engineer.calls().items():
        assert refused(call) is None, (name, refused(call))
    for action, resource, broken in USER_PERMISSIONS:
        engineer.allow(without=action)
        for name, call in engineer.calls().items():
            refusal = refused(call)
            if name != broken:
                assert refusal is None, (action, name, refusal)
                continue
            if action == "s3:ListBucket":  # Athena looks for the bucket of its results first, and has words of its own (recorded)
                assert refusal == ("InvalidRequestException", f"Unable to verify/create output bucket {BUCKET}"), refusal
                continue
            code, message = refusal or ("nothing", "")
            assert code in ("AccessDeniedException", "FAILED"), (action, name, refusal)
            assert f"User: {USER} is not authorized to perform: {action} on resource: " in message, (action, message)
            assert f"because no identity-based policy allows the {action} action" in message, (action, message)
    engineer.allow(without=None)


def cross_account():
    """A role of another account: its trust policy and the caller's own policy must both allow."""
    iam, other = ROOT["iam"], client("iam", "222222222222")
    role = other.create_role(
        RoleName="lp-reader",
        AssumeRolePolicyDocument=document(
            [
                {
                    "Effect": "Allow",
                    "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:root"},
                    "Action": "sts:AssumeRole",
                    "Condition": {"StringEquals": {"sts:ExternalId": "partner"}},
                }
            ]
        ),
    )["Role"]["Arn"]
    other.put_role_policy(RoleName="lp-reader", PolicyName="list", PolicyDocument=document(statements([("s3:ListAllMyBuckets", "*")])))
    iam.create_user(UserName="guest")
    key = iam.create_access_key(UserName="guest")["AccessKey"]
    sts = client("sts", key["AccessKeyId"], key["SecretAccessKey"])
    assume = lambda **more: sts.assume_role(RoleArn=role, RoleSessionName="visit", **more)
    text = f"User: arn:aws:iam::{ACCOUNT}:user/guest is not authorized to perform: sts:AssumeRole on resource: {role}"
    code, message = refused(lambda: assume(ExternalId="partner"))
    assert code == "AccessDenied" and message.startswith(text), message
    iam.put_user_policy(UserName="guest", PolicyName="visit", PolicyDocument=document(statements([("sts:AssumeRole", role)])))
    code, message = refused(assume)
    assert code == "AccessDenied" and message.startswith(text), message
    given = assume(ExternalId="partner")["Credentials"]
    session = (given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    assert client("sts", *session).get_caller_identity()["Account"] == "222222222222"
    client("s3", *session).list_buckets()
    assert refused(lambda: client("kinesis", *session).list_streams())[0] == "AccessDeniedException"


def bucket_policy():
    """A bucket lets a user of another account read one prefix."""
    guest = client("iam", "333333333333")
    user = guest.create_user(UserName="analyst")["User"]["Arn"]
    key = guest.create_access_key(UserName="analyst")["AccessKey"]
    s3 = client("s3", key["AccessKeyId"], key["SecretAccessKey"])
    ROOT["s3"].create_bucket(Bucket="lp-shared")
    for name in ("open/a", "closed/a"):
        ROOT["s3"].put_object(Bucket="lp-shared", Key=name, Body=b"a")
    read = lambda name: s3.get_object(Bucket="lp-shared", Key=name)["Body"].read()
    shares = [{"Effect": "Allow", "Principal": {"AWS": user}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::lp-shared/open/*"}]
    ROOT["s3"].put_bucket_policy(Bucket="lp-shared", Policy=document(shares))
    assert refused(lambda: read("open/a")) == ("AccessDenied", "Access Denied")
    guest.put_user_policy(UserName="analyst", PolicyName="read", PolicyDocument=document(statements([("s3:GetObject", "arn:aws:s3:::lp-shared/*")])))
    assert read("open/a") == b"a"
    assert refused(lambda: read("closed/a")) == ("AccessDenied", "Access Denied")
    denies = [*shares, {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::lp-shared/open/a"}]
    ROOT["s3"].put_bucket_policy(Bucket="lp-shared", Policy=document(denies))
    assert refused(lambda: read("open/a")) == ("AccessDenied", "Access Denied")


def kms_grant():
    """A role that no policy lets decrypt may, as long as it holds a grant."""
    kms, iam = client("kms"), ROOT["iam"]
    key = kms.create_key()["KeyMetadata"]
    secret = kms.encrypt(KeyId=key["KeyId"], Plaintext=b"secret", EncryptionContext={"team": "data"})["CiphertextBlob"]
    user = iam.create_user(UserName="decrypter")["User"]["Arn"]
    given = iam.create_access_key(UserName="decrypter")["AccessKey"]
    mine = client("kms", given["AccessKeyId"], given["SecretAccessKey"])
    decrypt = lambda: mine.decrypt(CiphertextBlob=secret, EncryptionContext={"team": "data"})["Plaintext"]
    text = f"User: {user} is not authorized to perform: kms:Decrypt on resource: {key['Arn']} because no identity-based policy allows the kms:Decrypt action"
    assert refused(decrypt) == ("AccessDeniedException", text), refused(decrypt)
    constraints = {"EncryptionContextSubset": {"team": "data"}}
    grant = kms.create_grant(KeyId=key["KeyId"], GranteePrincipal=user, Operations=["Decrypt"], Constraints=constraints)
    assert decrypt() == b"secret"
    assert refused(lambda: mine.encrypt(KeyId=key["KeyId"], Plaintext=b"a"))[0] == "AccessDeniedException"
    kms.revoke_grant(KeyId=key["KeyId"], GrantId=grant["GrantId"])
    assert refused(decrypt)[0] == "AccessDeniedException"


if __name__ == "__main__":
    create_pipeline()
    deliver_once_allowed()
    ROOT["glue"].start_crawler(Name=CRAWLER)
    wait_for("the first crawl", lambda: ROOT["glue"].get_crawler(Name=CRAWLER)["Crawler"]["State"] == "READY")
    remove_one_at_a_time(Engineer())
    cross_account()
    bucket_policy()
    kms_grant()
    print(f"{len(USER_PERMISSIONS)} permissions removed one at a time")
