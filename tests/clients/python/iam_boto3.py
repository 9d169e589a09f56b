"""Users, roles and policies by boto3: its paginators, waiters, resources and errors."""

import json
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ACCOUNT = "000000000000"


def client(name, access_key_id="test", secret_access_key="test"):
    return boto3.client(
        name,
        endpoint_url=os.environ["FOREBAY_ENDPOINT"],
        region_name="us-east-1",
        aws_access_key_id=access_key_id,
        aws_secret_access_key=secret_access_key,
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1}),
    )


def document(action, resource="*", **more):
    statement = {"Effect": "Allow", "Action": action, "Resource": resource, **more}
    return {"Version": "2012-10-17", "Statement": [statement]}


def trust(service):
    statement = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def refused(code, call, **arguments):
    """The message of a call that fails with this code."""
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response["Error"]["Message"]
    raise AssertionError("no error")


def pages(iam, operation, key, **arguments):
    answers = iam.get_paginator(operation).paginate(PaginationConfig={"PageSize": 3}, **arguments)
    return [item for page in answers for item in page[key]]


def users(iam):
    names = [f"pages-{letter}" for letter in "abcdefgh"]
    for name in names:
        iam.create_user(UserName=name, Path="/pages/")
        iam.get_waiter("user_exists").wait(UserName=name, WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    listed = pages(iam, "list_users", "Users", PathPrefix="/pages/")
    assert [user["UserName"] for user in listed] == names
    iam.create_group(GroupName="pages")
    for name in names:
        iam.add_user_to_group(GroupName="pages", UserName=name)
    assert [user["UserName"] for user in pages(iam, "get_group", "Users", GroupName="pages")] == names
    assert refused("EntityAlreadyExists", iam.create_user, UserName="PAGES-A") == "User with name PAGES-A already exists."
    assert refused("NoSuchEntity", iam.get_user, UserName="nobody") == "The user with name nobody cannot be found."
    conflict = "Cannot delete entity, must remove users from group first."
    assert refused("DeleteConflict", iam.delete_user, UserName=names[0]) == conflict


def roles(iam):
    made = iam.create_role(RoleName="loader", AssumeRolePolicyDocument=json.dumps(trust("firehose.amazonaws.com")))
    iam.get_waiter("role_exists").wait(RoleName="loader", WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    # boto3 decodes documents.
    assert made["Role"]["AssumeRolePolicyDocument"] == trust("firehose.amazonaws.com")
    assert made["Role"]["Arn"] == f"arn:aws:iam::{ACCOUNT}:role/loader"
    iam.put_role_policy(RoleName="loader", PolicyName="write", PolicyDocument=json.dumps(document("s3:PutObject")))
    inline = iam.get_role_policy(RoleName="loader", PolicyName="write")
    assert inline["PolicyDocument"] == document("s3:PutObject")
    iam.create_instance_profile(InstanceProfileName="loader")
    waiter = iam.get_waiter("instance_profile_exists")
    waiter.wait(InstanceProfileName="loader", WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    iam.add_role_to_instance_profile(InstanceProfileName="loader", RoleName="loader")
    profiles = pages(iam, "list_instance_profiles_for_role", "InstanceProfiles", RoleName="loader")
    assert [role["RoleName"] for role in profiles[0]["Roles"]] == ["loader"]
    message = refused("MalformedPolicyDocument", iam.create_role, RoleName="x", AssumeRolePolicyDocument="{")
    assert message == "This policy contains invalid Json", message


def policies(iam):
    arns = []
    for number in range(7):
        made = iam.create_policy(PolicyName=f"pages-{number}", PolicyDocument=json.dumps(document("s3:ListBucket")))
        arns.append(made["Policy"]["Arn"])
        waiter = iam.get_waiter("policy_exists")
        waiter.wait(PolicyArn=arns[-1], WaiterConfig={"Delay": 1, "MaxAttempts": 3})
    local = [policy["Arn"] for policy in pages(iam, "list_policies", "Policies", Scope="Local")]
    assert [arn for arn in local if "/pages-" in arn] == arns
    for _ in range(4):
        iam.create_policy_version(PolicyArn=arns[0], PolicyDocument=json.dumps(document("s3:*")), SetAsDefault=True)
    versions = [version["VersionId"] for version in pages(iam, "list_policy_versions", "Versions", PolicyArn=arns[0])]
    assert versions == ["v5", "v4", "v3", "v2", "v1"], versions
    newest = iam.get_policy_version(PolicyArn=arns[0], VersionId="v5")["PolicyVersion"]
    assert newest["IsDefaultVersion"] and newest["Document"] == document("s3:*")
    limit = {"PolicyArn": arns[0], "PolicyDocument": json.dumps(document("s3:*"))}
    assert "up to 5 versions" in refused("LimitExceeded", iam.create_policy_version, **limit)
    iam.attach_role_policy(RoleName="loader", PolicyArn=arns[0])
    entities = iam.list_entities_for_policy(PolicyArn=arns[0])
    assert [role["RoleName"] for role in entities["PolicyRoles"]] == ["loader"]
    aws = pages(iam, "list_policies", "Policies", Scope="AWS")
    assert "AdministratorAccess" in [policy["PolicyName"] for policy in aws]


def keys(iam):
    iam.create_user(UserName="reader")
    made = iam.create_access_key(UserName="reader")["AccessKey"]
    reader = (made["AccessKeyId"], made["SecretAccessKey"])
    who = client("sts", *reader).get_caller_identity()
    assert who["Arn"] == f"arn:aws:iam::{ACCOUNT}:user/reader", who
    message = refused("AccessDenied", client("iam", *reader).list_users)
    assert f"User: arn:aws:iam::{ACCOUNT}:user/reader is not authorized to perform: iam:ListUsers" in message, message
    iam.attach_user_policy(UserName="reader", PolicyArn="arn:aws:iam::aws:policy/IAMReadOnlyAccess")
    assert client("iam", *reader).list_users()["Users"]
    refused("AccessDenied", client("iam", *reader).delete_user, UserName="pages-a")
    assert client("iam", *reader).get_user()["User"]["UserName"] == "reader"
    iam.update_access_key(UserName="reader", AccessKeyId=reader[0], Status="Inactive")
    refused("InvalidClientTokenId", client("sts", *reader).get_caller_identity)


def details(iam):
    everything = [
        {**page, "ResponseMetadata": None}
        for page in iam.get_paginator("get_account_authorization_details").paginate(PaginationConfig={"PageSize": 5})
    ]
    names = [user["UserName"] for page in everything for user in page["UserDetailList"]]
    assert len(names) == len(set(names)) and {"reader", "pages-a"} <= set(names), names
    documents = [
        version["Document"]
        for page in everything
        for policy in page["Policies"]
        for version in policy["PolicyVersionList"]
    ]
    assert document("s3:*") in documents


def main():
    iam = client("iam")
    users(iam)
    roles(iam)
    policies(iam)
    keys(iam)
    details(iam)
    role = boto3.resource("iam", **{"endpoint_url": os.environ["FOREBAY_ENDPOINT"]}).Role("loader")
    assert [policy.policy_name for policy in role.attached_policies.all()] == ["pages-0"]
    print(f"boto3 {boto3.__version__}: users, roles and policies")


main()
