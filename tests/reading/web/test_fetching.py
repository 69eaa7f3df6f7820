"""Pages come from the public web only, in time and in size; a refusal says which rule."""

import asyncio
import gzip
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.reading.web.fetching import MAX_BYTES, WebPage, fetch_page, is_public
from bot.search.articles import RejectedFile

HTML = b"<p>A lighthouse is for sale.</p>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"

Answer = Callable[[asyncio.StreamWriter, bytes], Awaitable[None]]
"""Writes an answer to a request, of which it is given the head."""


class Site:
    """A web server on this machine that notes what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[bytes] = []
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.requests.append(await reader.readuntil(b"\r\n\r\n"))
            await self.answer(writer, self.requests[-1])
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the other side has had enough
        finally:
            writer.close()


@asynccontextmanager
async def site(answer: Answer, address: str = "127.0.0.1") -> AsyncIterator[Site]:
    it = Site(answer)
    server = await asyncio.start_server(it.serve, address, 0)
    it.port = server.sockets[0].getsockname()[1]
    try:
        yield it
    finally:
        server.close()


def sends(*pieces: bytes) -> Answer:
    async def answer(writer: asyncio.StreamWriter, _: bytes) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return answer


def page(body: bytes, *headers: bytes) -> bytes:
    return OK + b"".join(header + b"\r\n" for header in headers) + b"\r\n" + body


def redirect(location: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nConnection: close\r\n\r\n".encode()


class Names:
    """A resolver that gives out prepared addresses, one list a look-up, the last for good."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def nobody(_host: str, _port: int) -> list[str]:
    raise OSError("no such name")


def anywhere(_address: str) -> bool:
    """Lifts the rule on addresses, for the sites on this machine."""
    return True


async def refusal(url: str, **options: object) -> str:
    with pytest.raises(RejectedFile) as refused:
        await fetch_page(url, **options)  # type: ignore[arg-type]
    return str(refused.value)


async def test_a_page_comes_with_its_address_and_what_it_says_of_its_type() -> None:
    async with site(sends(page(HTML))) as it:
        url = f"http://127.0.0.1:{it.port}/lighthouse?lang=en#photos"

        assert await fetch_page(url, is_allowed=anywhere) == WebPage(
            f"http://127.0.0.1:{it.port}/lighthouse?lang=en", HTML, "text/html; charset=utf-8"
        )


async def test_a_site_is_told_its_name_and_nothing_about_us() -> None:
    async with site(sends(page(HTML))) as it:
        url = f"http://gazette.example:{it.port}/"
        await fetch_page(url, is_allowed=anywhere, resolve=Names(["127.0.0.1"]))

        head = it.requests[0].decode().lower()
        assert f"host: gazette.example:{it.port}" in head
        assert "cookie" not in head
        assert "referer" not in head


async def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with site(sends(page(b"from the proxy"))) as proxy, site(sends(page(HTML))) as it:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy.port}")

        fetched = await fetch_page(f"http://127.0.0.1:{it.port}/", is_allowed=anywhere)

        assert (fetched.data, proxy.requests) == (HTML, [])


async def test_a_cookie_is_not_kept_over_a_redirect() -> None:
    async def answer(writer: asyncio.StreamWriter, head: bytes) -> None:
        is_first = b"GET /old" in head
        found = redirect("/new").replace(b"\r\n\r\n", b"\r\nSet-Cookie: id=1\r\n\r\n")
        writer.write(found if is_first else page(HTML))

    async with site(answer) as it:
        fetched = await fetch_page(f"http://127.0.0.1:{it.port}/old", is_allowed=anywhere)

        assert fetched.url == f"http://127.0.0.1:{it.port}/new"
        assert b"id=1" not in it.requests[1]


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("file:///etc/passwd", "it is no http or https link, but 'file'"),
        ("ftp://gazette.example/", "it is no http or https link, but 'ftp'"),
        ("javascript:alert(1)", "it is no http or https link, but 'javascript'"),
        ("gazette.example/news", "it is no http or https link, but 'nothing'"),
        ("http:///news", "it is no http or https link, but 'http'"),
        ("https://me:secret@gazette.example/", "it has a user name or password in the link"),
        ("http://gazette.example:99999/", "it is not a link that can be followed"),
    ],
    ids=["file", "ftp", "script", "no scheme", "no host", "user name", "no such port"],
)
async def test_only_plain_links_of_the_web_are_followed(url: str, rule: str) -> None:
    assert await refusal(url, resolve=Names(["127.0.0.1"])) == rule


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700::1111%eth0",
        "fec0::1",
        "ff02::1",
        "not an address",
    ],
)
async def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    rule = "its site, 'inside.example', is not on the public web"

    assert not is_public(address)
    assert await refusal("http://inside.example/", resolve=Names([address])) == rule


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1"])
def test_an_address_of_the_public_web_is_accepted(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:7f00:1]"]
)
async def test_other_spellings_of_this_machine_are_refused(host: str) -> None:
    async with site(sends(page(HTML))) as it:
        assert "not on the public web" in await refusal(f"http://{host}:{it.port}/")
        assert it.requests == []


