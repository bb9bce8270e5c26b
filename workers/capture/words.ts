/** What a recorder says to people, in both languages, with the next step. */
import type { Language, Text } from "../../services/kernel/language.ts";
import { type ChannelStatus, type RoomStatus, problemsOf } from "./status.ts";

const text = (zh: string, en: string): Text => ({ "zh-CN": zh, en });

export const FAULTS = {
  usage: text(
    "用法：room run --config 文件，room status，room discover",
    "usage: room run --config FILE, room status, room discover",
  ),
  "settings-unreadable": text(
    "无法读取设置文件。请检查 --config 的路径和权限。",
    "The settings file cannot be read. Check the path of --config and its permissions.",
  ),
  "settings-wrong": text(
    "设置有误：{detail}。README 的“A room's recorder”一节列出了全部设置。",
    'Settings are wrong: {detail}. README lists all of them under "A room\'s recorder".',
  ),
  "no-token": text(
    "没有设备令牌。请用 device add 登记此设备，并设置 HOLDFAST_DEVICE_TOKEN_FILE。",
    "There is no device token. Register this device with device add, and set HOLDFAST_DEVICE_TOKEN_FILE.",
  ),
  "credentials-unreadable": text(
    "无法读取摄像机密码文件（{detail}）：第一行用户名，第二行密码，权限 0600。",
    "The file of a camera's password cannot be read ({detail}): user on its first line, password on its second, mode 0600.",
  ),
  "passphrase-unreadable": text(
    "无法读取 SRT 口令文件（{detail}）：一行，10 至 64 个 ASCII 字符，权限 0600。",
    "The file of an SRT passphrase cannot be read ({detail}): one line of 10 to 64 ASCII characters, mode 0600.",
  ),
  "already-running": text(
    "另一个录制进程（{detail}）正在使用此文件夹。请先结束它。",
    "Another recorder (process {detail}) has this folder. End it first.",
  ),
  "no-network": text(
    "无法在网络上查找（{detail}）。请检查 --interface 和 --to 的地址。",
    "The network cannot be asked ({detail}). Check the addresses of --interface and --to.",
  ),
} as const satisfies Readonly<Record<string, Text>>;

/** What `room discover` says. */
export const DISCOVER = {
  none: text(
    "没有摄像机应答。请检查：摄像机是否启用 ONVIF 和“发现”；是否在同一网段（否则用 --to 地址）；本机有多个网络时用 --interface 本机地址。",
    "No camera answered. Check that ONVIF and discovery are switched on in it, that it is in this network (else --to ADDRESS), and with several networks name this machine's address there: --interface ADDRESS.",
  ),
  next: text(
    "把需要的地址写入设置的 cameras（source），密码另存一个文件（credentials）。这里显示的名称是设备自称，请核对画面。",
    "Put the address you want into the settings (cameras, source), its password into a file of its own (credentials). Names are what devices say of themselves: look at the picture.",
  ),
  strange: text(
    "忽略了 {count} 个不可信的应答（格式错误，或指向其他机器）。",
    "{count} answers were left out: they were malformed, or named another machine.",
  ),
  clock: text(
    "摄像机时钟相差 {seconds} 秒；请设置 NTP。",
    "Its clock is {seconds} s from this machine's; set NTP in it.",
  ),
  refused: text(
    "需要登录：用 --credentials 文件（第一行用户名，第二行密码）给出摄像机的 ONVIF 用户。",
    "It wants to know who asks: give a user of its ONVIF service with --credentials FILE (user on the first line, password on the second).",
  ),
  noStream: text("没有可用的 RTSP 码流。", "It offers no stream by RTSP at its own address."),
  noSound: text("无声音", "no sound"),
} as const satisfies Readonly<Record<string, Text>>;

