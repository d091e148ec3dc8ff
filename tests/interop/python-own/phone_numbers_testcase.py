import os

from devtools_testutils import AzureRecordedTestCase


class PhoneNumbersTestCase(AzureRecordedTestCase):
    def setUp(self, use_dynamic_resource):
        resource = "DYNAMIC" if use_dynamic_resource else "STATIC"
        self.connection_str = os.environ[f"COMMUNICATION_LIVETEST_{resource}_CONNECTION_STRING"]
