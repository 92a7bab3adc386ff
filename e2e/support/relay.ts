import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Stands between us and a server, to be in the way of it. */
export interface Relay {
  /** The server's address, with the relay's host and port. */
  readonly url: string;
  /** Connections stay open, and nothing passes. */
  hang(): void;
  /** Connections break, and new ones are refused at once. */
  cut(): void;
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** @param url of the server that is relayed; its port must be in it */
export async function startRelay(url: string): Promise<Relay> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let hanging = false;

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    join(near, far);
    join(far, near);
  });

  function join(from: Socket, to: Socket): void {
    sockets.add(from);
    from.on("data", (bytes) => to.write(bytes));
    from.on("error", () => to.destroy());
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
    if (hanging) from.pause();
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The relay has no port.");
  const relayed = new URL(url);
  relayed.hostname = "127.0.0.1";
  relayed.port = String(address.port);
  return {
    url: relayed.href,
    hang() {
      hanging = true;
      for (const socket of sockets) socket.pause();
    },
    cut() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
    async resume() {
      hanging = false;
      for (const socket of sockets) socket.resume();
      if (server.listening) return;
      server.listen(address.port, "127.0.0.1");
      await once(server, "listening");
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      if (!server.listening) return;
      server.close();
      await once(server, "close");
    },
  };
}
