"""Fetching a page from the public web, and from nowhere else.

Whoever sends a link chooses what this machine connects to. So a name is looked up once, every
address behind it has to be public, and the connection goes to an address that was checked: the
name is never looked up again, at no redirect either.
"""

import asyncio
import socket
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

import httpcore
import httpx

from bot.search.articles import RejectedFile

REDIRECTS = 3
SECONDS = 10.0
"""From the first look-up of a name to the last byte, redirects included."""
MAX_BYTES = 5_000_000
"""Of one page, after decompression."""

Resolver = Callable[[str, int], Awaitable[list[str]]]
"""Host and port → the addresses behind the name; raises OSError if there is none."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A fetched page: its address after redirects, its bytes, and what they say they are."""

    url: str
    data: bytes
    content_type: str
    """The header as it was sent, such as `text/html; charset=utf-8`; may be empty."""


async def look_up(host: str, port: int) -> list[str]:
    """Find the addresses behind a name, as the system does; raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for _, _, _, _, address in found]


def is_public(address: str) -> bool:
    """Whether an address, of IPv4 or IPv6, is of the public internet."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and (ip not in _IPV6_UNICAST or ip.scope_id):
        return False
    if ip.is_multicast or ip.is_reserved or not ip.is_global:
        return False
    return not any(ip in network for network in _NOT_PUBLIC)


def address_rule(*, private: bool) -> Callable[[str], bool]:
    """The rule on addresses; `private` lifts it, for pages of one's own network or machine."""
    return (lambda _: True) if private else is_public


async def fetch_page(
    url: str,
    *,
    is_allowed: Callable[[str], bool] = is_public,
    resolve: Resolver = look_up,
    seconds: float = SECONDS,
) -> WebPage:
    """Fetch a page by http or https; raises `RejectedFile` with the rule or fault.

    `is_allowed` is the rule on addresses.
    """
    network = _CheckedNetwork(resolve, is_allowed)
    try:
        async with (
            asyncio.timeout(seconds),
            httpcore.AsyncConnectionPool(network_backend=network) as pool,
        ):
            return await _follow(pool, _checked_url(url))
    except TimeoutError:
        raise RejectedFile(f"it took longer than {seconds:g} seconds") from None
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
        raise RejectedFile(f"it could not be reached ({error or type(error).__name__})") from error


async def _follow(pool: httpcore.AsyncConnectionPool, url: httpx.URL) -> WebPage:
    for _ in range(REDIRECTS + 1):
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        async with pool.stream("GET", target, headers=_HEADERS) as response:
            headers = httpx.Headers(response.headers)
            if response.status not in (301, 302, 303, 307, 308) or "location" not in headers:
                return await _page(url, response, headers)
            url = _checked_url(headers["location"], base=url)
    raise RejectedFile(f"it redirects more than {REDIRECTS} times")


async def _page(url: httpx.URL, response: httpcore.Response, headers: httpx.Headers) -> WebPage:
    if response.status != 200:
        raise RejectedFile(f"its site answered {response.status} instead of the page")
    coding = headers.get("content-encoding", "identity").lower()
    if coding not in ("identity", "gzip", "x-gzip"):
        raise RejectedFile(f"it is compressed in a way that was not asked for ({coding!r:.40})")
    chunks, data = response.aiter_stream(), bytearray()
    async for chunk in chunks if coding == "identity" else _decompressed(chunks):
        data += chunk
        if len(data) > MAX_BYTES:
            raise RejectedFile(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    return WebPage(str(url), bytes(data), headers.get("content-type", ""))


async def _decompressed(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    # In small steps: 64 kB from the network may hold 64 MB.
    unzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        async for chunk in chunks:
            while chunk:
                yield unzip.decompress(chunk, 65_536)
                chunk = unzip.unconsumed_tail
        yield unzip.flush()
    except zlib.error as error:
        raise RejectedFile("it is damaged: its compression can't be undone") from error


_HEADERS = [
    ("User-Agent", "article-bot"),
    ("Accept", "text/html,application/xhtml+xml,*/*;q=0.5"),
    ("Accept-Encoding", "gzip"),
]


def _checked_url(url: str, *, base: httpx.URL | None = None) -> httpx.URL:
    try:
        checked = base.join(url) if base else httpx.URL(url)
        host = checked.host
    except (httpx.InvalidURL, UnicodeError) as error:  # the latter for names that are no Punycode
        raise RejectedFile("it is not a link that can be followed") from error
    if checked.scheme not in ("http", "https") or not host:
        raise RejectedFile(f"it is no http or https link, but {checked.scheme or 'nothing'!r:.20}")
    if (checked.port or 0) > 65_535:
        raise RejectedFile("it is not a link that can be followed")
    if checked.userinfo:
        raise RejectedFile("it has a user name or password in the link")
    return checked.copy_with(fragment=None)


class _CheckedNetwork(httpcore.AsyncNetworkBackend):
    """Connects to addresses that were checked; names stay what TLS and the site are told."""

    def __init__(self, resolve: Resolver, is_allowed: Callable[[str], bool]) -> None:
        self._resolve = resolve
        self._is_allowed = is_allowed
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(  # no time but ours counts, and no other option is ever set
        self, host: str, port: int, *_: object, **__: object
    ) -> httpcore.AsyncNetworkStream:
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise RejectedFile(f"there is no site named {host!r:.100}") from error
        if not addresses or not all(map(self._is_allowed, addresses)):
            raise RejectedFile(f"its site, {host!r:.100}, is not on the public web")
        for address in addresses[:-1]:
            with suppress(httpcore.NetworkError, httpcore.TimeoutException):
                return await self._network.connect_tcp(address, port, timeout=SECONDS / 3)
        return await self._network.connect_tcp(addresses[-1], port)


_IPV6_UNICAST = ip_network("2000::/3")  # leaves out mapped, NAT64, link-local and multicast
_NOT_PUBLIC = [  # what `is_global` lets through, depending on the version of Python
    ip_network("192.0.0.0/24"),  # protocol assignments
    ip_network("192.88.99.0/24"),  # relays to 6to4
    ip_network("2001::/23"),  # protocol assignments, Teredo among them
    ip_network("2002::/16"),  # 6to4: an IPv4 address inside, any
    ip_network("3fff::/20"),  # documentation
]
