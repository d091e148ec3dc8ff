import functools


def recorded_by_proxy_async(test):
    @functools.wraps(test)
    async def live(*arguments, **_options):
        return await test(*arguments)

    return live
