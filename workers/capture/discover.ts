/** `room discover`: which cameras a network has and what they offer, as lines to read or as JSON; it changes nothing. */
import { readFile } from "node:fs/promises";
import type { Language } from "../../services/kernel/language.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";
import type {
  CameraNetwork,
  CameraOffer,
  FoundCamera,
  OfferedStream,
} from "../../services/recorder/found-camera.ts";
import type { CameraAddress } from "../../services/recorder/line-keeper.ts";
import { DISCOVER, filled, problemText } from "./words.ts";

export type Credentials = CameraAddress["credentials"];

/** `problem`: why it offers nothing, a code. */
export type Answered = FoundCamera & (CameraOffer | { readonly problem: string });

export interface Discovered {
  readonly cameras: readonly Answered[];
  readonly strange: number;
}

/** All are asked at once: each takes seconds where it does not answer. */
export async function discover(
  network: CameraNetwork,
  ms: number,
  credentials: Credentials,
): Promise<Discovered> {
  const { cameras, strange } = await network.probe(ms);
  const answered = cameras.map(async (camera): Promise<Answered> => {
    try {
      return { ...camera, ...(await network.ask(camera, credentials)) };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { ...camera, problem: error.code };
    }
  });
  return { cameras: await Promise.all(answered), strange };
}

/** First line the user, second the password; null where there is none. */
export async function readCredentials(path: string): Promise<Credentials> {
  const [user = "", password = ""] = (await readFile(path, "utf8").catch(() => "")).split(/\r?\n/);
  return user === "" ? null : { user, password };
}

export function discoveredLines(
  { cameras, strange }: Discovered,
  language: Language,
): readonly string[] {
  const say = (words: (typeof DISCOVER)[keyof typeof DISCOVER], facts = {}): string =>
    filled(words[language], facts);
  return [
    ...cameras.flatMap((camera) => cameraLines(camera, language)),
    ...(strange === 0 ? [] : [say(DISCOVER.strange, { count: strange })]),
    cameras.length === 0 ? say(DISCOVER.none) : say(DISCOVER.next),
  ];
}

/** A clock that is further off than this is told. */
const MOST_AHEAD_SECONDS = 2;

function cameraLines(camera: Answered, language: Language): readonly string[] {
  const { host, name, hardware, location } = camera;
  const who = [name, hardware, location].filter((one) => one !== null).join(" · ");
  const head = who === "" ? host : `${host}  ${who}`;
  if ("problem" in camera) return [head, `  ! ${problemOf(camera.problem, language)}`];
  const { clockAheadSeconds: ahead, streams } = camera;
  const isOff = ahead !== null && Math.abs(ahead) > MOST_AHEAD_SECONDS;
  const clock = isOff ? [`  ! ${filled(DISCOVER.clock[language], { seconds: ahead })}`] : [];
  const offered = streams.map((stream) => `  ${streamLine(stream, language)}`);
  const nothing = streams.length === 0 ? [`  ! ${DISCOVER.noStream[language]}`] : [];
  return [head, ...clock, ...offered, ...nothing];
}

const problemOf = (code: string, language: Language): string =>
  code === "recorder/refused" ? DISCOVER.refused[language] : problemText(code, language);

function streamLine({ name, url, picture, sound }: OfferedStream, language: Language): string {
  const seen =
    picture === null
      ? []
      : [
          `${picture.coding} ${picture.width}×${picture.height}`,
          ...(picture.framesPerSecond === null ? [] : [`${picture.framesPerSecond}/s`]),
          ...(picture.kbitPerSecond === null ? [] : [`${picture.kbitPerSecond} kbit/s`]),
        ];
  const told = [...seen, sound ?? DISCOVER.noSound[language]].join(", ");
  return `${url}  (${name === "" ? told : `${name}: ${told}`})`;
}
