/** What `doctor` finds about a room that is recorded from this machine, in both languages. */
import type { Explanation } from "./doctor-devices.ts";

export const ROOM_FINDINGS = {
  roomNone: {
    cause: { "zh-CN": "本机没有配置房间", en: "no room is recorded from this machine" },
    cure: null,
  },
  roomFine: {
    cause: {
      "zh-CN": "录制程序正在运行，没有问题",
      en: "its recorder runs and has nothing to tell",
    },
    cure: null,
  },
  roomNoToken: {
    cause: {
      "zh-CN": "已配置房间（room.json），但没有设备令牌，什么也没有录制",
      en: "a room is configured (room.json), but there is no device token: nothing is recorded",
    },
    cure: {
      "zh-CN":
        "./holdfast device add 名称 --kind room_recorder，把令牌写入数据目录的 secrets/room-token（权限 0600）；数秒内自动开始。",
      en: "./holdfast device add NAME --kind room_recorder, and write the token to secrets/room-token in the data folder (mode 0600); it begins within seconds.",
    },
  },
  roomNotRunning: {
    cause: {
      "zh-CN": "已配置房间（room.json），但录制程序没有运行：什么也没有录制",
      en: "a room is configured (room.json), but its recorder does not run: nothing is recorded",
    },
    cure: {
      "zh-CN":
        "./holdfast logs capture 说明原因。room.json 是在启动之后才写的，请运行 ./holdfast down，再 ./holdfast up。",
      en: "./holdfast logs capture says why. If room.json was written after the start: ./holdfast down, then ./holdfast up.",
    },
  },
  roomProblems: {
    cause: { "zh-CN": "录制程序报告：{problems}", en: "its recorder says: {problems}" },
    cure: {
      "zh-CN": "./holdfast room status 说明每一项的含义和办法。",
      en: "./holdfast room status says what each means and what to do.",
    },
  },
} as const satisfies Readonly<Record<string, Explanation>>;
