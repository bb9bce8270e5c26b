/** What the command line says about itself, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const HELP = {
  about: {
    "zh-CN":
      "铁证：接收执法录像，证明收到了什么，交出任何人都能核验的证据。\n\n先运行 ./holdfast up，一条命令装好并启动一切。",
    en: "Holdfast: takes recordings in, proves what it received, gives out evidence that anyone can verify.\n\nBegin with ./holdfast up: one command installs and starts everything.",
  },
  up: {
    "zh-CN": "安装缺少的部分，启动系统，放入演示数据",
    en: "install what is missing, start everything, put the demo in",
  },
  down: { "zh-CN": "停止 up 启动的一切", en: "end exactly what up started" },
  status: { "zh-CN": "什么在运行，是否就绪", en: "what runs, and whether it is ready" },
  logs: { "zh-CN": "查看日志（可指定进程）", en: "show the logs, of one process or of all" },
  doctor: {
    "zh-CN": "逐项检查，给出原因和办法",
    en: "check everything, with cause and cure",
  },
  fsck: {
    "zh-CN": "核对数据库、存储和账本的全部规则（只读；--deep 读取每个字节）",
    en: "check everything that must hold, on database, store and ledger (reads only; --deep reads every byte)",
  },
  tamper: {
    "zh-CN": "在数据包的副本上做改动，看各核验程序怎么说",
    en: "tamper with copies of a package and see which verifier says what",
  },
  demo: {
    "zh-CN": "向空系统放入演示数据；显示登录信息",
    en: "put the demo into an empty system; show its logins",
  },
  device: { "zh-CN": "设备登记", en: "the register of devices" },
  deviceAdd: {
    "zh-CN": "登记设备，令牌只显示一次",
    en: "register a device; its token is shown once",
  },
  deviceAssign: {
    "zh-CN": "查看或登记谁使用一台设备，可更正过去的登记",
    en: "show or enter who carries a device; entries for the past can be corrected",
  },
  deviceChain: {
    "zh-CN": "核对一台设备的录像链：缺号、重复、截短、时钟跳变",
    en: "what is missing, doubled, cut off or out of step in a device's recordings",
  },
  deviceQuota: {
    "zh-CN": "查看或设置一台设备的上传配额",
    en: "show or set what one device may send",
  },
  deviceSigning: {
    "zh-CN":
      "查看或设置一台设备的录像都自带何种签名：onvif-media-signing、axis-signed-video、c2pa、gb35114 或 none；缺少时记为疑点",
    en: "show or set what a device signs every recording with: onvif-media-signing, axis-signed-video, c2pa, gb35114 or none; one without is a finding",
  },
  user: { "zh-CN": "用户", en: "people" },
  userAdd: {
    "zh-CN": "创建用户，密码只显示一次",
    en: "make an account; its password is shown once",
  },
  push: {
    "zh-CN": "发送文件，可断点续传，等待并核验回执",
    en: "send files, resumable; wait for the receipt and verify it",
  },
  dock: { "zh-CN": "采集站：从执法仪存储卡上传", en: "a docking station for cameras' cards" },
  dockRun: {
    "zh-CN": "监视存储卡，上传、核验回执，再按策略标记或删除",
    en: "watch cards, upload, verify receipts, then mark or delete by policy",
  },
  dockStatus: { "zh-CN": "各卡槽的状态", en: "how the slots stand" },
  dockSimulate: { "zh-CN": "生成一张模拟存储卡", en: "make a folder like a camera's card" },
  optionFolder: { "zh-CN": "作为存储卡的文件夹", en: "folders that are cards" },
  optionDockConfig: { "zh-CN": "采集站配置文件（JSON）", en: "settings of the dock (JSON)" },
  optionDockState: { "zh-CN": "采集站的工作记录目录", en: "folder of the dock's notes" },
  optionPolicy: {
    "zh-CN": "封存后：keep 保留、mark 标记、delete-after-days=N 若干天后删除",
    en: "once sealed: keep, mark or delete-after-days=N",
  },
  optionWallPort: { "zh-CN": "采集站页面的端口", en: "port of the dock's page" },
  optionOnce: { "zh-CN": "全部完成后结束", en: "end when everything is through" },
  optionClips: { "zh-CN": "录像数量", en: "number of clips" },
  tsa: {
    "zh-CN": "自建时间戳机构（RFC 3161），用于与外网隔离的场所：init、run",
    en: "an authority for time stamps (RFC 3161) for places without a line to the outside: init, run",
  },
  ledger: {
    "zh-CN": "ledger compare A B：比较两份检查点，查出账本是否有两个版本",
    en: "ledger compare A B: hold two checkpoints against each other, and find a ledger of two versions",
  },
  ledgerRevocations: {
    "zh-CN": "账本所载全部密钥吊销及其证明，供 verify --revocations",
    en: "every revoked key that the ledger tells of, with proofs, for verify --revocations",
  },
  ledgerRenew: {
    "zh-CN": "账本时间戳的续期情况；--log 名称：现在续期",
    en: "how the renewals of the ledger's time stamps stand; --log NAME: renew now",
  },
  room: {
    "zh-CN": "房间录制：摄像机先录到本机，再上传到服务：run、status；discover 查找摄像机",
    en: "the recorder of a room: cameras to this disk, then to the service: run, status; discover finds cameras",
  },
  witness: {
    "zh-CN": "账本见证，由法院或审计部门运行：init、run、status",
    en: "a witness of ledgers, run by a court or an auditor: init, run, status",
  },
  verify: {
    "zh-CN": "离线核验证据包（ZIP 或文件夹）",
    en: "check an evidence package (ZIP or folder) offline",
  },
  receipt: { "zh-CN": "回执", en: "receipts of devices" },
  receiptVerify: {
    "zh-CN": "离线核验回执或批次回执，可与原始文件比对",
    en: "check a receipt or a batch receipt offline, and hold files against it",
  },
  test: {
    "zh-CN": "运行全部检查（--quick：不启动服务器）",
    en: "run every check (--quick: without servers)",
  },
  torture: {
    "zh-CN": "按随机种子反复杀死进程并核对一切承诺（torture --help）",
    en: "kill the processes again and again by a seed, and check every promise (torture --help)",
  },
  optionData: {
    "zh-CN": "数据目录（默认 HOLDFAST_DATA 或 ./.holdfast）",
    en: "data folder (HOLDFAST_DATA or ./.holdfast unless given)",
  },
  optionJson: { "zh-CN": "输出 JSON", en: "answer as JSON" },
  optionPort: { "zh-CN": "网页和接口的端口", en: "port of page and API" },
  optionDetach: { "zh-CN": "在后台运行", en: "run in the background" },
  optionNoDemo: { "zh-CN": "不放入演示数据", en: "without the demo" },
  optionYes: { "zh-CN": "不询问，直接安装", en: "install without asking" },
  optionFollow: { "zh-CN": "持续显示", en: "go on showing what is added" },
  optionKind: { "zh-CN": "设备类型", en: "kind of device" },
  deviceCode: {
    "zh-CN": "生成一次性注册码（含二维码），设备用它换取证书",
    en: "make a one-time code, also as QR, with which the device gets its certificate",
  },
  deviceRevoke: {
    "zh-CN": "吊销设备的证书，立即生效",
    en: "revoke the device's certificates, at once",
  },
  deviceCertificateOnly: {
    "zh-CN": "设备只能用证书，令牌失效",
    en: "let the device in by certificate alone; its token opens nothing",
  },
  deviceEnrol: {
    "zh-CN": "在设备上运行：生成密钥，用注册码换取证书",
    en: "on the device: make a key and get its certificate for a code",
  },
  dockEnrol: {
    "zh-CN": "采集站用注册码换取证书，之后自动续期",
    en: "get this dock's certificate for a code; it renews itself afterwards",
  },
  optionEndReason: { "zh-CN": "理由，记入操作记录", en: "why, for the record of actions" },
  optionCertificate: {
    "zh-CN": "只吊销这一张证书（SHA-256）及由它续期的证书",
    en: "only this certificate (its SHA-256) and what it was renewed by",
  },
  optionOff: { "zh-CN": "恢复令牌", en: "let its token in again" },
  optionCode: { "zh-CN": "注册码，或二维码中的文字", en: "the code, or the text of its QR code" },
  optionServer: {
    "zh-CN": "设备端口的地址（二维码中已有）",
    en: "address of the machine port, unless the code's text has it",
  },
  optionRootSha256: {
    "zh-CN": "机构根证书的 SHA-256（二维码中已有）",
    en: "SHA-256 of the agency's root, unless the code's text has it",
  },
  optionIdentityOut: { "zh-CN": "存放密钥和证书的文件夹", en: "folder for key and certificate" },
  optionIdentity: {
    "zh-CN": "device enrol 写入的文件夹，用证书代替令牌",
    en: "folder of `device enrol`: the certificate instead of a token",
  },
  optionNobody: { "zh-CN": "无人使用", en: "nobody carries it" },
  optionFrom: {
    "zh-CN": "开始时间，带时区（默认现在）",
    en: "from when, with its zone (now unless given)",
  },
  optionTo: { "zh-CN": "结束时间", en: "until when" },
  optionReplaces: { "zh-CN": "所更正登记的编号", en: "id of the entry that it corrects" },
  optionReason: { "zh-CN": "更正的原因", en: "why it is corrected" },
  optionBytesPerDay: { "zh-CN": "每日字节数，0 为不限", en: "bytes a day; 0: no limit" },
  optionFilesPerDay: { "zh-CN": "每日文件数，0 为不限", en: "files a day; 0: no limit" },
  optionOpenBytes: {
    "zh-CN": "未完成上传的字节数，0 为不限",
    en: "bytes of unfinished uploads; 0: no limit",
  },
  optionClearQuota: { "zh-CN": "恢复为系统设置", en: "as configured again" },
  optionRole: { "zh-CN": "角色", en: "role" },
  optionDisplayName: { "zh-CN": "显示的姓名", en: "name as people read it" },
  optionOriginal: {
    "zh-CN": "与回执比对的文件；批次回执也可用文件夹",
    en: "the file that the receipt is held against; for a batch receipt also a folder",
  },
  optionQr: {
    "zh-CN": "采集站屏幕二维码的文字，与批次回执比对",
    en: "the text of a code on a dock's wall, held against a batch receipt",
  },
  optionToken: {
    "zh-CN": "管理员令牌（默认本机的）",
    en: "an administrator's token (this box's unless given)",
  },
  optionPasswordFile: {
    "zh-CN": "存有密码的文件，用于须再次确认身份的操作（默认在终端询问）",
    en: "file with the password, for acts that ask once more who you are (asked at the terminal unless given)",
  },
  optionDeviceToken: {
    "zh-CN": "设备令牌（默认本机的设备）",
    en: "a device's token (this box's own device unless given)",
  },
  optionUrl: { "zh-CN": "服务地址", en: "address of the service" },
  optionCase: { "zh-CN": "案件编号", en: "number of the case" },
  optionRecordedAt: {
    "zh-CN": "录制时间，带时区",
    en: "when it was recorded, with its zone",
  },
  optionActivity: { "zh-CN": "执法活动", en: "what was being done" },
  optionRoot: {
    "zh-CN": "可信的根证书文件（PEM）",
    en: "file with the trusted root certificate (PEM)",
  },
  optionLedgerKey: {
    "zh-CN": "可信的账本公钥",
    en: "the ledger's trusted verifier key",
  },
  optionTsaRoot: {
    "zh-CN": "时间戳机构的根证书（PEM），应向该机构取得",
    en: "root certificate of the authority for time stamps (PEM), as the authority itself gives it",
  },
  optionRevocations: {
    "zh-CN": "之后取得的吊销清单（ledger revocations 所给）",
    en: 'a later list of revoked keys, as "ledger revocations" gives it',
  },
  optionWitnessPolicy: {
    "zh-CN": "可信的见证策略（tlog-policy 文件）",
    en: "file with the trusted policy of witnesses (tlog-policy)",
  },
  optionWait: { "zh-CN": "最多等待回执的秒数", en: "seconds to wait for a receipt" },
  usage: { "zh-CN": "用法：", en: "Usage:" },
  options: { "zh-CN": "选项：", en: "Options:" },
  commands: { "zh-CN": "命令：", en: "Commands:" },
  arguments: { "zh-CN": "参数：", en: "Arguments:" },
  help: { "zh-CN": "显示帮助", en: "show help" },
} as const satisfies Readonly<Record<string, Text>>;
