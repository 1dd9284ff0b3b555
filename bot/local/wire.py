"""The wire from an unmodified discord.py: Discord's names lead to a loopback port, all others nowhere."""

from __future__ import annotations

import errno
import json
import socket
import ssl
from dataclasses import dataclass, field

import trustme
from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

LOOPBACK = "127.0.0.1"
API, CDN, GATEWAYS = "discord.com", "cdn.discordapp.com", ".discord.gg"


def is_gateway(host: str) -> bool:
    """Return whether a host name is one of Discord's gateways."""
    return host.endswith(GATEWAYS)


class LoopbackResolver(AbstractResolver):
    """Send Discord's names to one loopback port, and refuse every other name."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the loopback address for a name of Discord's."""
        if host not in (API, CDN) and not is_gateway(host):
            problem = f"{host} is not Discord: the local Discord lets a bot talk to nobody else"
            raise OSError(errno.EHOSTUNREACH, problem)
        flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
        return [
            ResolveResult(hostname=host, host=LOOPBACK, port=self._port, family=socket.AF_INET, proto=0, flags=flags)
        ]

    async def close(self) -> None:
        """Do nothing: there is nothing to close."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a local Discord is, the certificate of its authority, and its token; `write` and `read` pass it on."""

    port: int
    authority: str
    token: str = field(repr=False)

    def write(self) -> str:
        """Return the address as one line, for the arguments or the input of another process."""
        return json.dumps([self.port, self.authority, self.token])

    @classmethod
    def read(cls, line: str) -> Address:
        """Return the address that another process wrote."""
        port, authority, token = json.loads(line)
        return cls(int(port), str(authority), str(token))


def connector_to(address: Address) -> TCPConnector:
    """Return what `discord.Client(connector=…)` takes; to be called inside the running loop, once for each client."""
    trust = ssl.create_default_context(cadata=address.authority)
    return TCPConnector(limit=0, resolver=LoopbackResolver(address.port), ssl=trust)


def server_side(authority: trustme.CA) -> ssl.SSLContext:
    """Return the TLS context of a server that calls itself Discord."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(API, CDN, f"*{GATEWAYS}").configure_cert(context)
    return context
