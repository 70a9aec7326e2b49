"""uvicorn's server, but that stopping costs nobody an answer."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import uvicorn

from locator.web.patience import let_slow_go

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator


TICKS = 10  # between two looks for those who are too slow


class Server(uvicorn.Server):
    """Serves until it is stopped, and then still answers whoever has connected.

    A connection that waits in the queue of a listening socket is reset when the last process closes that
    socket. So this takes in all that wait first; `ReadyProtocol` gives connections their time to ask.
    """

    _is_listening = True

    async def on_tick(self, counter: int) -> bool:
        """Called by uvicorn ten times a second."""
        if counter % TICKS == 0:
            let_slow_go(self.server_state.connections, asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends when all who have connected have their answers."""
        await self.stop_listening(sockets)
        await super().shutdown()

    async def stop_listening(self, sockets: list[socket.socket] | None) -> None:
        """Lets nobody in any more but those who wait already."""
        if not self._is_listening:
            return
        self._is_listening = False
        listeners = [each.dup() for each in sockets or ()]
        for server in self.servers:
            server.close()
        for each in sockets or ():
            each.close()
        await asyncio.sleep(0)  # uvloop closes with its next turn
        waiting = [connection for listener in listeners for connection in _drain(listener)]
        for connection in waiting:
            await self._take_in(connection)

    async def _take_in(self, connection: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.connect_accepted_socket(partial(self._latecomer, loop), connection)
        except OSError:  # it has gone
            connection.close()

    def _latecomer(self, loop: asyncio.AbstractEventLoop) -> asyncio.Protocol:
        """What answers one who comes late, for the first and the last time."""
        protocol: Any = self.config.http_protocol_class(
            config=self.config,  # type: ignore[call-arg]
            server_state=self.server_state,
            app_state=self.lifespan.state,
            _loop=loop,
        )
        protocol.is_leaving = True
        return cast("asyncio.Protocol", protocol)


def _drain(listener: socket.socket) -> Iterator[socket.socket]:
    """Every connection that waits; nothing comes between the last of them and the end of listening."""
    listener.setblocking(False)
    with listener:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            connection.setblocking(False)
            yield connection
