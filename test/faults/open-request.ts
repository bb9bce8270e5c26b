/** A request on an upload whose body its sender holds back, cuts or never ends, as it likes. */
import { type ClientRequest, request } from "node:http";

export interface OffsetAnswer {
  readonly status: number;
  /** NaN where the answer names none. */
  readonly offsetBytes: number;
}

export interface OpenRequest {
  readonly outgoing: ClientRequest;
  /** Null if the line broke before an answer came. */
  readonly answer: Promise<OffsetAnswer | null>;
}

/** HEAD, or PATCH of `sizeBytes` from `offset` on; the caller writes the body and ends it. */
export function openRequest(
  location: string,
  deviceToken: string,
  patch: { readonly offset: number; readonly sizeBytes: number } | null,
): OpenRequest {
  const outgoing = request(location, {
    method: patch === null ? "HEAD" : "PATCH",
    headers: {
      authorization: `Bearer ${deviceToken}`,
      "tus-resumable": "1.0.0",
      ...(patch === null
        ? {}
        : {
            "upload-offset": String(patch.offset),
            "content-type": "application/offset+octet-stream",
            "content-length": String(patch.sizeBytes),
          }),
    },
  });
  const answer = new Promise<OffsetAnswer | null>((resolve) => {
    outgoing.on("error", () => resolve(null));
    outgoing.on("close", () => resolve(null));
    outgoing.on("response", (response) => {
      response.resume();
      const offsetBytes = Number(response.headers["upload-offset"]);
      resolve({ status: response.statusCode ?? 0, offsetBytes });
    });
  });
  return { outgoing, answer };
}
