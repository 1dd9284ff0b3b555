"""How a fault strikes a request: refused, stored and then lost, late, or held."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.local.faults import STATUS, STORED, Fault, Faults, Trouble

VIA = "1.1 google"
Serve = Callable[[], Awaitable[web.Response]]


async def troubled(fault: Fault, faults: Faults, request: web.Request, serve: Serve) -> web.Response:
    """Return what comes of a request that a fault strikes; `serve` does what was asked."""
    match fault.trouble:
        case Trouble.HELD:
            await _released(faults)
            return await serve()
        case Trouble.LATE_REQUEST:
            await passed(fault.seconds)
            return await serve()
        case trouble if trouble in STORED:
            return await _afterwards(fault, request, await serve())
        case Trouble.DROPPED:
            return _dropped(request)
        case _:
            return refusal(fault)


async def _afterwards(fault: Fault, request: web.Request, served: web.Response) -> web.Response:
    if fault.trouble is Trouble.LATE_ANSWER:
        await passed(fault.seconds)
        return served
    return _dropped(request) if fault.trouble is Trouble.LOST_ANSWER else refusal(fault)


def refusal(fault: Fault) -> web.Response:
    """Return the answer by which Discord, or what stands before it, refuses."""
    match fault.trouble:
        case Trouble.RATE_LIMITED | Trouble.RATE_LIMITED_GLOBALLY:
            return _limited(fault)
        case Trouble.BANNED:
            headers = {"Retry-After": "900", "Content-Type": "text/html; charset=UTF-8"}
            return web.Response(status=429, text="error code: 1015", headers=headers)
        case Trouble.UNAUTHORIZED:
            return _said(401, 0, "401: Unauthorized")
        case Trouble.FORBIDDEN:
            return _said(403, 50013, "Missing Permissions")
        case Trouble.UNKNOWN_INTERACTION:
            return _said(404, 10062, "Unknown interaction")
        case Trouble.ALREADY_ANSWERED:
            return _said(400, 40060, "Interaction has already been acknowledged.")
        case trouble:
            return _said(STATUS[trouble], 0, f"{STATUS[trouble]}: Discord is not well")


def _limited(fault: Fault) -> web.Response:
    everywhere = fault.trouble is Trouble.RATE_LIMITED_GLOBALLY
    body = {"message": "You are being rate limited.", "retry_after": fault.seconds, "global": everywhere}
    headers = {"Via": VIA, "Retry-After": f"{fault.seconds:.3f}", "X-RateLimit-Scope": "global"}
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    else:
        headers |= {"X-RateLimit-Scope": "user", "X-RateLimit-Reset-After": f"{fault.seconds:.3f}"}
        headers |= {"X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0", "X-RateLimit-Bucket": "struck"}
    response = web.json_response(body, status=429, headers=headers)
    response.headers["Content-Type"] = "application/json"  # discord.py takes no charset beside it
    return response


def _said(status: int, code: int, message: str) -> web.Response:
    response = web.json_response({"message": message, "code": code}, status=status)
    response.headers["Content-Type"] = "application/json"
    return response


def _dropped(request: web.Request) -> web.Response:
    """Abort the connection; the answer that is returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


async def passed(seconds: float) -> None:
    """Return after some seconds."""
    loop = asyncio.get_running_loop()
    passed = loop.create_future()
    timer = loop.call_later(seconds, passed.set_result, None)
    try:
        await passed
    finally:
        timer.cancel()


async def _released(faults: Faults) -> None:
    released = asyncio.Event()
    faults.hold(released.set)
    await released.wait()
