/** The measure: @tus/server with its file store or its S3 store; neither hashes, the file store does not sync. Prints its port. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { FileStore } from "@tus/file-store";
import { S3Store } from "@tus/s3-store";
import { Server } from "@tus/server";
import { S3Config } from "../../../infra/s3/config.ts";

const [folder = ""] = process.argv.slice(2);
const tus = new Server({
  path: "/uploads",
  datastore:
    process.env["HOLDFAST_S3_ENDPOINT"] === undefined
      ? new FileStore({ directory: folder })
      : s3Store(S3Config.parse(process.env)),
});
const server = createServer((request, response) => void tus.handle(request, response));
server.requestTimeout = 0;
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});

function s3Store(config: S3Config): S3Store {
  return new S3Store({
    partSize: 8 << 20,
    s3ClientConfig: {
      bucket: config.HOLDFAST_S3_BUCKET,
      endpoint: config.HOLDFAST_S3_ENDPOINT,
      region: config.HOLDFAST_S3_REGION,
      forcePathStyle: true,
      // Ceph takes no checksum behind a body that is streamed.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      credentials: {
        accessKeyId: config.HOLDFAST_S3_ACCESS_KEY,
        secretAccessKey: config.HOLDFAST_S3_SECRET_KEY,
      },
    },
  });
}
