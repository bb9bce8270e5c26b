/** The client: uploads of given sizes in appends of given size, some at once, over kept connections. */
import { Agent, request } from "node:http";

export interface Load {
  readonly name: string;
  readonly uploads: number;
  readonly uploadBytes: number;
  readonly appendBytes: number;
  readonly atOnce: number;
}

/** Random, so that nothing on the way gains by its likeness. */
const PIECE_BYTES = 1 << 20;

export async function runLoad(
  port: number,
  load: Load,
  headers: Readonly<Record<string, string>>,
  piece: Buffer,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: load.atOnce });
  let left = load.uploads;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await upload(port, load, headers, piece, agent);
    }
  };
  await Promise.all(Array.from({ length: load.atOnce }, worker));
  agent.destroy();
}

async function upload(
  port: number,
  load: Load,
  headers: Readonly<Record<string, string>>,
  piece: Buffer,
  agent: Agent,
): Promise<void> {
  const common = { ...headers, "Tus-Resumable": "1.0.0" };
  const create = { ...common, "Upload-Length": String(load.uploadBytes) };
  const { location } = await exchange(port, agent, "POST", "/uploads", create, piece, 0);
  const path = new URL(location, "http://127.0.0.1").pathname;
  for (let offset = 0; offset < load.uploadBytes; offset += load.appendBytes) {
    const bytes = Math.min(load.appendBytes, load.uploadBytes - offset);
    const append = {
      ...common,
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(offset),
      "Content-Length": String(bytes),
    };
    await exchange(port, agent, "PATCH", path, append, piece, bytes);
  }
}

function exchange(
  port: number,
  agent: Agent,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  piece: Buffer,
  bytes: number,
): Promise<{ readonly location: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { port, host: "127.0.0.1", agent, method, path, headers },
      (answer) => {
        answer.resume();
        answer.on("end", () => {
          const { statusCode = 0 } = answer;
          if (statusCode >= 300) reject(new Error(`${method} answered ${statusCode}`));
          else resolve({ location: answer.headers.location ?? "" });
        });
      },
    );
    outgoing.on("error", reject);
    let left = bytes;
    const write = (): void => {
      while (left > 0) {
        const size = Math.min(left, piece.byteLength);
        left -= size;
        if (!outgoing.write(piece.subarray(0, size))) {
          outgoing.once("drain", write);
          return;
        }
      }
      outgoing.end();
    };
    write();
  });
}

export const pieceOf = (random: (bytes: number) => Buffer): Buffer => random(PIECE_BYTES);