INSIDE = [
    "http://LOCALHOST.:{port}/", "http://127.1:{port}/", "http://127.0.0.2:{port}/",
    "http://0:{port}/", "http://0.0.0.0:{port}/", "http://2130706433:{port}/",
    "http://0x7f.0.0.1:{port}/", "http://017700000001:{port}/", "http://0177.0.0.1:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/", "http://127。0。0。1:{port}/", "http://127.0.0.1%00.example:{port}/",
    "http://127.0.0.1\\@outside.example:{port}/", "http://outside.example@127.0.0.1:{port}/",
    "http://[::]:{port}/", "http://[0:0:0:0:0:0:0:1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::127.0.0.1]:{port}/", "http://[64:ff9b::7f00:1]:{port}/", "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::]:{port}/", "http://[fe80::1%25lo]:{port}/", "//127.0.0.1:{port}/",
    "FILE:///etc/passwd", "gopher://127.0.0.1:{port}/", "data:text/html,<p>text",
    "https://127.0.0.1:{port}/", "http://[fd00:ec2::254]/latest/meta-data/",
]  # fmt: skip


OUTSIDE = "127.0.0.3"
"""Stands for the public web: the one address here that the rule lets through."""


def is_outside(address: str) -> bool:
    return address == OUTSIDE or is_public(address)


async def as_the_system_reads(host: str, port: int) -> list[str]:
    """The addresses that a connection would go to; no name is looked up, so nothing leaves."""
    if host == "outside.example":
        return [OUTSIDE]
    if host.rstrip(".").lower() == "localhost":
        return ["127.0.0.1", "::1"]
    found = await asyncio.get_running_loop().getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
    )
    return [str(address[0]) for *_, address in found]


@pytest.mark.parametrize("link", INSIDE)
async def test_no_link_and_no_redirect_leads_to_this_machine(link: str) -> None:
    async with site(sends(page(HTML))) as inner:
        url = link.format(port=inner.port)
        location = quote(url, safe=":/?#[]@!$&'()*+,;=%<>")
        async with site(sends(redirect(location)), OUTSIDE) as outer:
            redirected = f"http://outside.example:{outer.port}/"
            for start in (url, redirected):
                assert await refusal(start, resolve=as_the_system_reads, is_allowed=is_outside)
            assert len(outer.requests) == 1
        assert inner.requests == []


async def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    names = Names(["93.184.216.34", "127.0.0.1"])

    assert "not on the public web" in await refusal("http://mixed.example/", resolve=names)


async def test_a_name_is_looked_up_once_so_that_it_cannot_change_after_the_check() -> None:
    async with site(sends(page(HTML))) as it:
        names = Names(["192.0.2.1", "127.0.0.1"], ["127.0.0.1"])
        url = f"http://rebinding.example:{it.port}/"

        assert "not on the public web" in await refusal(url, resolve=names)
        assert (names.asked, it.requests) == (["rebinding.example"], [])


async def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    async with site(sends(page(HTML))) as it:
        names = Names(["127.0.0.1"], ["192.0.2.1"])
        url = f"http://gazette.example:{it.port}/"
        fetched = await fetch_page(url, is_allowed=anywhere, resolve=names)

        assert (fetched.data, names.asked) == (HTML, ["gazette.example"])


async def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    async with site(sends(page(HTML))) as it:
        names = Names(["127.0.0.2", "127.0.0.1"])
        url = f"http://gazette.example:{it.port}/"

        assert (await fetch_page(url, is_allowed=anywhere, resolve=names)).data == HTML


async def test_a_redirect_to_a_private_address_is_refused_before_it_is_asked() -> None:
    async with site(sends(page(HTML))) as inner:
        target = f"http://inside.example:{inner.port}/admin"
        async with site(sends(redirect(target))) as outer:
            names = Names(["127.0.0.1"], ["127.0.0.2"])
            refused = await refusal(
                f"http://outside.example:{outer.port}/",
                resolve=names,
                is_allowed=lambda address: address == "127.0.0.1",
            )

        assert refused == "its site, 'inside.example', is not on the public web"
        assert (names.asked, inner.requests) == (["outside.example", "inside.example"], [])


@pytest.mark.parametrize(
    ("location", "rule"),
    [
        ("file:///etc/passwd", "it is no http or https link, but 'file'"),
        ("http://me:secret@gazette.example/", "it has a user name or password in the link"),
        ("/again", "it redirects more than 3 times"),
        ("http://xn--/", "it is not a link that can be followed"),
        ("//[::1", "it is not a link that can be followed"),
        ("http://gazette.example:99999/", "it is not a link that can be followed"),
    ],
    ids=["file", "user name", "in a circle", "no Punycode", "brackets", "port"],
)
async def test_a_redirect_keeps_to_the_rules(location: str, rule: str) -> None:
    async with site(sends(redirect(location))) as it:
        assert await refusal(f"http://127.0.0.1:{it.port}/", is_allowed=anywhere) == rule
        assert len(it.requests) <= 4


