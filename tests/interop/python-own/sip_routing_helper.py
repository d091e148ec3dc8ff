import uuid

from azure.communication.phonenumbers.siprouting import SipRoutingClient


def get_unique_fqdn(trunk):
    return f"{trunk}-{uuid.uuid4().hex}.example.com"


def setup_configuration(connection_string, trunks=(), routes=()):
    client = SipRoutingClient.from_connection_string(connection_string)
    client.set_routes(list(routes))
    client.set_trunks(list(trunks))


def assert_trunks_are_equal(given, wanted):
    def parts(trunks):
        return [(it.fqdn, it.sip_signaling_port) for it in trunks]

    assert parts(given) == parts(wanted)


def assert_routes_are_equal(given, wanted):
    def parts(routes):
        return [(it.name, it.description, it.number_pattern, it.trunks) for it in routes]

    assert parts(given) == parts(wanted)
