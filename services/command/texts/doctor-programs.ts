/** What `doctor` finds about programs of makers that open their own containers, in both languages. */
import type { ProgramFault } from "../../media/programs/program-fault.ts";
import type { Explanation } from "./doctor-devices.ts";

type Words = readonly [zh: string, en: string];

const FAULTS: Readonly<Record<ProgramFault, readonly [cause: Words, cure: Words]>> = {
  "no-folder": [
    ["该文件夹不存在或无法读取", "that folder is not there, or cannot be read"],
    [
      "检查 HOLDFAST_MEDIA_PROGRAMS：须为媒体进程的用户可读取的绝对路径；不用则删去该设置",
      "See HOLDFAST_MEDIA_PROGRAMS: an absolute path that the user of the media process may read; else take the setting away",
    ],
  ],
  "folder-name": [
    ["文件夹名称不合要求", "the name of its folder is none"],
    [
      "文件夹名称只用字母、数字、点、加号、减号和下划线，最多 60 个",
      "Name its folder with letters, digits, dots, plus, minus and underscores alone, 60 at most",
    ],
  ],
  "no-description": [
    ["没有 program.json", "it has no program.json"],
    [
      "在其文件夹中放入 program.json（示例见 README 的 Recordings of makers' own formats）",
      "Put a program.json into its folder (README, Recordings of makers' own formats, has one)",
    ],
  ],
  "bad-description": [
    ["program.json 无法解读", "its program.json does not describe a program"],
    [
      "按 README 的 Recordings of makers' own formats 改正 program.json：字段不能多也不能少",
      "Put its program.json right by README, Recordings of makers' own formats: no field more and none less",
    ],
  ],
  "no-executable": [
    [
      "program.json 所指的可执行文件不存在",
      "the executable that its program.json names is not there",
    ],
    ["放入该文件，或改正 executable", "Put the file there, or put executable right"],
  ],
  "not-executable": [
    ["可执行文件没有执行权限", "its executable may not be run by this user"],
    [
      "让媒体进程的用户可以执行它（chmod +x）",
      "Make it executable for the user of the media process (chmod +x)",
    ],
  ],
  "file-missing": [
    [
      "program.json 的 sha256 所列的文件不全",
      "a file that its program.json names under sha256 is not there",
    ],
    ["重新安装该程序的原始文件", "Install the files of the program again, as they came"],
  ],
  "file-not-named": [
    [
      "有 program.json 的 sha256 没有列出的文件",
      "a file lies there that its program.json does not name under sha256",
    ],
    [
      "移走多余的文件，或列出其摘要（sha256sum）",
      "Take the file away, or name it with its digest (sha256sum)",
    ],
  ],
  "digest-differs": [
    ["文件与 program.json 的 sha256 不符", "a file is not what its program.json says under sha256"],
    [
      "查明是谁改动的；重新安装原始文件，或（有意更新时）改正摘要",
      "Find out who changed it; install the files again, or, if it was renewed on purpose, put the digests right",
    ],
  ],
  "odd-file": [
    ["含有链接或其他特殊文件", "a link, or what else is no file, lies in its folder"],
    [
      "以文件本身代替链接：沙箱中只能看到该文件夹和 /usr",
      "Put the file itself in place of the link: the box shows that folder and /usr alone",
    ],
  ],
  "too-large": [
    ["文件过多或过大", "it is too large"],
    [
      "每个程序最多 2000 个文件、4 GiB；录像不要放在那里",
      "A program has 2,000 files and 4 GiB at most; keep no recordings there",
    ],
  ],
  "name-twice": [
    ["另一个程序已用此名称", "another program has the same name"],
    [
      "在 program.json 中改名，或移走其中一个",
      "Give it another name in its program.json, or take one away",
    ],
  ],
  "not-readable": [
    ["有文件无法读取", "not all of it can be read"],
    [
      "让媒体进程的用户可以读取其全部文件",
      "Let the user of the media process read all of its files",
    ],
  ],
};

const NEXT: Words = [
  "。然后重启；之后用 holdfast look-again 重新处理以前无法打开的录像。",
  ". Then start again; holdfast look-again has recordings looked at that could not be opened before.",
];

const ofFault = ([[zhCause, enCause], [zhCure, enCure]]: readonly [Words, Words]): Explanation => ({
  cause: {
    "zh-CN": `{folder}：${zhCause}（不可用：{all}；可用：{names}）`,
    en: `{folder}: ${enCause} (not used: {all}; used: {names})`,
  },
  cure: { "zh-CN": `${zhCure}${NEXT[0]}`, en: `${enCure}${NEXT[1]}` },
});

export const PROGRAM_FINDINGS = {
  programsNone: {
    cause: { "zh-CN": "没有安装厂商程序", en: "none is installed" },
    cure: null,
  },
  programsFine: {
    cause: { "zh-CN": "可用：{names}", en: "used: {names}" },
    cure: null,
  },
  programsNoBox: {
    cause: {
      "zh-CN": "本机没有可用的沙箱，不运行厂商程序（{names}）",
      en: "there is no box on this machine, so none is run ({names})",
    },
    cure: {
      "zh-CN":
        "安装 bubblewrap，允许用户命名空间，并删去 HOLDFAST_MEDIA_SANDBOX=off。厂商程序不在沙箱外运行。",
      en: "Install bubblewrap, allow user namespaces, and take HOLDFAST_MEDIA_SANDBOX=off away. Programs of makers run in the box or not at all.",
    },
  },
  programsNotLooked: {
    cause: { "zh-CN": "无法检查（{message}）", en: "could not be looked at ({message})" },
    cure: {
      "zh-CN": "检查 HOLDFAST_MEDIA_PROGRAMS：须为绝对路径，不含冒号。",
      en: "See HOLDFAST_MEDIA_PROGRAMS: an absolute path without a colon.",
    },
  },
  ...(Object.fromEntries(
    Object.entries(FAULTS).map(([why, words]) => [`program:${why}`, ofFault(words)]),
  ) as Readonly<Record<`program:${ProgramFault}`, Explanation>>),
} as const satisfies Readonly<Record<string, Explanation>>;
