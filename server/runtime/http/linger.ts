import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";

/** For this long what an answered sender still writes is read and thrown away. */
export const LINGER_MS = 5_000;

/**
 * A connection that is closed on a sender who still writes loses the answer: the sender's system drops it, unread, when it
 * learns that nobody listens. So the end of the connection waits for the end of the request (RFC 9112, section 9.6): this side
 * says that it will not write any more, and discards until the request is whole or the time is up.
 *
 * `destroySoon` is how Node closes after an answer that says `Connection: close`, whatever of the request is under way, and how
 * the listener of the doors closes when a refused body goes on for half a second.
 */
export function lingerOnClose(request: IncomingMessage): void {
  const { socket } = request;
  let isLingering = false;
  socket.destroySoon = () => {
    if (request.complete || socket.destroyed) closeNow(socket);
    else if (!isLingering) discardRest(request);
    isLingering = true;
  };
}

function discardRest(request: IncomingMessage): void {
  const { socket } = request;
  const cutOff = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(cutOff));
  request.once("end", () => closeNow(socket));
  request.resume();
  socket.end();
}

function closeNow(socket: Socket): void {
  Socket.prototype.destroySoon.call(socket);
}
