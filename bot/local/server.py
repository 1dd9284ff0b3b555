"""The HTTP side: Discord's hosts behind TLS on a loopback port, with Discord's ways of refusing."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

import trustme
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.local import wire
from bot.local.errors import Disallowed
from bot.local.faults import Fault, Trouble
from bot.local.files import stored
from bot.local.limits.rates import MAJOR, Buckets, Invalid, RateLimited
from bot.local.listening import Listener, end
from bot.local.realm import Realm, Request
from bot.local.rest import ROUTES, Route
from bot.local.rest.call import Call, read_call
from bot.local.striking import VIA, refusal, troubled

_log = logging.getLogger(__name__)
_PREFIX = "/api/v10"
# What passes every request on to a witness: the route, the request as read, the status and the answer.
Witness = Callable[[Route, Call, int, object], None]


class ApiServer:
    """Serves the REST API, the gateway and the file store of one realm."""

    def __init__(self, realm: Realm, buckets: Buckets, invalid: Invalid, witness: Witness | None = None) -> None:
        self._realm = realm
        self._buckets = buckets
        self._invalid = invalid
        self._witness = witness
        self._authority = trustme.CA()
        self._runner: web.AppRunner | None = None
        self._listener: Listener | None = None

    async def start(self) -> None:
        """Listen on a free loopback port."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        assert self._runner.server is not None  # set up just now
        self._listener = Listener(self._runner.server, wire.server_side(self._authority))

    async def stop(self) -> None:
        """Close every connection and listen no more."""
        if self._listener is not None:
            await self._listener.close()
        if self._runner is not None:
            await end(self._runner)

    @property
    def address(self) -> wire.Address:
        """Return where this server is found, also by another process."""
        if self._listener is None:
            raise RuntimeError("The local Discord is not running: enter it with “async with” first.")
        return wire.Address(self._listener.port, self._authority.cert_pem.bytes().decode(), self._realm.key.token)

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._by_host])
        for route in ROUTES:
            app.router.add_route(route.method, _PREFIX + route.path, self._served(route))
        app.router.add_get("/", self._realm.gateway.connect)
        app.router.add_get("/attachments/{channel_id}/{file_id}/{filename}", self._file)
        return app

    @web.middleware
    async def _by_host(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let each of Discord's hosts serve only what is its own, and name what is not there."""
        host = request.url.host or ""
        section = "/api/" if host == wire.API else "/attachments/" if host == wire.CDN else "/"
        fits = request.path == "/" if wire.is_gateway(host) else request.path.startswith(section)
        missing = request.match_info.http_exception
        if missing is None and fits:
            return await handler(request)
        status = missing.status if missing is not None else 404
        what = f"{request.method} {host}{request.path}"
        self._realm.findings.append(f"{what} is not known to the local Discord")
        return web.json_response(
            {"message": f"{status}: {what} is not known to the local Discord", "code": 0}, status=status
        )

    def _served(self, route: Route) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def serve(request: web.Request) -> web.Response:
            fault = self._realm.faults.strike(route.method, route.path)
            if fault is not None:
                self._realm.happenings.tell("fault", trouble=fault.trouble.name)
            if self._invalid.banned:
                response = refusal(Fault(route.method, route.path, Trouble.BANNED))
            elif fault is None:
                response = await answered(request)
            else:
                response = await troubled(fault, self._realm.faults, request, lambda: answered(request))
            self._invalid.note(response.status)
            self._realm.journal.append(Request(route.method, route.path, request.path, response.status))
            return response

        async def answered(request: web.Request) -> web.Response:
            headers: dict[str, str] = {}
            call, known = Call(request.match_info, request.query), len(self._realm.findings)
            try:
                self._authenticate(request, route)
                exempt = not route.needs_token  # what answers interactions needs none, and counts for itself
                headers = self._buckets.take(f"{route.method} {route.path}", _major(call), exempt=exempt)
                call = await read_call(request)
                answer = await route.answer(self._realm, call)
            except RateLimited as limited:
                return self._say(route, call, 429, limited.body(), limited.headers | {"Via": VIA})
            except Disallowed as refusal:
                return self._say(route, call, refusal.status, refusal.body(), headers)
            except Exception as failure:
                _log.exception("the local Discord failed in %s %s", route.method, route.path)
                self._realm.failures.append(failure)
                body = {"message": f"Fault of the local Discord: {failure!r}", "code": 0}
                return web.json_response(body, status=400)
            finally:
                for finding in self._realm.findings[known:]:
                    _log.warning("found in %s %s: %s", route.method, route.path, finding)
            return self._say(route, call, 204 if answer is None else route.status, answer, headers)

        return serve

    def _authenticate(self, request: web.Request, route: Route) -> None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if route.needs_token and not (scheme == "Bot" and self._realm.key.opens(token)):
            raise Disallowed(401, 0, "401: Unauthorized")

    def _say(self, route: Route, call: Call, status: int, answer: object, headers: dict[str, str]) -> web.Response:
        if self._witness is not None:
            self._witness(route, call, status, answer)
        if status == 204:
            return web.Response(status=status, headers=headers)
        response = web.json_response(answer, status=status, headers=headers)
        response.headers["Content-Type"] = "application/json"  # discord.py takes no charset beside it
        return response

    async def _file(self, request: web.Request) -> web.Response:
        upload = stored(self._realm.world, request.match_info["file_id"], request.match_info["filename"])
        if upload is None:
            raise web.HTTPNotFound(text="This file is not there.")
        return web.Response(body=upload.content, content_type=upload.content_type)


def _major(call: Call) -> tuple[str, ...]:
    return tuple(call.path[name] for name in MAJOR if name in call.path)
