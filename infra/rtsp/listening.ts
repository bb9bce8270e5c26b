/** The side of loopback: a port that nobody else has, and an end that is heard out. */
import type { Server, Socket } from "node:net";

/** What a listener that ends well still reads. */
const LAST_MS = 2_000;

export async function listening(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    resolve(typeof address === "object" && address !== null ? address.port : 0);
  });
  return promise;
}

export function endSoon(socket: Socket): void {
  socket.end();
  const late = setTimeout(() => socket.destroy(), LAST_MS);
  socket.once("close", () => clearTimeout(late));
}
