# A plugin of pytest for ceph/s3-tests: gives new buckets the ownership and access that S3 gave them before April 2023, for which the
# suite was written; adds the display names that S3 no longer answers; and lets days pass on Forebay's clock instead of sleeping.
import inspect
import json
import os
import re
import signal
import time
import urllib.request

import boto3
import botocore.client
import pytest
from botocore.exceptions import ClientError

SETTINGS = json.loads(os.environ["FOREBAY_S3_TESTS"])
SECONDS_A_TEST_MAX = 300
MS_A_DAY = 86_400_000


def send(client, operation, **members):
    return plain_call(client, operation, members)


plain_call = botocore.client.BaseClient._make_api_call


def call(client, operation, members):
    if client.meta.service_model.service_name != "s3":
        return plain_call(client, operation, members)
    if operation == "CreateBucket":
        return create_bucket(client, dict(members))
    return with_display_names(plain_call(client, operation, members))


botocore.client.BaseClient._make_api_call = call

ACL_MEMBERS = ("ACL", "GrantFullControl", "GrantRead", "GrantReadACP", "GrantWrite", "GrantWriteACP")


def create_bucket(client, members):
    """Without ownership controls and public access block; its ACL is set after them."""
    acl = {name: members.pop(name) for name in ACL_MEMBERS if name in members}
    try:
        existed = send(client, "ListObjects", Bucket=members["Bucket"], MaxKeys=1) is not None
    except Exception:
        existed = False
    answer = plain_call(client, "CreateBucket", {"ObjectOwnership": "ObjectWriter", **members})
    if not existed:
        send(client, "DeletePublicAccessBlock", Bucket=members["Bucket"])
        if "ObjectOwnership" not in members:
            send(client, "DeleteBucketOwnershipControls", Bucket=members["Bucket"])
    if acl:
        send(client, "PutBucketAcl", Bucket=members["Bucket"], **acl)
    return answer


def with_display_names(value):
    """In place: beside every canonical id of a known account."""
    if isinstance(value, dict):
        name = SETTINGS["displayNames"].get(value.get("ID"))
        if name is not None:
            value.setdefault("DisplayName", name)
        for member in value.values():
            with_display_names(member)
    elif isinstance(value, list):
        for element in value:
            with_display_names(element)
    return value


plain_client = boto3.session.Session.client


def client_of(session, service_name, region_name=None, **named):
    """ceph takes no region for one."""
    return plain_client(session, service_name, region_name=region_name or "us-east-1", **named)


boto3.session.Session.client = client_of

real_sleep = time.sleep


def sleep(seconds):
    """A lifecycle interval is a day of Forebay's clock; what became due is done when it returns."""
    interval = SETTINGS["dayInterval"]
    if seconds < interval:
        return real_sleep(seconds)
    for _ in range(round(seconds / interval)):
        now = ask("clock", {"advanceMs": MS_A_DAY})["epochMs"]
        deadline = time.monotonic() + SECONDS_A_TEST_MAX
        while any(job["dueMs"] <= now or job["running"] for job in ask("jobs")["jobs"]) and time.monotonic() < deadline:
            real_sleep(0.05)


def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{SETTINGS['endpoint']}/_forebay/{path}", data=data)) as answer:
        return json.load(answer)


time.sleep = sleep


left = set()


def nuke_bucket(client, bucket, nuke):
    """S3 takes a bypass of governance only in buckets with object lock; what cannot be emptied stays, and fails no other test."""
    if bucket in left:
        return
    try:
        send(client, "DeleteBucketPolicy", Bucket=bucket)
        nuke(client if is_locked(client, bucket) else Unlocked(client), bucket)
    except Exception as error:
        left.add(bucket)
        print(f"{bucket} stays: {error}")


def is_locked(client, bucket):
    try:
        return send(client, "GetObjectLockConfiguration", Bucket=bucket) is not None
    except ClientError:
        return False


class Unlocked:
    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        return getattr(self.client, name)

    def delete_objects(self, BypassGovernanceRetention, **members):
        return self.client.delete_objects(**members)


def check_grants(got, want):
    """As the suite's own, in any order, which Python no longer finds among names and groups without one."""

    def plain(grant):
        grantee = grant.get("Grantee", grant)
        return tuple(grantee.get(name) for name in ("Type", "ID", "URI", "EmailAddress")) + (grant["Permission"],)

    assert sorted(map(plain, got), key=str) == sorted(map(plain, want), key=str)


def pytest_collection_finish(session):
    import s3tests.functional as suite

    for module in {item.module for item in session.items if hasattr(item.module, "check_grants")}:
        module.check_grants = check_grants
    plain_nuke = suite.nuke_bucket
    suite.nuke_bucket = lambda client, bucket: nuke_bucket(client, bucket, plain_nuke)


def names(item):
    return {mark.name for mark in item.iter_markers()}


def pytest_collection_modifyitems(items):
    for item in items:
        marks = names(item)
        item.user_properties.append(("marks", " ".join(sorted(marks))))
        for group in SETTINGS["groups"]:
            if group.get("mark") in marks or ("name" in group and re.search(group["name"], item.nodeid)):
                item.add_marker(pytest.mark.skip(reason=group["reason"]))
                break
    # The clock only goes forward: what moves it comes last, and first of that what counts with real dates.
    moves = {item: "lc_interval" in inspect.getsource(item.function) for item in items}
    items.sort(key=lambda item: (moves[item], moves[item] and "date" not in item.name))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    """ceph's users are users of IAM and owners of buckets in one, and its accounts have one id: here tests get those they mean."""
    import s3tests.functional as suite

    given = SETTINGS["user"] if item.path.name == "test_iam.py" else {}
    if "canonical_id" in item.name:
        given = {**given, **SETTINGS["canonical"]}
    before = {name: getattr(suite.config, name) for name in given}
    for name, value in given.items():
        setattr(suite.config, name, value)
    yield
    for name, value in before.items():
        setattr(suite.config, name, value)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item):
    def late(*_):
        raise TimeoutError(f"{item.nodeid} took longer than {SECONDS_A_TEST_MAX} seconds")

    signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS_A_TEST_MAX)
    yield
    signal.alarm(0)
