/** Signing in at a camera, by the examples of the standards. */
import { describe, expect, it } from "vitest";
import { authorizer } from "../../../infra/rtsp/authorization.ts";

const mufasa = { user: "Mufasa", password: "Circle Of Life" };

describe("a camera's challenge", () => {
  it("by Digest without qop is answered as RFC 2069 has it", () => {
    const answer = authorizer(
      ['Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"'],
      mufasa,
    );
    // Computed by another implementation (Python's hashlib).
    expect(answer?.("GET", "/dir/index.html")).toContain(
      'uri="/dir/index.html", response="670fd8c2df070c60b045671b8b24ff02"',
    );
  });

  it("is answered by the strongest hash that it offers", () => {
    const answer = authorizer(
      [
        'Digest realm="cam", nonce="n", algorithm=MD5, qop="auth"',
        'Digest realm="cam", nonce="n", algorithm=SHA-256, qop="auth"',
        'Basic realm="cam"',
      ],
      mufasa,
    )?.("DESCRIBE", "rtsp://10.0.0.5/cam");
    expect(answer).toMatch(
      /^Digest .*response="[0-9a-f]{64}", algorithm=SHA-256, qop=auth, nc=00000001/,
    );
  });

  it("by Basic alone is answered by Basic", () => {
    expect(authorizer(['Basic realm="cam"'], mufasa)?.("DESCRIBE", "rtsp://h/")).toBe(
      "Basic TXVmYXNhOkNpcmNsZSBPZiBMaWZl",
    );
  });

  it("cannot put a header of its own into the answer", () => {
    const answer = authorizer(['Digest realm="a", nonce="b\r\nX: y", opaque="c"'], mufasa);
    expect(answer?.("DESCRIBE", "rtsp://h/")).not.toMatch(/[\r\n]/);
  });

  it.each([["Bearer x"], ['Digest realm="a", nonce="b", algorithm=SHA-512-256-sess'], [""]])(
    "%j is not understood",
    (challenge) => expect(authorizer([challenge], mufasa)).toBeNull(),
  );
});