async def test_three_redirects_are_followed() -> None:
    async def answer(writer: asyncio.StreamWriter, head: bytes) -> None:
        step = int(head.split()[1].lstrip(b"/"))
        writer.write(redirect(f"/{step + 1}") if step < 3 else page(HTML))

    async with site(answer) as it:
        fetched = await fetch_page(f"http://127.0.0.1:{it.port}/0", is_allowed=anywhere)

        assert (fetched.url, fetched.data) == (f"http://127.0.0.1:{it.port}/3", HTML)


async def test_a_compressed_page_is_unpacked() -> None:
    packed = page(gzip.compress(HTML * 1000), b"Content-Encoding: gzip")
    async with site(sends(packed)) as it:
        fetched = await fetch_page(f"http://127.0.0.1:{it.port}/", is_allowed=anywhere)

        assert fetched.data == HTML * 1000


BOMB = gzip.compress(bytes(MAX_BYTES + 1))


async def endless(writer: asyncio.StreamWriter, _: bytes) -> None:
    writer.write(page(b""))
    while True:
        writer.write(bytes(65_536))
        await writer.drain()


@pytest.mark.parametrize(
    ("answer", "rule"),
    [
        (sends(page(bytes(MAX_BYTES + 1))), "it is larger than 5 MB"),
        (endless, "it is larger than 5 MB"),
        (sends(page(BOMB, b"Content-Encoding: gzip")), "it is larger than 5 MB"),
        (
            sends(page(HTML, b"Content-Encoding: gzip")),
            "it is damaged: its compression can't be undone",
        ),
        (
            sends(page(HTML, b"Content-Encoding: br")),
            "it is compressed in a way that was not asked for ('br')",
        ),
        (sends(b"HTTP/1.1 404 Not Found\r\n\r\n"), "its site answered 404 instead of the page"),
    ],
    ids=["huge", "endless", "gzip bomb", "no gzip", "other compression", "not found"],
)
async def test_a_page_that_breaks_a_rule_is_refused(answer: Answer, rule: str) -> None:
    async with site(answer) as it:
        assert await refusal(f"http://127.0.0.1:{it.port}/", is_allowed=anywhere) == rule


async def test_a_page_of_just_five_megabytes_is_accepted() -> None:
    async with site(sends(page(bytes(MAX_BYTES)))) as it:
        fetched = await fetch_page(f"http://127.0.0.1:{it.port}/", is_allowed=anywhere)

        assert len(fetched.data) == MAX_BYTES


async def drip_of_a_body(writer: asyncio.StreamWriter, _: bytes) -> None:
    writer.write(page(b""))
    await drip(writer)


async def drip_of_headers(writer: asyncio.StreamWriter, _: bytes) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    await drip(writer)


async def drip(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def silence(writer: asyncio.StreamWriter, _: bytes) -> None:
    await writer.wait_closed()


@pytest.mark.parametrize("answer", [drip_of_a_body, drip_of_headers, silence])
async def test_a_page_that_never_ends_is_given_up_in_time(answer: Answer) -> None:
    async with site(answer) as it:
        url = f"http://127.0.0.1:{it.port}/"
        refused = await refusal(url, is_allowed=anywhere, seconds=0.2)

        assert refused == "it took longer than 0.2 seconds"


async def test_a_look_up_counts_towards_the_time() -> None:
    async def never(_host: str, _port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    refused = await refusal("http://gazette.example/", resolve=never, seconds=0.1)

    assert refused == "it took longer than 0.1 seconds"


async def test_a_site_that_is_not_there_is_named() -> None:
    refused = await refusal("http://gazette.example/", resolve=nobody)

    assert refused == "there is no site named 'gazette.example'"


async def test_a_site_that_hangs_up_is_a_refusal_not_a_crash() -> None:
    async with site(sends()) as it:
        refused = await refusal(f"http://127.0.0.1:{it.port}/", is_allowed=anywhere)

        assert refused.startswith("it could not be reached")


ODD = st.sampled_from(["xn--", "xn--a", ".", "[", "]", "%", ":", "@", "-", "a" * 64, "\ud800"])
ODD_LINKS = st.lists(ODD | st.text(max_size=5), max_size=5).map(
    lambda odd: f"http://{''.join(odd)}/"
)


@given(st.text() | st.from_regex(r"https?://[^/]*(/.*)?") | ODD_LINKS)
@example("http://xn--/")
@example("http://xn--a.example/")
@example("http://a.example:99999999999/")
@example("http://a.example/\ud800")
def test_whatever_is_typed_as_a_link_is_fetched_or_refused(url: str) -> None:
    with pytest.raises(RejectedFile):
        asyncio.run(fetch_page(url, resolve=nobody))
