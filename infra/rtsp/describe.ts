/** Asks a camera what it would send (RFC 2326, 10.2), signing in where it wants that. */
import { Refusal } from "../../services/kernel/refusal.ts";
import { authorizer } from "./authorization.ts";
import { type Message, UnitReader, bytesOf, challengesIn, statusOf } from "./message.ts";
import { type CameraAddress, bareUrl, connectCamera } from "./camera-address.ts";

const LIMIT_MS = 5_000;

/** Its SDP. @throws Refusal unavailable "recorder/unreachable", "recorder/no-answer"; forbidden "recorder/refused". */
export async function describe({ url, credentials }: CameraAddress): Promise<string> {
  const first = await exchange(url, null);
  if (statusOf(first.first) !== 401) return sdpOf(first);
  const answer = credentials === null ? null : authorizer(challengesIn(first.headers), credentials);
  if (answer === null) throw refused();
  return sdpOf(await exchange(url, answer));
}

function sdpOf({ first, body }: Message): string {
  const status = statusOf(first);
  if (status === 200) return body.toString("utf8");
  if (status === 401 || status === 403) throw refused();
  throw new Refusal("unavailable", "recorder/no-answer", "the camera does not offer this stream", {
    fix: "Check the path in the camera's address.",
    facts: { status },
  });
}

function exchange(url: URL, answer: ReturnType<typeof authorizer>): Promise<Message> {
  const { promise, resolve, reject } = Promise.withResolvers<Message>();
  const socket = connectCamera(url);
  const late = setTimeout(() => socket.destroy(), LIMIT_MS);
  const reader = new UnitReader();
  let isConnected = false;
  const ask = (): void => {
    isConnected = true;
    const own = answer === null ? [] : [`Authorization: ${answer("DESCRIBE", bareUrl(url))}`];
    const headers = ["CSeq: 1", "Accept: application/sdp", "User-Agent: Holdfast", ...own];
    socket.write(bytesOf(`DESCRIBE ${bareUrl(url)} RTSP/1.0`, headers, Buffer.alloc(0)));
  };
  socket.once(url.protocol === "rtsps:" ? "secureConnect" : "connect", ask);
  socket.on("data", (chunk: Buffer) => {
    try {
      const message = reader.push(chunk).find((unit) => unit.kind === "message");
      if (message?.kind === "message") resolve(message);
      else return;
    } catch {
      // what is no RTSP is no answer: "close" says so
    }
    socket.destroy();
  });
  socket.on("error", () => undefined); // its "close" follows
  socket.once("close", () => {
    clearTimeout(late);
    reject(isConnected ? silent() : unreachable());
  });
  return promise;
}

const unreachable = (): Refusal =>
  new Refusal("unavailable", "recorder/unreachable", "the camera cannot be reached", {
    fix: "Check its cable, its power and its address.",
  });
const silent = (): Refusal =>
  new Refusal("unavailable", "recorder/no-answer", "the camera does not answer as cameras do", {
    fix: "Check that the address is the one of its RTSP stream.",
  });
const refused = (): Refusal =>
  new Refusal("forbidden", "recorder/refused", "the camera does not let this recorder in", {
    fix: "Check the user and the password in the channel's file of credentials.",
  });
