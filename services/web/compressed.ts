/** Vite plugin: beside each built file the same compressed, as services/api/page.ts serves it to whoever takes it so. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Plugin } from "vite";

/** Made once, at the build: as small as they come. */
const ENCODINGS: Readonly<Record<string, (bytes: Uint8Array) => Promise<Uint8Array>>> = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
    }),
  gz: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
};

/** What fits one packet of a network comes no sooner for being smaller. */
const LEAST_BYTES = 1_400;

export const compressed = (): Plugin => ({
  name: "compressed",
  apply: "build",
  async writeBundle({ dir = "" }, bundle) {
    const files = Object.values(bundle)
      .filter(({ fileName }) => /[.](?:js|css|svg)$/.test(fileName))
      .map((output) => ({
        path: join(dir, output.fileName),
        bytes: Buffer.from(output.type === "chunk" ? output.code : output.source),
      }))
      .filter(({ bytes }) => bytes.byteLength >= LEAST_BYTES);
    await Promise.all(
      files.flatMap(({ path, bytes }) =>
        Object.entries(ENCODINGS).map(async ([ending, encode]) =>
          writeFile(`${path}.${ending}`, await encode(bytes)),
        ),
      ),
    );
  },
});
