/** What `look-again` says, in both languages. */
export const LOOK_AGAIN = {
  about: {
    "zh-CN":
      "重新处理以前无法打开、没有观看副本的录像，例如安装了厂商程序之后（从最新的开始，按件数）",
    en: "have recordings looked at again that could not be opened, as after a program of their maker was installed, the newest first, so many at a time",
  },
  usage: {
    "zh-CN":
      "用法：holdfast look-again [--limit 件数（1 至 100000，默认 1000）] [--data 目录] [--json] [--lang zh-CN|en]\n退出码：0 已列入；2 用法错误；3 数据库无法连接。",
    en: "usage: holdfast look-again [--limit N (1 to 100000; 1000)] [--data DIR] [--json] [--lang zh-CN|en]\nExit: 0 asked for; 2 usage; 3 the database is not reached.",
  },
  asked: {
    "zh-CN": "已列入 {asked} 件，媒体进程会重新打开；还有 {left} 件没有列入。",
    en: "Asked for {asked}: the media process opens them anew. {left} more could not be opened.",
  },
} as const;
