from azure.core.pipeline.policies import HeadersPolicy, HttpLoggingPolicy
from azure.identity import DefaultAzureCredential
from azure.identity import aio


def create_token_credential():
    return DefaultAzureCredential()


def async_create_token_credential():
    return aio.DefaultAzureCredential()


def get_http_logging_policy(**options):
    return HttpLoggingPolicy(**options)


def get_header_policy(**options):
    return HeadersPolicy(**options)
