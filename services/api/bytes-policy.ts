/** Bytes that the house keeps or makes: shown in place only where a browser plays or prints them, and never run. */
import { OF_BYTES } from "./page-policy.ts";

/** What no browser takes for a document with scripts; anything else is only ever saved. */
const IN_PLACE =
  /^(?:(?:video|audio)\/[\w.+-]+|image\/(?:jpeg|png)|text\/(?:plain|vtt|csv|event-stream)|application\/(?:octet-stream|json|geo\+json|x-ndjson|vnd\.apple\.mpegurl|x-pem-file|pkcs7-[\w-]+))$/;

/** The headers of such an answer, with what they lack. */
export function bytesHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const type = given["Content-Type"] ?? "application/octet-stream";
  const isShown = IN_PLACE.test(type.split(";", 1)[0]?.trim().toLowerCase() ?? "");
  const disposition = given["Content-Disposition"];
  return {
    ...given,
    "Content-Type": type,
    ...(isShown || disposition?.startsWith("attachment") === true
      ? {}
      : { "Content-Disposition": attached(disposition) }),
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": OF_BYTES,
  };
}

/** The name stays. */
const attached = (disposition: string | undefined): string =>
  disposition === undefined ? "attachment" : disposition.replace(/^[^;]*/, "attachment");
