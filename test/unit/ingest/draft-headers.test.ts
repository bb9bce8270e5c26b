/** Structured fields of the draft, and what a recording is told to be: any text is read, ignored or refused, never guessed or crashed on. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { announcementOf } from "../../../services/ingest/draft-announcement.ts";
import {
  formatDigest,
  formatLimits,
  parseCompletion,
  parseCount,
  parseDigest,
} from "../../../services/ingest/draft-headers.ts";
import { parseMetadata } from "../../../services/ingest/upload-metadata.ts";

/** As Node gives header values: bytes, and pieces of what the grammar knows. */
const field = fc.oneof(
  fc.string({ unit: "binary-ascii" }),
  fc
    .array(
      fc.constantFrom(
        "?1",
        "?0",
        "5",
        "-",
        "0",
        ".",
        ";",
        "=",
        ":",
        '"',
        "'",
        "sha-256",
        "AAAA",
        "*",
        "%E7",
        " ",
        ",",
        "(",
        "filename",
        "UTF-8''",
        "inline",
        "\\",
        "\xe9",
        "@1",
        "\t",
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join("")),
);
const refusedOnly = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (isRefusal(error) && error.kind === "invalid") return null;
    throw error;
  }
};

describe("structured fields", () => {
  it("any text is a count, a completion, a digest, nothing, or refused", () => {
    fc.assert(
      fc.property(field, (text) => {
        const count = parseCount(text);
        expect(count === null || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
        expect([true, false, null]).toContain(parseCompletion(text));
        refusedOnly(() => parseDigest("Content-Digest", text));
      }),
      { numRuns: 2_000 },
    );
  });

  it("a field that stands twice is ignored, as one that is no Item", () => {
    expect([parseCount("5, 5"), parseCompletion("?1, ?1")]).toEqual([null, null]);
    expect([parseCount(undefined), parseCompletion(undefined)]).toEqual([null, null]);
  });

  it("writes digests and limits that are read again", () => {
    const digest = sha256("abc");
    expect(parseDigest("Repr-Digest", formatDigest(digest))).toBe(digest);
    expect(parseDigest("Repr-Digest", `md5=:AAAA:, ${formatDigest(digest)}`)).toBe(digest);
    const limits = { "max-size": Number.MAX_SAFE_INTEGER, "max-age": null, "min-size": 0 };
    expect(formatLimits(limits)).toBe("max-size=999999999999999, min-size=0");
  });
});

describe("what a request says of its recording", () => {
  const none = { contentType: undefined, reprDigest: undefined, uploadMetadata: undefined };

  it("is metadata that can be parsed, or refused, whatever is in Content-Disposition", () => {
    fc.assert(
      fc.property(field, field, (contentDisposition, contentType) => {
        refusedOnly(() =>
          parseMetadata(announcementOf({ ...none, contentDisposition, contentType })),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['inline; filename="a b.mp4"', "a b.mp4"],
    ["attachment; filename*=UTF-8''%E7%8E%B0.mp4", "现.mp4"],
    ["inline", ""],
    ["", ""],
  ])("names the file: %j", (contentDisposition, filename) => {
    const said = announcementOf({ ...none, contentDisposition });
    expect(parseMetadata(said).filename).toBe(filename);
  });
});
