"""KMS with boto3: keys, envelopes, signatures, grants, paginators, and errors with AWS's words."""

import json
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError



def client(name, key="test", secret="test", token=None):
    return boto3.client(
        name,
        endpoint_url=os.environ["FOREBAY_ENDPOINT"],
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(retries={"max_attempts": 1}),
    )


kms = client("kms")


def error_of(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400, error.response
        return error.response["Error"]["Code"], error.response["Error"]["Message"]
    raise AssertionError("no error")


def pages(operation, key, size, **arguments):
    paginator = kms.get_paginator(operation)
    return [item for page in paginator.paginate(PaginationConfig={"PageSize": size}, **arguments) for item in page[key]]


def encryption():
    key = kms.create_key(Description="boto3", Tags=[{"TagKey": "team", "TagValue": "lake"}])["KeyMetadata"]
    kms.create_alias(AliasName="alias/boto3", TargetKeyId=key["KeyId"])
    context = {"table": "orders"}
    sealed = kms.encrypt(KeyId="alias/boto3", Plaintext=b"secret", EncryptionContext=context)
    opened = kms.decrypt(CiphertextBlob=sealed["CiphertextBlob"], EncryptionContext=context)
    assert opened["Plaintext"] == b"secret" and opened["KeyId"] == key["Arn"]
    assert error_of(kms.decrypt, CiphertextBlob=sealed["CiphertextBlob"])[0] == "InvalidCiphertextException"
    data_key = kms.generate_data_key(KeyId=key["KeyId"], KeySpec="AES_256")
    assert kms.decrypt(CiphertextBlob=data_key["CiphertextBlob"])["Plaintext"] == data_key["Plaintext"]
    pair = kms.generate_data_key_pair(KeyId=key["KeyId"], KeyPairSpec="ECC_NIST_P256")
    assert kms.decrypt(CiphertextBlob=pair["PrivateKeyCiphertextBlob"])["Plaintext"] == pair["PrivateKeyPlaintext"]
    kms.disable_key(KeyId=key["KeyId"])
    assert error_of(kms.encrypt, KeyId=key["KeyId"], Plaintext=b"x") == ("DisabledException", f"{key['Arn']} is disabled.")
    kms.schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
    assert error_of(kms.encrypt, KeyId=key["KeyId"], Plaintext=b"x") == (
        "KMSInvalidStateException",
        f"{key['Arn']} is pending deletion.",
    )
    assert error_of(kms.describe_key, KeyId="nobody") == ("NotFoundException", "Invalid keyId 'nobody'")
    assert error_of(kms.describe_key, KeyId="alias/nobody") == (
        "NotFoundException",
        "Alias arn:aws:kms:us-east-1:000000000000:alias/nobody is not found.",
    )


def signatures():
    for spec, algorithm in (
        ("RSA_2048", "RSASSA_PSS_SHA_256"),
        ("ECC_NIST_P384", "ECDSA_SHA_384"),
        ("ECC_NIST_EDWARDS25519", "ED25519_SHA_512"),
    ):
        key = kms.create_key(KeySpec=spec, KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
        arguments = {"KeyId": key, "Message": b"message", "SigningAlgorithm": algorithm}
        signature = kms.sign(**arguments)["Signature"]
        assert kms.verify(Signature=signature, **arguments)["SignatureValid"]
        assert error_of(kms.verify, Signature=signature[:-1], **arguments)[0] == "KMSInvalidSignatureException"
    mac = kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["KeyId"]
    arguments = {"KeyId": mac, "Message": b"message", "MacAlgorithm": "HMAC_SHA_256"}
    made = kms.generate_mac(**arguments)["Mac"]
    assert kms.verify_mac(Mac=made, **arguments)["MacValid"]
    assert error_of(kms.verify_mac, Mac=made[::-1], **arguments)[0] == "KMSInvalidMacException"


def paginators():
    made = {kms.create_key()["KeyMetadata"]["KeyId"] for _ in range(7)}
    assert made <= {key["KeyId"] for key in pages("list_keys", "Keys", 3)}
    key = min(made)
    for number in range(7):
        kms.create_alias(AliasName=f"alias/pages/{number}", TargetKeyId=key)
    names = [alias["AliasName"] for alias in pages("list_aliases", "Aliases", 2, KeyId=key)]
    assert names == [f"alias/pages/{number}" for number in range(7)]
    role = "arn:aws:iam::000000000000:role/reader"
    grants = {
        kms.create_grant(KeyId=key, GranteePrincipal=role, RetiringPrincipal=role, Operations=["Decrypt"])["GrantId"]
        for _ in range(5)
    }
    assert {grant["GrantId"] for grant in pages("list_grants", "Grants", 2, KeyId=key)} == grants
    retirable = pages("list_retirable_grants", "Grants", 2, RetiringPrincipal=role)
    assert {grant["GrantId"] for grant in retirable} == grants
    for _ in range(3):
        kms.rotate_key_on_demand(KeyId=key)
    assert len(pages("list_key_rotations", "Rotations", 2, KeyId=key)) == 3
    kms.tag_resource(KeyId=key, Tags=[{"TagKey": f"k{number}", "TagValue": "v"} for number in range(5)])
    assert len(pages("list_resource_tags", "Tags", 2, KeyId=key)) == 5
    assert pages("list_key_policies", "PolicyNames", 10, KeyId=key) == ["default"]
    assert error_of(kms.list_keys, Marker="not-a-marker")[0] == "InvalidMarkerException"


def session_of_a_role():
    """The KMS client of a role that has no policy at all, and its ARNs."""
    iam = client("iam")
    user = iam.create_user(UserName="kms-operator")["User"]
    may_assume = {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}
    iam.put_user_policy(
        UserName="kms-operator",
        PolicyName="assume",
        PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [may_assume]}),
    )
    trust = {"Effect": "Allow", "Principal": {"AWS": user["Arn"]}, "Action": "sts:AssumeRole"}
    role = iam.create_role(
        RoleName="kms-reader",
        AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
    )["Role"]
    key = iam.create_access_key(UserName="kms-operator")["AccessKey"]
    sts = client("sts", key["AccessKeyId"], key["SecretAccessKey"])
    answer = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="night")
    given = answer["Credentials"]
    reader = client("kms", given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    return reader, role["Arn"], answer["AssumedRoleUser"]["Arn"]


def grants():
    reader, role_arn, session_arn = session_of_a_role()
    key = kms.create_key()["KeyMetadata"]
    sealed = kms.encrypt(KeyId=key["KeyId"], Plaintext=b"granted")["CiphertextBlob"]
    refused = (
        "AccessDeniedException",
        f"User: {session_arn} is not authorized to perform: kms:Decrypt on resource: {key['Arn']} "
        "because no identity-based policy allows the kms:Decrypt action",
    )
    assert error_of(reader.decrypt, CiphertextBlob=sealed) == refused
    grant = kms.create_grant(KeyId=key["KeyId"], GranteePrincipal=role_arn, Operations=["Decrypt"])
    assert reader.decrypt(CiphertextBlob=sealed)["Plaintext"] == b"granted"
    kms.disable_key(KeyId=key["KeyId"])
    assert error_of(reader.decrypt, CiphertextBlob=sealed)[0] == "DisabledException"
    kms.enable_key(KeyId=key["KeyId"])
    kms.revoke_grant(KeyId=key["KeyId"], GrantId=grant["GrantId"])
    assert error_of(reader.decrypt, CiphertextBlob=sealed) == refused


encryption()
signatures()
paginators()
grants()
print("boto3 encrypted, signed and paged")
