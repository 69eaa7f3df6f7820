"""A SOCKS5 proxy on loopback, behind which every host is one server; it notes who is asked for."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Proxy:
    """What is asked of the proxy, and where it listens."""

    def __init__(self, port: int) -> None:
        """`port` is that of the server on loopback to which everything is handed on."""
        self.asked: list[str] = []
        """The first bytes of each client: a host for SOCKS, else a line of HTTP."""
        self._port = port

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """Hand on while this lasts; gives host and port."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        async with server:
            yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if await reader.readexactly(1) == b"\5":
                await self._agree(reader, writer)
                there = await asyncio.open_connection("127.0.0.1", self._port)
                await asyncio.gather(_copy(reader, there[1]), _copy(there[0], writer))
            else:
                self.asked.append((await reader.readline()).decode().strip())
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _agree(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The client's methods, then its wish to connect to a host by name (RFC 1928)."""
        [methods] = await reader.readexactly(1)
        await reader.readexactly(methods)
        writer.write(b"\5\0")
        *_, length = await reader.readexactly(5)
        self.asked.append((await reader.readexactly(length)).decode())
        await reader.readexactly(2)
        writer.write(b"\5\0\0\1" + bytes(6))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()
