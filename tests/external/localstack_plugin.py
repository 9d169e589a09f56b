"""Points LocalStack's tests at the Forebay of the run: their own conftest insists on port 4566."""

import os

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    from localstack import config as localstack

    host, port = os.environ["GATEWAY_LISTEN"].split(":")
    localstack.GATEWAY_LISTEN = localstack.UniqueHostAndPortList([localstack.HostAndPort(host=host, port=int(port))])
