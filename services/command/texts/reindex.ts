/** What `reindex` says, in both languages. */
export const REINDEX = {
  about: {
    "zh-CN": "重建全部检索词（服务运行中，由 custody 进程逐批重做；其间可照常检索）",
    en: "have the words of every item made anew, by the custody process while all runs; what is there is found meanwhile",
  },
  usage: {
    "zh-CN":
      "用法：holdfast reindex [--data 目录] [--json] [--lang zh-CN|en]\n退出码：0 已列入；2 用法错误；3 数据库无法连接。",
    en: "usage: holdfast reindex [--data DIR] [--json] [--lang zh-CN|en]\nExit: 0 asked for; 2 usage; 3 the database is not reached.",
  },
  marked: {
    "zh-CN": "已列入 {marked} 件，custody 进程会逐批重做；./holdfast doctor 显示还剩多少。",
    en: "Asked for {marked}: the custody process makes them anew; ./holdfast doctor tells how many are left.",
  },
} as const;
