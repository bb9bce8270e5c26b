/** Refusals of the use cases as "Resumable Uploads for HTTP" says them: its problem types, their members, its rules. */
import { Refusal } from "../kernel/refusal.ts";

export const inconsistentLength = (): Refusal =>
  new Refusal("invalid", "ingest/inconsistent-upload-length", "the lengths said do not agree", {
    fix: "Let Upload-Length, and offset and Content-Length of the last request, name one length.",
  });

/** The draft, §4.4.2: the upload is then invalid. */
export const lengthExceeded = (): Refusal =>
  new Refusal("invalid", "ingest/upload-length-exceeded", "more bytes came than the upload has", {
    fix: "The upload has ended: start a new one with the right length.",
  });

/** `error` in the words of the draft; `offsetBytes` is what the request said. */
export function inDraftWords(error: unknown, offsetBytes: number): unknown {
  if (!(error instanceof Refusal)) return error;
  const { code } = error;
  if (code === "ingest/offset-mismatch") {
    const facts = {
      "expected-offset": error.facts["offsetBytes"] ?? 0,
      "provided-offset": offsetBytes,
    };
    return new Refusal(
      "conflict",
      "ingest/mismatching-upload-offset",
      "the upload is at another offset",
      { fix: "Ask with HEAD where the upload stands and go on there.", facts },
    );
  }
  if (code === "ingest/length-known" || code === "ingest/length-below-offset") {
    return inconsistentLength();
  }
  if (code === "ingest/checksum-mismatch") {
    return new Refusal(
      "invalid",
      "ingest/content-digest-differs",
      "the content has another digest",
      { fix: "Nothing of it was kept: send it again from the same offset." },
    );
  }
  return error;
}
