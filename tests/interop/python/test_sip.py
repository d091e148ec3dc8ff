"""Direct routing: trunks and routes."""

import pytest
from azure.communication.phonenumbers.siprouting import SipTrunk, SipTrunkRoute

from emulator import collect, done, refused

pytestmark = pytest.mark.anyio

ONE = "sbc1.contoso.com"
TWO = "sbc2.contoso.com"
MISSING_TRUNK = ("MissingTrunk", "Route targeting a missing trunk.")


def trunk(fqdn=ONE, port=5061):
    return SipTrunk(fqdn=fqdn, sip_signaling_port=port)


def route(name="All others", number_pattern="^+[1-9][0-9]{3,23}$", trunks=(ONE,)):
    return SipTrunkRoute(
        name=name,
        description="Whatever's left",
        number_pattern=number_pattern,
        trunks=list(trunks),
    )


async def trunks(sip):
    return [(it.fqdn, it.sip_signaling_port) for it in await collect(sip.list_trunks())]


async def routes(sip):
    listed = await collect(sip.list_routes())
    return [(it.name, it.number_pattern, it.trunks, it.description) for it in listed]


async def unprocessable(call, status, code, message):
    inner = {"code": code, "message": message}
    error = {
        "code": "UnprocessableConfiguration",
        "message": "One or more request inputs are not valid.",
        "innererror": inner,
    }
    await refused(lambda: done(call()), status, error)


async def test_trunks(sip):
    assert await trunks(sip) == []
    await done(sip.set_trunks([trunk(), trunk(TWO, 8239)]))
    assert await trunks(sip) == [(ONE, 5061), (TWO, 8239)]
    await done(sip.set_trunk(trunk(ONE, 5062)))
    assert (await done(sip.get_trunk(ONE))).sip_signaling_port == 5062
    await done(sip.set_trunks([trunk(TWO, 8239)]))
    assert await trunks(sip) == [(TWO, 8239)]
    await done(sip.delete_trunk(TWO))
    await done(sip.delete_trunk("unknown.contoso.com"))
    await done(sip.set_trunks([]))
    assert await trunks(sip) == []
    with pytest.raises(KeyError):
        await done(sip.get_trunk(ONE))


async def test_routes(sip):
    await done(sip.set_trunk(trunk()))
    await done(sip.set_routes([route(), route("Bare", "^.*$", [])]))
    assert await routes(sip) == [
        ("All others", "^+[1-9][0-9]{3,23}$", [ONE], "Whatever's left"),
        ("Bare", "^.*$", [], "Whatever's left"),
    ]
    await done(sip.set_routes([]))
    assert await routes(sip) == []


async def test_routes_that_are_refused(sip):
    await done(sip.set_trunk(trunk()))
    await done(sip.set_routes([route()]))
    cases = [
        (400, "DuplicatedRoute", "There is a duplicated route.", [route(), route()]),
        (
            400,
            "RouteWithDuplicatedTrunk",
            "There is a duplicated trunk in a route.",
            [route(trunks=[ONE, ONE])],
        ),
        (422, "InvalidRouteName", "Route with an invalid name.", [route(name="")]),
        (
            422,
            "InvalidRouteNumberPattern",
            "Route with an invalid number pattern.",
            [route(number_pattern="")],
        ),
        (422, *MISSING_TRUNK, [route(trunks=[TWO])]),
    ]
    for status, code, message, wanted in cases:
        await unprocessable(lambda: sip.set_routes(wanted), status, code, message)
    assert [it[0] for it in await routes(sip)] == ["All others"]


async def test_trunks_that_are_refused(sip):
    await done(sip.set_trunk(trunk()))
    await done(sip.set_routes([route()]))
    await unprocessable(lambda: sip.delete_trunk(ONE), 422, *MISSING_TRUNK)
    await unprocessable(
        lambda: sip.set_trunk(trunk(TWO, 0)),
        422,
        "InvalidTrunkSipSignalingPort",
        "Trunk with an invalid SIP signaling port.",
    )
    await unprocessable(
        lambda: sip.set_trunks([trunk(), trunk("-1")]),
        422,
        "InvalidTrunkFqdn",
        "Domain '-1' is not properly formatted domnain name.",
    )
    assert await trunks(sip) == [(ONE, 5061)]
