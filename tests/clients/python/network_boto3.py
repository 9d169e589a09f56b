# boto3: access points by ARN and alias, the account's block of public access, and a gateway endpoint, through Forebay as a proxy.
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

PROXY = Config(proxies={"http": os.environ["FOREBAY_ENDPOINT"]})
ACCOUNT = "000000000000"


def client(service, endpoint="http://localhost"):
    return boto3.client(service, endpoint_url=endpoint, config=PROXY)


def refused(call, **parameters):
    try:
        call(**parameters)
    except ClientError as error:
        return error.response["Error"]
    raise AssertionError("nothing was refused")


s3, control, ec2 = client("s3"), client("s3control"), client("ec2")
s3.create_bucket(Bucket="net-boto3")
s3.put_object(Bucket="net-boto3", Key="a/b", Body=b"body")

point = control.create_access_point(AccountId=ACCOUNT, Name="boto3-point", Bucket="net-boto3")
for bucket in (point["AccessPointArn"], point["Alias"]):
    assert s3.get_object(Bucket=bucket, Key="a/b")["Body"].read() == b"body"
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="a/")
    assert [entry["Key"] for page in pages for entry in page["Contents"]] == ["a/b"]
control.put_public_access_block(
    AccountId=ACCOUNT, PublicAccessBlockConfiguration={"BlockPublicPolicy": True, "BlockPublicAcls": True}
)
assert control.get_public_access_block(AccountId=ACCOUNT)["PublicAccessBlockConfiguration"]["BlockPublicAcls"]
control.delete_public_access_block(AccountId=ACCOUNT)
assert refused(control.get_public_access_block, AccountId=ACCOUNT)["Code"] == "NoSuchPublicAccessBlockConfiguration"
assert refused(control.get_access_point, AccountId=ACCOUNT, Name="none")["Code"] == "NoSuchAccessPoint"

vpc = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"][0]["VpcId"]
endpoint = ec2.create_vpc_endpoint(
    VpcId=vpc,
    ServiceName="com.amazonaws.us-east-1.s3",
    PolicyDocument='{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:Get*","Resource":"*"}]}',
)["VpcEndpoint"]["VpcEndpointId"]
inside = client("s3", f"http://{endpoint}.s3.us-east-1.vpce.localhost")
assert inside.get_object(Bucket="net-boto3", Key="a/b")["Body"].read() == b"body"
denied = refused(inside.put_object, Bucket="net-boto3", Key="c", Body=b"")
assert denied["Code"] == "AccessDenied" and "no VPC endpoint policy allows the s3:PutObject action" in denied["Message"]
assert ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]
print("access points and a gateway endpoint")
