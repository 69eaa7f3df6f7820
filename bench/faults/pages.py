"""Hostile links: what reaches the canaries, and when a download is given up."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from urllib.parse import quote

from bench.faults.found import Details, Found, Part, percentile_95
from bot.reading.fetching import (
    MAX_BYTES,
    SECONDS,
    RefusedPage,
    Resolver,
    fetch_page,
    is_public,
)
from tests.reading.test_fetching import (
    BOMB,
    HTML,
    Answer,
    Names,
    Site,
    drip_of_a_body,
    drip_of_headers,
    endless,
    page,
    redirect,
    sends,
)

CANARIES = ("127.0.0.1", "127.0.0.2", "::1")
OUTSIDE = "127.0.0.3"
"""Stands for the public web: the one address here that the rule lets through."""

# `{port}` is the canaries'; numeric hosts are read by the system, as it does for any connection.
LINKS = (
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/",
    "javascript:fetch('http://127.0.0.1:{port}')",
    "data:text/html,<p>text",
    "//127.0.0.1:{port}/",
    "http://user:secret@127.0.0.1:{port}/",
    "http://outside.example@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://127.1:{port}/",
    "http://127.0.0.2:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://127.0.0.1%00.example:{port}/",
    "http://127.0.0.1\\@outside.example:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://10.0.0.1:{port}/",
    "http://172.16.0.1:{port}/",
    "http://192.168.0.1:{port}/",
    "http://100.64.0.1:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://224.0.0.1:{port}/",
    "https://127.0.0.1:{port}/",
)
SIGNS = ":/?#[]@!$&'()*+,;=%<>"
"""Of links, that stay as they are where other signs are escaped."""
NAMED = {
    "a name of a private address": ["127.0.0.1"],
    "a name of a public and a private address": [OUTSIDE, "127.0.0.1"],
    "a name of a mapped address": ["::ffff:127.0.0.1"],
    "a name of a NAT64 address": ["64:ff9b::7f00:1"],
    "a name of a 6to4 address": ["2002:7f00:1::"],
    "a name of an address with a zone": ["fe80::1%lo"],
    "a name of nothing": [],
}


async def _silence(*_: object) -> None:
    await asyncio.sleep(SECONDS + 0.1)


DOWNLOADS: dict[str, Answer] = {
    "endless": endless,
    "huge": sends(page(b""), *[bytes(50_000)] * 1000),
    "a gzip bomb": sends(page(BOMB, b"Content-Encoding: gzip")),
    "a body that drips": drip_of_a_body,
    "headers that drip": drip_of_headers,
    "silence": _silence,
}


async def measure() -> Part:
    """Follow every link, and download what never ends."""
    async with _canaries() as (outside, canaries, port):
        attacks = tuple([attack async for attack in _attacks(outside, port)])
        at_canaries = sum(len(canary.requests) for canary in canaries)
        rebound = await _rebinding(outside, canaries, port)
    reasons = [reason for _, *each in attacks for reason in each]
    refused = [reason for reason in reasons if not reason.startswith("FETCHED")]
    return [
        Found(
            "SSRF: scheme, redirect, private address, other spellings, mapped, NAT64, 6to4",
            "requests at the canaries: 0; each refusal names its reason",
            f"{at_canaries} of {len(reasons)}; refused with a reason: {len(refused)}",
            not at_canaries and len(refused) == len(reasons),
        ),
        rebound,
        await _downloads(),
        Details(
            "Links that lead inside, and why they were refused",
            ("link", "reason", "as a redirect"),
            attacks,
        ),
    ]


async def _attacks(outside: Site, port: int) -> AsyncIterator[tuple[str, str, str]]:
    """What leads inside: a link or name, its fate, and its fate as a redirect."""
    for link in LINKS:
        url = link.format(port=port)
        outside.answer = sends(redirect(quote(url, safe=SIGNS)))
        redirected = await _fate(f"http://outside.example:{port}/", _names)
        yield link.format(port=80), await _fate(url, _names), redirected
    for what, addresses in NAMED.items():
        outside.answer = sends(redirect(f"http://inside.example:{port}/"))
        redirected = await _fate(f"http://outside.example:{port}/", Names([OUTSIDE], addresses))
        fate = await _fate(f"http://inside.example:{port}/", Names(addresses))
        yield what, fate, redirected


async def _names(host: str, port: int) -> list[str]:
    """As the system reads addresses; it is asked for no name, so that nothing leaves."""
    if host == "outside.example":
        return [OUTSIDE]
    if host.rstrip(".").lower() == "localhost":
        return ["127.0.0.1", "::1"]
    found = await asyncio.get_running_loop().getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
    )
    return [str(address[0]) for *_, address in found]


async def _fate(url: str, names: Resolver) -> str:
    try:
        fetched = await fetch_page(url, is_allowed=_is_outside, resolve=names)
    except RefusedPage as reason:
        return str(reason)
    return f"FETCHED {len(fetched.data)} bytes"


def _is_outside(address: str) -> bool:
    return address == OUTSIDE or is_public(address)


@asynccontextmanager
async def _canaries() -> AsyncIterator[tuple[Site, list[Site], int]]:
    """A site outside and one at each address inside, all at one port."""
    async with AsyncExitStack() as stack:
        sites, port = [], 0
        for address in (OUTSIDE, *CANARIES):
            it = Site(sends(page(HTML)))
            server = await asyncio.start_server(it.serve, address, port)
            stack.callback(server.close)
            port = server.sockets[0].getsockname()[1]
            sites.append(it)
        yield sites[0], sites[1:], port


async def _rebinding(outside: Site, canaries: list[Site], port: int) -> Found:
    """A name that is of the public web when it is checked, and of this machine from then on."""
    url = f"http://rebinding.example:{port}/"
    before = sum(len(canary.requests) for canary in canaries)
    reached, refused = 0, 0
    for inside in (*CANARIES, "::ffff:127.0.0.1", "64:ff9b::7f00:1"):
        outside.answer = sends(page(HTML))
        reached += await _fate(url, Names([OUTSIDE], [inside])) == f"FETCHED {len(HTML)} bytes"
        outside.answer = sends(redirect("/again"))
        refused += "not on the public web" in await _fate(url, Names([OUTSIDE], [inside]))
    at_canaries = sum(len(canary.requests) for canary in canaries) - before
    return Found(
        "SSRF: DNS rebinding, at once and at a redirect",
        "requests at the canaries: 0; the connection goes to the address that was checked",
        f"{at_canaries} of 10; connected to the checked address {reached} of 5, "
        f"refused at the redirect {refused} of 5",
        not at_canaries and reached == refused == 5,
    )


async def _downloads() -> Found:
    stalls: list[float] = []
    ticking = asyncio.create_task(_tick(stalls))
    fates = await asyncio.gather(*(_download(answer) for answer in DOWNLOADS.values()))
    ticking.cancel()
    await asyncio.sleep(0.2)  # the sites see that nobody listens any more
    told = "; ".join(
        f"{what} {seconds:.1f} s" for what, (seconds, _) in zip(DOWNLOADS, fates, strict=True)
    )
    slowest = max(seconds for seconds, _ in fates)
    refused = [reason for _, reason in fates if not reason.startswith("FETCHED")]
    return Found(
        "Endless, slow and huge downloads, six at once",
        f"refused after {MAX_BYTES / 1e6:.0f} MB or {SECONDS:.0f} s; others wait < 100 ms",
        f"{len(refused)} of {len(fates)} refused: {told}; the event loop stood still for "
        f"{1000 * max(stalls):.0f} ms at most, 95 % {1000 * percentile_95(stalls):.1f} ms",
        len(refused) == len(fates) and slowest < SECONDS + 1 and max(stalls) < 0.1,
    )


async def _download(answer: Answer) -> tuple[float, str]:
    it = Site(answer)
    server = await asyncio.start_server(it.serve, OUTSIDE, 0)
    port = server.sockets[0].getsockname()[1]
    started = time.perf_counter()
    fate = await _fate(f"http://outside.example:{port}/", _names)
    server.close()
    return time.perf_counter() - started, fate


async def _tick(stalls: list[float]) -> None:
    while True:
        started = time.perf_counter()
        await asyncio.sleep(0.005)
        stalls.append(time.perf_counter() - started - 0.005)
