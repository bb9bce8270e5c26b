/** What a program writes, given out as it came: nothing is lost and nothing is said to be over before it is. */
import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { gathered } from "../../../infra/ffmpeg/gathered-output.ts";

async function all(chunks: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const found = [];
  for await (const chunk of chunks) found.push(chunk);
  return found;
}

async function next(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const result = await chunks.next();
  if (result.done === true) throw new Error("it is over");
  return result.value;
}

it("is one piece where it was written at once, and ends with the pipe", async () => {
  const output = new PassThrough();
  const pieces = gathered(new EventEmitter() as ChildProcess, output);
  for (const word of ["a", "b", "c"]) output.write(word);
  expect(String(await next(pieces))).toBe("abc");
  output.write("d");
  output.end("e");
  expect((await all(pieces)).map(String).join("")).toBe("de");
});

it("ends where the pipe breaks, with what came before", async () => {
  const output = new PassThrough();
  const pieces = gathered(new EventEmitter() as ChildProcess, output);
  output.write("a");
  await new Promise(setImmediate);
  output.destroy(new Error("broken"));
  expect((await all(pieces)).map(String)).toEqual(["a"]);
});

it("ends though it broke before anybody asked", async () => {
  const output = new PassThrough();
  const pieces = gathered(new EventEmitter() as ChildProcess, output);
  output.destroy();
  await new Promise(setImmediate);
  expect(await all(pieces)).toEqual([]);
});

it("of a process that writes much and is gone holds all, asked late or never", async () => {
  const child = spawn("head", ["-c", "20000000", "/dev/zero"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const pieces = gathered(child, child.stdout);
  const first = await next(pieces);
  expect(first.byteLength).toBeLessThan(8 << 20);
  const rest = await all(pieces);
  const bytes = [first, ...rest].reduce((sum, one) => sum + one.length, 0);
  expect(bytes).toBe(20_000_000);

  const unread = spawn("head", ["-c", "20000000", "/dev/zero"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  gathered(unread, unread.stdout);
  unread.kill("SIGKILL");
  // Its pipe is closed though nobody reads.
  await new Promise<void>((resolve) => unread.once("close", () => resolve()));
});
