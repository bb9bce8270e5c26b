/** The measure: tus-js-client sends every file of a folder, three at once, as a device. */
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Upload } from "tus-js-client";

const [url = "", folder = ""] = process.argv.slice(2);
const AT_ONCE = 3;
const names = await readdir(folder);
const authorization = `Bearer ${process.env["HOLDFAST_DEVICE_TOKEN"] ?? ""}`;

async function send(path: string): Promise<void> {
  const { size: uploadSize } = await stat(path);
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  new Upload(createReadStream(path), {
    endpoint: new URL("/uploads", url).href,
    ...{ headers: { authorization }, uploadSize, chunkSize: 8 << 20 },
    onSuccess: () => resolve(undefined),
    onError: reject,
  }).start();
  await promise;
}

const work = async (): Promise<void> => {
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    await send(join(folder, name));
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, work));
