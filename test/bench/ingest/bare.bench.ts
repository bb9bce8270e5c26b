/** The limit: a bare node:http receiver that hashes (SHA-256), writes, and fdatasyncs before it answers. Prints its port. */
import { createHash, randomUUID } from "node:crypto";
import { open } from "node:fs/promises";
import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

const BATCH_BYTES = 1 << 20;
const [folder = ""] = process.argv.slice(2);

async function append(request: IncomingMessage, name: string, offset: number): Promise<void> {
  const file = await open(join(folder, name), offset === 0 ? "w" : "r+");
  try {
    const hash = createHash("sha256");
    let position = offset;
    let batch: Buffer[] = [];
    let batchBytes = 0;
    const flush = async (): Promise<void> => {
      await file.writev(batch, position);
      position += batchBytes;
      batch = [];
      batchBytes = 0;
    };
    for await (const chunk of request as AsyncIterable<Buffer>) {
      hash.update(chunk);
      batch.push(chunk);
      batchBytes += chunk.byteLength;
      if (batchBytes >= BATCH_BYTES) await flush();
    }
    if (batchBytes > 0) await flush();
    hash.digest();
    await file.datasync();
  } finally {
    await file.close();
  }
}

const server = createServer((request, response) => {
  if (request.method === "POST") {
    response.writeHead(201, { Location: `/uploads/${randomUUID()}` }).end();
    return;
  }
  const name = /^\/uploads\/([0-9a-f-]{36})$/.exec(request.url ?? "")?.[1] ?? "none";
  append(request, name, Number(request.headers["upload-offset"])).then(
    () => response.writeHead(204).end(),
    () => response.writeHead(500).end(),
  );
});
server.requestTimeout = 0;
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
