/** What `device` says about one device, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const DEVICE = {
  none: {
    "zh-CN": "登记簿里没有设备“{device}”。",
    en: "The register has no device called “{device}”.",
  },
  assigned: {
    "zh-CN": "{from} 至 {to}：{officer}（{by} 于 {at} 登记）{reason}\n  {id}",
    en: "{from} to {to}: {officer} (entered by {by} at {at}) {reason}\n  {id}",
  },
  corrected: {
    "zh-CN": "已更正：{from} 至 {to}：{officer}（{by} 于 {at} 登记）{reason}\n  {id}",
    en: "corrected since: {from} to {to}: {officer} (entered by {by} at {at}) {reason}\n  {id}",
  },
  noCarrier: {
    "zh-CN": "没有说明由谁使用：请写上警员的登录名，或加 --nobody。什么都没有登记。",
    en: "This does not say who carries it: name the officer, or say --nobody. Nothing was entered.",
  },
  twoCarriers: {
    "zh-CN": "警员和 --nobody 只能写一个。什么都没有登记。",
    en: "Name an officer or say --nobody, not both. Nothing was entered.",
  },
  holder: { "zh-CN": "{name} 现由 {officer} 使用。", en: "{name} is with {officer} now." },
  chain: {
    "zh-CN": "{name}：{recordings} 段录像，其链上有 {sealed} 份清单",
    en: "{name}: {recordings} recordings; its own chain has {sealed} manifests",
  },
  found: { "zh-CN": "  {at}  {text}  {id}", en: "  {at}  {text}  {id}" },
  nothingFound: {
    "zh-CN": "没有发现缺号、重复、截短或时钟跳变。",
    en: "Nothing is missing, doubled, cut off or out of step, as far as is known here.",
  },
  quota: {
    "zh-CN":
      "{name} 的配额（–：按系统设置；0：不限）\n  每日字节数（UTC 日）：{bytesPerDay}\n  每日文件数：{filesPerDay}\n  未完成上传的字节数：{openBytes}",
    en: "Quota of {name} (–: as configured; 0: no limit)\n  bytes a day (UTC): {bytesPerDay}\n  files a day: {filesPerDay}\n  bytes of unfinished uploads: {openBytes}",
  },
  signing: {
    "zh-CN": "“{name}”的录像应自带签名：{kind}（–：无此要求）",
    en: "“{name}” signs every recording with: {kind} (–: nothing is expected)",
  },
  noSuchSigning: {
    "zh-CN": "没有这种签名：请写 {kinds} 或 none。",
    en: "There is no such kind of signature: say {kinds} or none.",
  },
  code: {
    "zh-CN":
      "设备“{name}”的注册码，只显示这一次，有效至 {until}：\n  {code}\n在设备上运行：\n  ./holdfast device enrol --out identity --code '{uri}'\n采集站：\n  ./holdfast dock enrol --code '{uri}'",
    en: "The enrolment code of “{name}”, shown this once and good until {until}:\n  {code}\nOn the device run:\n  ./holdfast device enrol --out identity --code '{uri}'\nOn a docking station:\n  ./holdfast dock enrol --code '{uri}'",
  },
  revoked: {
    "zh-CN": "已吊销“{name}”的 {count} 张有效证书；未用的注册码也已失效。",
    en: "Certificates of “{name}” that are revoked now: {count}. What was asked for with them is ended too.",
  },
  retire: {
    "zh-CN": "停用设备：令牌和证书立即失效，已收到的证据不变",
    en: "take a device out of use: its token and certificates open nothing from now on; its evidence stays",
  },
  retired: {
    "zh-CN": "“{name}”已停用：其令牌和证书不再有效；已收到的证据不变。",
    en: "“{name}” is out of use: its token and certificates open nothing any more. What it sent stays.",
  },
  certificateOnly: {
    "zh-CN": "“{name}”现在只能用证书；令牌无效。",
    en: "“{name}” is let in by its certificate alone now; its token opens nothing.",
  },
  tokenToo: {
    "zh-CN": "“{name}”现在可以用证书或令牌。",
    en: "“{name}” is let in by certificate or token now.",
  },
  enrolled: {
    "zh-CN": "已注册为设备 {device}，证书有效至 {until}。\n  密钥和证书：{folder}",
    en: "Enrolled as device {device}; the certificate is good until {until}.\n  key and certificate: {folder}",
  },
  kept: {
    "zh-CN":
      "这里已注册为设备 {device}，服务仍接受它，证书有效至 {until}；未使用注册码，什么都没有改变。\n  密钥和证书：{folder}\n要注册为另一台设备，请另选文件夹，或先吊销此证书。",
    en: "This is enrolled as device {device} already, and the service lets it in; its certificate is good until {until}. The code was not used, and nothing was changed.\n  key and certificate: {folder}\nTo enrol as another device, name another folder, or have this certificate revoked first.",
  },
  noInvitation: {
    "zh-CN": "请给出二维码中的完整文字，或同时给出 --server、--root-sha256 和 --code。",
    en: "Give the whole text of the QR code, or --server, --root-sha256 and --code together.",
  },
  notRenewed: {
    "zh-CN": "证书该续期了，但现在没有续成（{code}：{message}）。先用现有证书，下次运行再试。",
    en: "The certificate is due for renewal, which fails for now ({code}: {message}). The one in use goes on; the next run tries again.",
  },
  notEnrolled: {
    "zh-CN": "{folder} 中没有证书。先运行 ./holdfast device enrol。",
    en: "There is no certificate in {folder}. Run ./holdfast device enrol first.",
  },
} as const satisfies Readonly<Record<string, Text>>;
