/** Settings of a room's recorder: a JSON file; its device token comes by environment, passwords of cameras from files of their own. */
import { z } from "zod";
import { Fault } from "./fault.ts";

const text = z.string().min(1).max(1_000);

const SRT_KEYS = new Set(["mode", "streamid", "latency"]);
/** What ffmpeg is told; nothing else of an address reaches it. */
const isSrt = ({ hostname, port, pathname, searchParams }: URL): boolean =>
  /^[\w.:[\]-]+$/.test(hostname) &&
  port !== "" &&
  pathname === "" &&
  [...searchParams.keys()].every((key) => SRT_KEYS.has(key)) &&
  /^(caller|listener)$/.test(searchParams.get("mode") ?? "caller") &&
  /^\d{1,4}$/.test(searchParams.get("latency") ?? "0") &&
  /^[\x20-\x7e]{0,512}$/.test(searchParams.get("streamid") ?? "");

/** A gateway on this machine: RTMP is neither encrypted nor signed in to. No mark that a script for ffmpeg could mistake. */
const isRtmp = ({ hostname, pathname, search, hash }: URL): boolean =>
  hostname === "127.0.0.1" && /^\/[\w.-]+\/[\w.-]+$/.test(pathname) && search === "" && hash === "";

export const RoomSettings = z.strictObject({
  /** Of the service's live door. */
  url: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url.endsWith("/") ? url : `${url}/`)),
  /** Only sessions in this room; unset: whatever names one of the cameras. */
  room: text.nullable().default(null),
  cameras: z
    .array(
      z.strictObject({
        /** As channels of sessions call it. */
        name: text,
        source: z
          .url({ protocol: /^(rtsps?|rtmp|srt)$/ })
          .transform((url) => new URL(url))
          .refine((url) => url.username === "" && url.password === "", "no user or password in it")
          .refine((url) => url.protocol !== "srt:" || isSrt(url), "srt://HOST:PORT?mode=caller")
          .refine((url) => url.protocol !== "rtmp:" || isRtmp(url), "rtmp://127.0.0.1/APP/NAME"),
        /** File with the user on its first line and the password on its second. */
        credentials: text.nullable().default(null),
        /** File with the passphrase of an srt: source, which has none without. */
        passphrase: text.nullable().default(null),
      }),
    )
    .min(1)
    .max(64)
    .refine(
      (all) =>
        all.every(({ source, passphrase, credentials }) =>
          source.protocol === "srt:"
            ? passphrase !== null && credentials === null
            : passphrase === null && (credentials === null || source.protocol !== "rtmp:"),
        ),
      "srt: sources, and no others, have a passphrase; neither they nor rtmp: have credentials",
    )
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "each name once"),
  /** How long a segment stays here after the service has it. */
  keepHours: z.number().min(0).max(8_760).default(24),
  /** With less room than this the disk is nearly full: what was sent goes, oldest first, and somebody is told. */
  freeBytes: z
    .number()
    .int()
    .min(1 << 20)
    .default(5 * 2 ** 30),
});
export type RoomSettings = z.infer<typeof RoomSettings>;

/** By RTSP; others send, or are sent on, of themselves. */
export const isAsked = ({ source }: RoomSettings["cameras"][number]): boolean =>
  /^rtsps?:$/.test(source.protocol);

/** @throws Fault "settings-unreadable", "settings-wrong". */
export function settingsIn(text: string): RoomSettings {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new Fault("settings-unreadable");
  }
  const read = RoomSettings.safeParse(given);
  if (read.success) return read.data;
  const wrong = read.error.issues.map((issue) => issue.path.join(".") || "{}");
  throw new Fault("settings-wrong", [...new Set(wrong)].join(", "));
}
/** WS-Discovery's port, unless an address says another. */
const DISCOVERY_PORT = 3702;

/** What `room discover` is told. */
export const Discovery = z.object({
  seconds: z.coerce.number().min(0.1).max(60),
  from: z.array(z.ipv4()).max(64),
  to: z
    .array(
      z
        .string()
        .regex(/^[\w.-]{1,253}(:\d{1,5})?$/)
        .transform((text) => {
          const [host = "", port] = text.split(":");
          return { host, port: port === undefined ? DISCOVERY_PORT : Number(port) };
        })
        .refine(({ port }) => port > 0 && port < 65_536),
    )
    .max(1_000),
});