/** Of problems, by code; what is not named here is told by its code. */
const PROBLEMS: Readonly<Record<string, Text>> = {
  "service-away": text(
    "服务没有应答；录制继续，数据先存在本机。请检查网络。",
    "The service does not answer; recording goes on to this disk. Check the network.",
  ),
  "disk-nearly-full": text(
    "磁盘快满了；已上传的最早片段会先删除，未上传的不会删除。请释放空间。",
    "The disk is nearly full; what was sent first goes first, what was not sent stays. Make room.",
  ),
  "service-full": text(
    "服务端存储快满了；录制继续，数据先存在本机，有空间后自动上传。请联系管理员。",
    "The service's store is nearly full; recordings stay on this disk and go once there is room. Tell its administrator.",
  ),
  "segment-refused": text(
    "服务拒收了片段；片段保留在本机。请查看服务端该场次的状态。",
    "The service refused a segment; it stays here. Look at the session's state in the service.",
  ),
  "source-ended": text(
    "摄像机断开了；正在重连。请检查电源和网线。",
    "The camera broke off; it is asked again. Check its power and its cable.",
  ),
  frozen: text(
    "摄像机不再发送画面；正在重连。请重启摄像机。",
    "The camera sends nothing any more; it is asked again. Restart the camera.",
  ),
  "too-fast": text(
    "摄像机发送的数据过多；请降低码率。",
    "The camera sends too much; lower its bit rate.",
  ),
  malformed: text(
    "摄像机发送的数据无法保存；请检查编码设置。",
    "What the camera sends cannot be kept; check its coding.",
  ),
  disk: text(
    "磁盘已满，无法录制！请立即释放空间。",
    "The disk is full, nothing is recorded! Make room now.",
  ),
  "recorder/unreachable": text(
    "无法连接摄像机；请检查网线、电源和地址。",
    "The camera cannot be reached; check its cable, its power and its address.",
  ),
  "recorder/no-answer": text(
    "摄像机没有这个码流；请检查地址中的路径。",
    "The camera does not offer this stream; check the path in its address.",
  ),
  "recorder/refused": text(
    "摄像机拒绝登录，或 SRT 口令不一致；请检查密码或口令文件。",
    "The camera does not let the recorder in, or its SRT passphrase differs; check the file of its password or passphrase.",
  ),
  "recorder/no-sender": text(
    "SRT 没有数据；请检查发送端是否运行、地址、端口、模式和加密。",
    "Nothing comes by SRT; check that the sender runs, its address, port, mode and encryption.",
  ),
  "recorder/no-publisher": text(
    "网关没有这个码流；请检查网关是否运行，编码器是否以此名称推流。",
    "The gateway has no such stream; check that it runs, and that the encoder sends to it under this very name.",
  ),
  "recorder/no-coding": text(
    "摄像机的编码无法保存；请设为 H.264/H.265，音频 AAC、Opus、G.711 或无。",
    "The camera's coding is not kept; set it to H.264 or H.265, with AAC, Opus, G.711 or no sound.",
  ),
};

export const NOT_RUNNING = text("录制程序没有运行。", "The recorder does not run.");
const NO_SESSION = text("没有正在进行的场次。", "No session runs.");
const RECORDING = text("正在录制", "recording");
const NO_PICTURE = text("没有画面", "no picture");
const WAITING = text("{count} 段待上传（{mb} MB）", "{count} segments to send ({mb} MB)");
const ALL_SENT = text("已全部上传", "all sent");

export const filled = (words: string, facts: Readonly<Record<string, string | number>>): string =>
  words.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));

export const faultText = (code: keyof typeof FAULTS, detail: string, language: Language): string =>
  filled(FAULTS[code][language], { detail });

export const problemText = (code: string, language: Language): string =>
  PROBLEMS[code]?.[language] ?? code;

export function linesOf(status: RoomStatus, language: Language): readonly string[] {
  const lines = status.channels.map((one) => channelLine(one, language));
  const problems = [...new Set(problemsOf(status))].map(
    (code) => `! ${problemText(code, language)}`,
  );
  return [...problems, ...(lines.length === 0 ? [NO_SESSION[language]] : lines)];
}

function channelLine(status: ChannelStatus, language: Language): string {
  const { room, camera, recording, sending } = status;
  const isRecording = recording?.state === "recording";
  const state = recording === null ? [] : [(isRecording ? RECORDING : NO_PICTURE)[language]];
  const waiting = sending?.waiting ?? 0;
  const mb = ((sending?.waitingBytes ?? 0) / 2 ** 20).toFixed(1);
  const sent =
    waiting === 0 ? ALL_SENT[language] : filled(WAITING[language], { count: waiting, mb });
  return `${room} ${camera}: ${[...state, sent].join(", ")}`;
}
