/** What `up`, `down`, `status`, `logs` and `demo` say, in both languages. */
import type { Text } from "../../kernel/language.ts";

export const UP = {
  missingPackages: {
    "zh-CN": "缺少系统软件包：{packages}",
    en: "Missing system packages: {packages}",
  },
  askInstall: { "zh-CN": "现在安装吗？[Y/n] ", en: "Install them now? [Y/n] " },
  typeThis: {
    "zh-CN": "请以 root 身份运行以下命令，然后重试：\n  {line}",
    en: "As root, run this line, then try again:\n  {line}",
  },
  installing: { "zh-CN": "正在安装：{packages}", en: "Installing: {packages}" },
  installFailed: {
    "zh-CN": "安装失败。请以 root 身份运行：\n  {line}",
    en: "The installation failed. As root, run:\n  {line}",
  },
  tooLittleSpace: {
    "zh-CN": "数据目录所在磁盘只剩 {free}，至少需要 {needed}。请清理磁盘或用 --data 选择别处。",
    en: "The disk of the data folder has {free} left and {needed} are needed. Free some space, or choose another place with --data.",
  },
  portTaken: {
    "zh-CN": "端口 {port} 已被占用。请结束占用它的程序，或用 --port 选择别的端口。",
    en: "Port {port} is in use. End what uses it, or choose another with --port.",
  },
  buildingPage: { "zh-CN": "正在构建网页 …", en: "Building the page …" },
  phasePostgres: { "zh-CN": "正在启动 PostgreSQL …", en: "Starting PostgreSQL …" },
  phaseRedis: { "zh-CN": "正在启动 Redis …", en: "Starting Redis …" },
  phaseSchema: {
    "zh-CN": "正在更新数据库结构 …",
    en: "Bringing the database to the newest schema …",
  },
  phaseKeys: { "zh-CN": "正在准备密钥和证书 …", en: "Preparing keys and certificates …" },
  phaseProcesses: {
    "zh-CN": "正在启动 signer、custody、media、api …",
    en: "Starting signer, custody, media and api …",
  },
  processNotReady: {
    "zh-CN": "注意：{name} 未能就绪；录像仍会封存。原因和办法：./holdfast doctor",
    en: "Note: {name} is not ready; recordings are sealed all the same. Causes and cures: ./holdfast doctor",
  },
  roomNoToken: {
    "zh-CN":
      "注意：已配置房间（room.json），但没有设备令牌，尚未录制。请运行 ./holdfast device add 名称 --kind room_recorder，把令牌写入 {path}（权限 0600）；写入后数秒内自动开始，无需重启。",
    en: "Note: a room is configured (room.json), but without a device token nothing of it is recorded. Run ./holdfast device add NAME --kind room_recorder and write the token into {path} (mode 0600); recording begins within seconds, without a restart.",
  },
  roomNotRecorded: {
    "zh-CN":
      "注意：房间的录制程序未能启动：{why} 另见 ./holdfast logs capture；改好后数秒内自动重试。",
    en: "Note: the recorder of the room does not run: {why} See ./holdfast logs capture; once that is mended it is begun again within seconds.",
  },
  startFailed: {
    "zh-CN": "启动失败：{message}\n日志：{logs}；原因和办法：./holdfast doctor",
    en: "It did not start: {message}\nLogs: {logs}; causes and cures: ./holdfast doctor",
  },
  startRefused: {
    "zh-CN": "启动失败：{message}\n办法：{fix}\n日志：{logs}",
    en: "It did not start: {message}\nWhat to do: {fix}\nLogs: {logs}",
  },
  startingElsewhere: {
    "zh-CN": "另一个 ./holdfast up（进程 {pid}）正在此数据目录中启动系统。请等它完成。",
    en: "Another ./holdfast up (process {pid}) is starting this data folder. Wait for it.",
  },
  alreadyRunning: {
    "zh-CN": "系统已在运行（进程 {pid}），未做任何改动。",
    en: "It runs already (process {pid}); nothing was changed.",
  },
  leftBehind: {
    "zh-CN": "已结束上次遗留的进程：{names}",
    en: "Ended what the last run left behind: {names}",
  },
  otherAgency: {
    "zh-CN":
      "此数据目录属于机构“{agency}”；账本名称不能更改。请去掉 HOLDFAST_AGENCY 或换一个数据目录。",
    en: 'This data folder belongs to the agency "{agency}"; a ledger keeps its name. Unset HOLDFAST_AGENCY or use another data folder.',
  },
  agencyName: {
    "zh-CN":
      "HOLDFAST_AGENCY“{agency}”不能作账本名称：只能用 1 至 64 个小写字母、数字、点、短横线、下划线，例如 haikou-zfj。什么也没有改动。",
    en: 'HOLDFAST_AGENCY "{agency}" cannot name a ledger: 1 to 64 lower-case letters, digits, dots, dashes and underscores, such as haikou-zfj. Nothing was changed.',
  },
  sendingDemo: {
    "zh-CN": "正在生成演示录像并通过真实的上传通道发送 …",
    en: "Making demo clips and sending them through the real upload path …",
  },
  ready: { "zh-CN": "\n铁证已就绪：{url}", en: "\nHoldfast is ready: {url}" },
  demoNotice: {
    "zh-CN": "（演示数据，可随时丢弃：./holdfast down 后删除 {data}）",
    en: "(Demo data, easy to throw away: ./holdfast down, then delete {data})",
  },
  logins: { "zh-CN": "\n登录：", en: "\nLog in as:" },
  login: {
    "zh-CN": "  {name}  {password}  （{role}）",
    en: "  {name}  {password}  ({role})",
  },
  roleAdmin: { "zh-CN": "管理员", en: "admin" },
  roleOfficer: { "zh-CN": "执法人员", en: "officer" },
  roleReviewer: { "zh-CN": "审核人员", en: "reviewer" },
  roleAuditor: { "zh-CN": "审计人员", en: "auditor" },
  roleRecords: { "zh-CN": "档案管理人员", en: "records staff" },
  roleLegal: { "zh-CN": "法制审核人员", en: "legal review" },
  tryThese: {
    "zh-CN":
      "\n可以先试三件事：\n  1. 以 {reviewer} 登录，打开一段录像，看“核验”面板。\n  2. 发送自己的文件：./holdfast push 文件.mp4\n  3. 下载一个证据包，离线核验：./holdfast verify 证据包.zip",
    en: "\nThree things to try:\n  1. Log in as {reviewer}, open a clip, look at its verification panel.\n  2. Send a file of your own: ./holdfast push FILE.mp4\n  3. Download an evidence package and check it offline: ./holdfast verify PACKAGE.zip",
  },
  ctrlC: { "zh-CN": "\n按 Ctrl-C 停止。", en: "\nCtrl-C ends it." },
  detached: {
    "zh-CN": "\n在后台运行；用 ./holdfast down 停止。",
    en: "\nIt runs in the background; ./holdfast down ends it.",
  },
  ending: { "zh-CN": "正在停止 …", en: "Ending …" },
  ended: { "zh-CN": "已停止：{names}", en: "Ended: {names}" },
  nothingToEnd: { "zh-CN": "没有在运行的进程。", en: "Nothing was running." },
  supervisorDied: {
    "zh-CN": "监管进程意外结束。日志：{logs}",
    en: "The supervising process ended unexpectedly. Logs: {logs}",
  },
  statusMachine: {
    "zh-CN": "设备端口：证书有效至 {until}",
    en: "machine port: certificate good until {until}",
  },
  statusNoMachine: {
    "zh-CN": "设备端口：没有设备证书机构，设备只能用令牌",
    en: "machine port: none, for there is no authority for devices; they send by tokens",
  },
  statusLine: {
    "zh-CN": "  {name}  进程 {pid}  {state}  重启 {restarts} 次",
    en: "  {name}  process {pid}  {state}  restarted {restarts} times",
  },
  stateRunning: { "zh-CN": "运行中", en: "running" },
  stateEnded: { "zh-CN": "已结束", en: "ended" },
  statusReady: { "zh-CN": "就绪：{url}", en: "Ready: {url}" },
  statusAlarms: {
    "zh-CN": "警报：{alarms}。须立即查看：./holdfast doctor 说明原因和办法",
    en: "ALARM: {alarms}. Somebody must look at once: ./holdfast doctor tells causes and cures",
  },
  statusNotReady: {
    "zh-CN": "未就绪：{down}。原因和办法：./holdfast doctor",
    en: "Not ready: {down}. Causes and cures: ./holdfast doctor",
  },
  statusBehind: {
    "zh-CN": "进度落后：{behind}。原因和办法：./holdfast doctor",
    en: "Behind: {behind}. Causes and cures: ./holdfast doctor",
  },
  noSuchLog: {
    "zh-CN": "没有名为“{name}”的日志。可选：{names}",
    en: 'There is no log "{name}". There are: {names}',
  },
  demoThere: { "zh-CN": "演示数据已经在了。", en: "The demo is there already." },
  demoNotEmpty: {
    "zh-CN": "此系统中已有证据，不能加入演示数据。请用 --data 另建一个。",
    en: "This system holds evidence already; the demo is not added. Use another folder with --data.",
  },
  demoCleanup: {
    "zh-CN": "已加入演示数据。重启（down，再 up）后页面会标明“演示”。",
    en: "The demo was added. After a restart (down, then up) every page says so.",
  },
} as const satisfies Readonly<Record<string, Text>>;
