/** Resumable Uploads for HTTP (draft-ietf-httpbis-resumable-upload, interop 8): 104 as a client on a bare socket sees it. */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { begun, draftAuth } from "../../fixtures/draft-exchange.ts";
import { RawConnection } from "../../fixtures/raw-http.ts";
import { serveEachTest, server } from "../../fixtures/tus-exchange.ts";

serveEachTest();

describe("§5 104 (Upload Resumption Supported)", () => {
  const said = { "Upload-Complete": "?1", "Content-Length": 5_000 };
  const SPOKEN = { "Upload-Draft-Interop-Version": 8 };

  async function talk(headers: Record<string, string | number>): Promise<RawConnection> {
    const connection = await RawConnection.open(server.port);
    await connection.head("POST /resumable", { ...draftAuth(), ...said, ...headers });
    return connection;
  }

  it("SHOULD come before the body does, MUST say Location as the answer does, Upload-Limit and the version", async () => {
    const connection = await talk(SPOKEN);
    const early = await connection.until((text) => text.includes("\r\n\r\n"));
    expect(early).toMatch(/^HTTP\/1\.1 104 /);
    expect(early).toContain("Upload-Draft-Interop-Version: 8");
    expect(early).toMatch(/Upload-Limit: max-size=100000, max-age=\d+\r\n/);
    const [, location] = /Location: (\/resumable\/[0-9a-f-]{36})\r\n/.exec(early) ?? [];
    await connection.write(randomBytes(5_000));
    expect(await connection.status()).toBe(201);
    const [, final] =
      /\r\nLocation: (\S+)\r\n(?!.*HTTP)/s.exec(connection.received.slice(early.length)) ?? [];
    expect(final).toBe(location);
    connection.socket.destroy();
  });

  it("tells the offset while the body comes; on an append MUST NOT say Location", async () => {
    const url = await begun({});
    const connection = await RawConnection.open(server.port);
    await connection.head(`PATCH ${new URL(url).pathname}`, {
      ...{ ...draftAuth(), ...said, ...SPOKEN, "Content-Type": "application/partial-upload" },
      "Upload-Offset": 0,
    });
    await connection.write(randomBytes(3_000));
    const early = await connection.until((text) => /Upload-Offset: \d+/.test(text));
    expect(early).toMatch(/^HTTP\/1\.1 104 /);
    expect(early).not.toContain("Location");
    await connection.write(randomBytes(2_000));
    expect(await connection.status()).toBe(200);
    connection.socket.destroy();
  });

  it("MUST NOT be sent where the client's version is missing or another one", async () => {
    const others = [
      {},
      ...["7", "9", "8.0", "?1"].map((version) => ({ "Upload-Draft-Interop-Version": version })),
    ];
    for (const headers of others) {
      const connection = await talk(headers);
      await connection.write(randomBytes(5_000));
      expect(await connection.status()).toBe(201);
      expect(connection.received).not.toContain("HTTP/1.1 104 ");
      connection.socket.destroy();
    }
  });

  it("MUST NOT take the place of 100 (Continue), which comes once the checks have passed", async () => {
    const connection = await talk({ ...SPOKEN, Expect: "100-continue" });
    await connection.until(
      (text) => text.includes("HTTP/1.1 104 ") && text.includes("HTTP/1.1 100 "),
    );
    await connection.write(randomBytes(5_000));
    expect(await connection.status()).toBe(201);
    connection.socket.destroy();
    const refused = await talk({ ...SPOKEN, Expect: "100-continue", "Upload-Length": 4_999 });
    expect(await refused.status()).toBe(400);
    expect(refused.received).not.toMatch(/HTTP\/1\.1 10[04] /);
    refused.socket.destroy();
  });
});
