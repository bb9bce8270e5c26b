/** A TCP port on 127.0.0.1 that nothing listens on at this moment. */
import { createServer } from "node:net";

export async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.on("error", reject);
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    server.close(() => {
      if (address !== null && typeof address === "object") resolve(address.port);
      else reject(new Error("broken invariant: a listening TCP server has a port"));
    });
  });
  return promise;
}
