/** The measure: @tus/server with its file store, which neither hashes nor syncs. Prints its port. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";

const [folder = ""] = process.argv.slice(2);
const tus = new Server({ path: "/uploads", datastore: new FileStore({ directory: folder }) });
const server = createServer((request, response) => void tus.handle(request, response));
server.requestTimeout = 0;
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
