/** What `overviews` says, in both languages. */
export const OVERVIEWS = {
  about: {
    "zh-CN": "为以前接收、没有概览图和波形的录像补做（每次从最新的开始，按件数）",
    en: "have storyboards and wave forms made of recordings that have none, the newest first, so many at a time",
  },
  usage: {
    "zh-CN":
      "用法：holdfast overviews [--limit 件数（1 至 100000，默认 1000）] [--data 目录] [--json] [--lang zh-CN|en]\n退出码：0 已列入；2 用法错误；3 数据库无法连接。",
    en: "usage: holdfast overviews [--limit N (1 to 100000; 1000)] [--data DIR] [--json] [--lang zh-CN|en]\nExit: 0 asked for; 2 usage; 3 the database is not reached.",
  },
  asked: {
    "zh-CN":
      "已列入 {asked} 件，媒体进程会以最低优先级逐件制作，新接收的录像总是在前；还有 {left} 件没有列入。",
    en: "Asked for {asked}: the media process makes them one by one at the lowest priority, and what is received now goes before them. {left} more have none.",
  },
} as const;
