"""Server-side encryption of S3 with boto3: S3's, KMS's and the client's own keys, whole files and ranges."""

import io
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = "encryption-boto3"
KEY = os.urandom(32)
OWN = {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": KEY}


def client(name):
    return boto3.client(
        name,
        endpoint_url=os.environ["FOREBAY_ENDPOINT"],
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"max_attempts": 1}),
    )


s3 = client("s3")
kms = client("kms")
s3.create_bucket(Bucket=BUCKET)
kms_key = kms.create_key()["KeyMetadata"]["Arn"]


def error_of(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError("nothing was refused")


def kinds():
    yield {"ServerSideEncryption": "AES256"}, {}, {"ServerSideEncryption": "AES256"}
    managed = {"ServerSideEncryption": "aws:kms", "SSEKMSKeyId": kms_key}
    yield managed, {}, managed
    yield {**managed, "BucketKeyEnabled": True}, {}, {**managed, "BucketKeyEnabled": True}
    layers = {**managed, "ServerSideEncryption": "aws:kms:dsse"}
    yield layers, {}, layers
    yield OWN, OWN, {"SSECustomerAlgorithm": "AES256"}


def whole_and_ranges():
    body = os.urandom(200_000)
    for write, read, shown in kinds():
        answer = s3.put_object(Bucket=BUCKET, Key="k", Body=body, **write)
        assert all(answer[name] == value for name, value in shown.items()), answer
        got = s3.get_object(Bucket=BUCKET, Key="k", **read)
        assert got["Body"].read() == body
        assert all(got[name] == value for name, value in shown.items()), got
        part = s3.get_object(Bucket=BUCKET, Key="k", Range="bytes=65530-131080", **read)
        assert part["Body"].read() == body[65530:131081]


def managed_transfers():
    """boto3 itself uploads in parts and downloads in ranges."""
    body = os.urandom(20 * 1024 * 1024)
    for write, read, _ in kinds():
        write = {name: value for name, value in write.items() if name != "BucketKeyEnabled"}  # s3transfer has it not
        s3.upload_fileobj(io.BytesIO(body), BUCKET, "large", ExtraArgs=write)
        into = io.BytesIO()
        s3.download_fileobj(BUCKET, "large", into, ExtraArgs=read)
        assert into.getvalue() == body
        source = {f"CopySource{name}": value for name, value in read.items()}
        s3.copy_object(
            Bucket=BUCKET,
            Key="copy",
            CopySource={"Bucket": BUCKET, "Key": "large"},
            ServerSideEncryption="AES256",
            **source,
        )
        assert s3.get_object(Bucket=BUCKET, Key="copy")["Body"].read() == body


def refusals():
    s3.put_object(Bucket=BUCKET, Key="own", Body=b"x", **OWN)
    assert error_of(s3.get_object, Bucket=BUCKET, Key="own") == "InvalidRequest"
    other = {**OWN, "SSECustomerKey": os.urandom(32)}
    assert error_of(s3.get_object, Bucket=BUCKET, Key="own", **other) == "AccessDenied"
    s3.put_object(Bucket=BUCKET, Key="kms", Body=b"x", ServerSideEncryption="aws:kms", SSEKMSKeyId=kms_key)
    kms.disable_key(KeyId=kms_key)
    assert error_of(s3.get_object, Bucket=BUCKET, Key="kms") == "KMS.DisabledException"
    kms.enable_key(KeyId=kms_key)


def bucket_default():
    rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": kms_key}}
    assert error_of(s3.get_bucket_encryption, Bucket=BUCKET) == "ServerSideEncryptionConfigurationNotFoundError"
    s3.put_bucket_encryption(Bucket=BUCKET, ServerSideEncryptionConfiguration={"Rules": [rule]})
    assert s3.put_object(Bucket=BUCKET, Key="default", Body=b"x")["SSEKMSKeyId"] == kms_key
    s3.delete_bucket_encryption(Bucket=BUCKET)


whole_and_ranges()
managed_transfers()
refusals()
bucket_default()
print("objects under five kinds of keys came back")
