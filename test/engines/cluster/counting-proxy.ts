import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A door in front of a server that counts what passes, and can be shut. */
export interface CountingProxy {
  readonly port: number;
  /** Bytes that came from the server since the start or the last `reset`. */
  readonly received: () => number;
  readonly reset: () => void;
  /** Cuts every connection as soon as the server has sent so many bytes through it; null lets all pass. */
  readonly cutAfter: (bytes: number | null) => void;
  readonly stop: () => Promise<void>;
}

/** Opens a door to a port of this machine. */
export async function startProxy(target: number): Promise<CountingProxy> {
  let received = 0;
  let limit: number | null = null;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, "127.0.0.1");
    let passed = 0;
    const end = () => {
      client.destroy();
      upstream.destroy();
      open.delete(client);
      open.delete(upstream);
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", end);
      socket.on("close", end);
    }
    upstream.on("data", (bytes) => {
      received += bytes.length;
      passed += bytes.length;
      if (limit !== null && passed > limit) end();
      else if (!client.write(bytes)) {
        upstream.pause();
        client.once("drain", () => upstream.resume());
      }
    });
    client.pipe(upstream, { end: false });
    client.on("end", () => upstream.end());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    reset: () => {
      received = 0;
    },
    cutAfter: (bytes) => {
      limit = bytes;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
