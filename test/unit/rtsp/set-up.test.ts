/** A camera is set up in the words of a listener, and one that is busy for a moment is asked again. */
import { expect, it } from "vitest";
import type { Message } from "../../../infra/rtsp/message.ts";
import { type Request, setUp } from "../../../infra/rtsp/set-up.ts";

const URL = "rtsp://10.0.0.5/cam";
const SDP =
  "v=0\r\nm=video 0 RTP/AVP 96\r\na=control:stream=0\r\nm=audio 0 RTP/AVP 8\r\na=control:stream=1\r\n";

/** Answers of a camera in turn, by status; 200 once they are used up. */
function camera(...statuses: readonly (number | "gone")[]) {
  const left = [...statuses];
  const asked: string[] = [];
  const ask = async ({ method, uri }: Request): Promise<Message | null> => {
    asked.push(`${method} ${uri}`);
    const status = left.shift() ?? 200;
    if (status === "gone") return null;
    const body = Buffer.from(method === "DESCRIBE" && status === 200 ? SDP : "");
    return {
      kind: "message",
      first: `RTSP/1.0 ${status} so`,
      headers: ["Session: 7;timeout=60"],
      body,
    };
  };
  return { ask, asked };
}

const SETTING_UP = [
  `OPTIONS ${URL}`,
  `DESCRIBE ${URL}`,
  `SETUP ${URL}/stream=0`,
  `SETUP ${URL}/stream=1`,
  `PLAY ${URL}`,
];

it("asks for each stream, then lets them play", async () => {
  const { ask, asked } = camera();
  expect(await setUp(URL, ask)).toBe(true);
  expect(asked).toEqual(SETTING_UP);
});

it("asks again what a camera answers as busy: it may still end what it was asked before", async () => {
  const { ask, asked } = camera(200, 503, 503);
  expect(await setUp(URL, ask)).toBe(true);
  expect(asked).toEqual([
    SETTING_UP[0],
    ...Array.from({ length: 2 }, () => `DESCRIBE ${URL}`),
    ...SETTING_UP.slice(1),
  ]);
});

it("leaves one that stays busy", async () => {
  const { ask, asked } = camera(200, ...Array.from({ length: 20 }, () => 503));
  expect(await setUp(URL, ask)).toBe(false);
  expect(asked.length).toBeLessThan(12);
});

it.each([404, "gone"] as const)("asks nothing more of one that says %s", async (status) => {
  const { ask, asked } = camera(200, status);
  expect(await setUp(URL, ask)).toBe(false);
  expect(asked).toEqual(SETTING_UP.slice(0, 2));
});
