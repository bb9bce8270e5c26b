/**
 * How a listener has a camera send (RFC 2326, 10 and C.1): asked by us in the words that ffmpeg uses, so that ffmpeg, when it comes, is
 * answered from memory. Where its words differ after all, the line ends and the camera is asked anew.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type Message, headerOf, statusOf } from "./message.ts";

export interface Request {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const SETTING_UP = new Set(["OPTIONS", "DESCRIBE", "SETUP", "PLAY"]);
export const isSettingUp = ({ method }: Request): boolean => SETTING_UP.has(method);

/** What a camera answered to what set its session up. */
export class Answers {
  readonly #all = new Map<string, Message>();

  keep(request: Request, answer: Message): void {
    this.#all.set(keyOf(request), answer);
  }

  /** Without the times of the first listener's beginning, which are not this one's. */
  again(request: Request): Message | null {
    const known = this.#all.get(keyOf(request));
    if (known === undefined) return null;
    return { ...known, headers: known.headers.filter((line) => !/^rtp-info:/i.test(line)) };
  }
}

const keyOf = ({ method, uri, headers }: Request): string =>
  [method, uri, method === "SETUP" ? headerOf(headers, "transport") : ""].join(" ");

/** A camera that was just asked what it sends may still be ending that (RFC 2326, 11, and HTTP's 503). */
const BUSY = 503;
const BUSY_MS = 250;
const MOST_TRIES = 8;
const NO_BODY = Buffer.alloc(0);

/** `ask` answers null where the camera is gone. False: it does not send. */
export async function setUp(
  url: string,
  ask: (request: Request) => Promise<Message | null>,
): Promise<boolean> {
  const asked = async (method: string, uri: string, ...headers: readonly string[]) => {
    const request = { method, uri, headers: [...headers, AGENT], body: NO_BODY };
    for (let tries = 1; ; tries += 1) {
      const answer = await ask(request);
      if (answer === null || statusOf(answer.first) === 200) return answer;
      if (statusOf(answer.first) !== BUSY || tries === MOST_TRIES) return null;
      await sleep(BUSY_MS);
    }
  };
  if ((await asked("OPTIONS", url)) === null) return false;
  const described = await asked("DESCRIBE", url, "Accept: application/sdp");
  if (described === null) return false;
  const base = headerOf(described.headers, "content-base") ?? url;
  let session = "";
  for (const [place, uri] of controlsIn(described.body.toString("utf8"), base).entries()) {
    const transport = `Transport: RTP/AVP/TCP;unicast;interleaved=${2 * place}-${2 * place + 1}`;
    const answer = await asked("SETUP", uri, transport, ...(session === "" ? [] : [session]));
    if (answer === null) return false;
    const [id = ""] = (headerOf(answer.headers, "session") ?? "").split(";");
    session = `Session: ${id}`;
  }
  if (session === "") return false;
  return (await asked("PLAY", base, "Range: npt=0.000-", session)) !== null;
}

const AGENT = "User-Agent: Holdfast";

/** Where each stream is set up, in the order in which they are described. */
function controlsIn(sdp: string, base: string): readonly string[] {
  const media = sdp.split(/^m=/m).slice(1);
  return media
    .filter((part) => /^(audio|video|application|text) /.test(part))
    .map((part) => {
      const control = /^a=control:[ \t]*(\S*)/m.exec(part)?.[1] ?? "";
      if (control === "") return base;
      if (/^\w+:\/\//.test(control)) return control;
      return `${base}${base.endsWith("/") ? "" : "/"}${control}`;
    });
}
