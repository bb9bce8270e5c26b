/** Reasons as sentences, in both languages: what a person is told who asks why something is still there. */
import type { Language, Text } from "../kernel/language.ts";
import type { Awaited } from "./bound.ts";
import type { Reason, RetentionDecision } from "./decide.ts";
import type { NamedFact, Until } from "./facts.ts";

const both = (say: (language: Language) => string): Text => ({
  "zh-CN": say("zh-CN"),
  en: say("en"),
});

/** "kept until 2026-03-01", "kept for ever", and what is added where the end is not known. */
export function headline({ floor, open }: Pick<RetentionDecision, "floor" | "open">): Text {
  if (floor === "permanent") return { "zh-CN": "永久保存", en: "Kept for ever" };
  return open
    ? {
        "zh-CN": `至少保存至 ${floor}，期满日尚不能确定`,
        en: `Kept at least until ${floor}; its end is not known yet`,
      }
    : { "zh-CN": `保存至 ${floor}`, en: `Kept until ${floor}` };
}

export function sentence(reason: Reason): Text {
  return both((language) => sentenceIn(language, reason) + citations(language, reason));
}

function sentenceIn(language: Language, reason: Reason): string {
  const values: Readonly<Record<string, string>> = {
    fact: factWords(reason.fact)[language],
    title: reason.class?.title[language] ?? "",
    until: reason.until === null ? "" : untilWords(reason.until)[language],
    term: termWords(reason.term)[language],
    awaited: awaitedWords(reason.awaits)[language],
  };
  return SENTENCES[reason.rule][language].replace(
    /\{(\w+)\}/g,
    (_, name: string) => values[name] ?? "",
  );
}

const SENTENCES: Readonly<Record<Reason["rule"], Text>> = {
  "house-floor": {
    "zh-CN": "本单位的最低保存期：{until}。",
    en: "This house keeps everything at least {until}.",
  },
  extended: { "zh-CN": "{fact}，延长 {term}：{until}。", en: "{fact}, for {term}: {until}." },
  promised: {
    "zh-CN":
      "此前已承诺：{until}。已承诺的不缩短；若因误标或误关联而延长，请撤销标记或关联，其后规则不再据此延长。",
    en: "It was promised before: {until}. A promise never gets shorter; where a flag or a link was wrong, take it back, and nothing more is promised because of it.",
  },
  "starts-in": { "zh-CN": "类别“{title}”：{fact}。", en: "Class “{title}”: {fact}." },
  "unknown-activity": {
    "zh-CN": "申报的活动不在现行政策包中，按来源归入类别“{title}”：{fact}。",
    en: "The policy in force knows no such activity; by its source it is in the class “{title}”: {fact}.",
  },
  "raised-to": {
    "zh-CN": "升入类别“{title}”：{fact}。",
    en: "Raised into the class “{title}”: {fact}.",
  },
  floor: {
    "zh-CN": "“{title}”：{fact}，至少 {term}：{until}。",
    en: "“{title}”: {fact}; at least {term}: {until}.",
  },
  awaits: {
    "zh-CN": "“{title}”：{fact}；{awaited}之前一直保存。",
    en: "“{title}”: {fact}; kept until {awaited}.",
  },
  ceiling: {
    "zh-CN": "“{title}”要求最迟{until}：{fact}（{term}）。",
    en: "“{title}” wants it gone after that day: {until} ({fact}; {term}).",
  },
};

const untilWords = (until: Until): Text =>
  until === "permanent"
    ? { "zh-CN": "永久保存", en: "for ever" }
    : { "zh-CN": `保存至 ${until}`, en: `until ${until}` };

const AWAITED: Readonly<Record<Awaited, Text>> = {
  "recorded-end": { "zh-CN": "录制结束", en: "its recording ends" },
  received: { "zh-CN": "接收", en: "it is received" },
  "session-end": {
    "zh-CN": "所属录制活动结束（未归入录制活动的，视为未结束）",
    en: "the recording session it is of ends (of one that is of none, nobody can tell)",
  },
  "classification-issued": {
    "zh-CN": "有权机关确定密级（起算日）",
    en: "an authority classifies it, from which day its term runs",
  },
  flagged: { "zh-CN": "加上标记（起算日）", en: "it is flagged, from which day its term runs" },
  "complaint-received": { "zh-CN": "收到投诉举报", en: "a complaint about it is received" },
  "subject-request": { "zh-CN": "当事人提出申请", en: "its subject asks for it" },
  "case-filed": { "zh-CN": "所属案件立案", en: "a case that it belongs to is filed" },
  "decision-made": { "zh-CN": "所属案件作出决定", en: "a case that it belongs to is decided" },
  "decision-effective": {
    "zh-CN": "所属案件的决定生效",
    en: "the decision of a case that it belongs to takes effect",
  },
  "case-closed": {
    "zh-CN": "案件办结（案件系统未告知办结的，视为未结）",
    en: "the case is closed (one of which nobody tells is open)",
  },
  "litigation-final": { "zh-CN": "诉讼终结", en: "the litigation is over" },
  "archive-term": { "zh-CN": "案卷保管期限确定", en: "the archive term of the case file is set" },
  "purpose-met": { "zh-CN": "有人认定其目的已实现", en: "somebody tells that its purpose is met" },
  "proceedings-over": {
    "zh-CN": "有人认定有关程序已终结",
    en: "somebody tells that the proceedings are over",
  },
};
/** Of a decision that an earlier version kept. */
const SOMETHING_ELSE: Text = { "zh-CN": "所等事由出现", en: "what it waits for comes about" };
const awaitedWords = (awaits: string | null): Text =>
  (AWAITED as Readonly<Record<string, Text>>)[awaits ?? ""] ?? SOMETHING_ELSE;

/** What a fact is called; a day, a number of a case, or a value stands in it. */
export function factWords(fact: NamedFact): Text {
  const { name, value = "", caseNumber = "", on } = fact;
  const day = on === undefined ? "" : ` ${on}`;
  const words: Readonly<Record<NamedFact["name"], Text>> = {
    recorded: { "zh-CN": `录制于${day}`, en: `recorded on${day}` },
    received: { "zh-CN": `接收于${day}`, en: `received on${day}` },
    sealed: { "zh-CN": `封存时锁定至${day}`, en: `locked until${day} when it was sealed` },
    source: {
      "zh-CN": `来源为 ${sourceWords(value)["zh-CN"]}`,
      en: `its source is ${sourceWords(value).en}`,
    },
    activity: { "zh-CN": `活动为 ${value}`, en: `its activity is ${value}` },
    flag: {
      "zh-CN": `${day.trim()}标注“${flagWords(value)["zh-CN"]}”`,
      en: `marked as ${flagWords(value).en}${on === undefined ? "" : ` on${day}`}`,
    },
    promised: { "zh-CN": "此前的决定", en: "the decision before" },
    "case-linked": { "zh-CN": `关联案件 ${caseNumber}`, en: `it belongs to case ${caseNumber}` },
    "case-filed": {
      "zh-CN": `案件 ${caseNumber} 立案于${day}`,
      en: `case ${caseNumber} was filed on${day}`,
    },
    "decision-made": {
      "zh-CN": `案件 ${caseNumber} 作出决定于${day}`,
      en: `case ${caseNumber} was decided on${day}`,
    },
    "decision-effective": {
      "zh-CN": `案件 ${caseNumber} 的决定生效于${day}`,
      en: `the decision of case ${caseNumber} took effect on${day}`,
    },
    "case-closed": {
      "zh-CN": `案件 ${caseNumber} 办结于${day}`,
      en: `case ${caseNumber} was closed on${day}`,
    },
    "litigation-final": {
      "zh-CN": `案件 ${caseNumber} 诉讼终结于${day}`,
      en: `litigation over case ${caseNumber} ended on${day}`,
    },
    "litigation-open": {
      "zh-CN": `案件 ${caseNumber} 在诉讼中`,
      en: `case ${caseNumber} is in litigation`,
    },
    "major-decision": {
      "zh-CN": `案件 ${caseNumber} 属重大执法决定`,
      en: `case ${caseNumber} is a major decision`,
    },
    "evidence-used": {
      "zh-CN": `在案件 ${caseNumber} 中作为证据使用`,
      en: `case ${caseNumber} used it as evidence`,
    },
    ...conditionFacts(value, caseNumber, day),
    ...sessionFacts(day),
    ...askedFacts(fact),
    "case-flag": {
      "zh-CN": `案件 ${caseNumber} 标注“${flagWords(value)["zh-CN"]}”`,
      en: `case ${caseNumber} is marked as ${flagWords(value).en}`,
    },
  };
  return words[name];
}

function conditionFacts(
  value: string,
  caseNumber: string,
  day: string,
): Readonly<Record<"condition-met" | "condition-denied", Text>> {
  const said = CONDITION_WORDS[value] ?? { "zh-CN": value, en: value };
  const [zh, en] = caseNumber === "" ? ["", ""] : [`案件 ${caseNumber} `, ` in case ${caseNumber}`];
  return {
    "condition-met": {
      "zh-CN": `经认定，${zh}${said["zh-CN"]}：${day.trim()}`,
      en: `it was told that ${said.en}${en} on${day}`,
    },
    "condition-denied": {
      "zh-CN": `经认定，${zh}并非“${said["zh-CN"]}”`,
      en: `it was told that it is not so that ${said.en}${en}`,
    },
  };
}

const sessionFacts = (
  day: string,
): Readonly<Record<"session-end" | "session-open" | "classified", Text>> => ({
  "session-end": {
    "zh-CN": `所属录制活动结束于${day}`,
    en: `its recording session ended on${day}`,
  },
  "session-open": {
    "zh-CN": "所属录制活动未告知结束",
    en: "nobody told that its recording session ended",
  },
  classified: { "zh-CN": `定密于${day}`, en: `it was classified on${day}` },
});

function askedFacts({ value, time = 1, on: day }: NamedFact): Readonly<Record<"extended", Text>> {
  const [isSubject, on] = [value === "subject", day ?? ""];
  return {
    extended: {
      "zh-CN": `${on} ${isSubject ? "应当事人申请" : "由本单位决定"}第 ${time} 次延长`,
      en: `extension ${time} ${isSubject ? "that its subject asked for" : "by the agency"}, given ${on}`,
    },
  };
}

const CONDITION_WORDS: Readonly<Record<string, Text>> = {
  "purpose-met": { "zh-CN": "目的已实现", en: "its purpose was met" },
  "proceedings-over": { "zh-CN": "程序已终结", en: "proceedings were over" },
};

const SOURCES: Readonly<Record<string, Text>> = {
  body_camera: { "zh-CN": "执法记录仪", en: "a body camera" },
  dock: { "zh-CN": "采集站", en: "a dock" },
  room_recorder: { "zh-CN": "询问室录像机", en: "an interview-room recorder" },
  cctv: { "zh-CN": "视频监控", en: "CCTV" },
};
const sourceWords = (value: string): Text => SOURCES[value] ?? { "zh-CN": value, en: value };

const FLAGS: Readonly<Record<string, Text>> = {
  obstruction: { "zh-CN": "阻碍执法", en: "obstruction" },
  "major-incident": { "zh-CN": "重大突发事件", en: "a major incident" },
  complex: { "zh-CN": "重大疑难复杂", en: "complex" },
  complaint: { "zh-CN": "投诉举报", en: "complained about" },
  "real-estate": { "zh-CN": "涉及不动产", en: "about real estate" },
  "minor-involved": { "zh-CN": "涉及未成年人", en: "involving a minor" },
  "subject-request": { "zh-CN": "当事人申请延长", en: "asked for by its subject" },
  "use-of-force": { "zh-CN": "使用强制力", en: "use of force" },
};
const flagWords = (value: string): Text => FLAGS[value] ?? { "zh-CN": value, en: value };

const UNITS: Readonly<Record<string, readonly [zh: string, one: string, many: string]>> = {
  Y: ["年", "year", "years"],
  M: ["个月", "month", "months"],
  W: ["周", "week", "weeks"],
  D: ["日", "day", "days"],
};

/** "P1Y6M" as "1 年 6 个月" and "1 year 6 months". */
export function termWords(term: string | null): Text {
  if (term === null || !term.startsWith("P")) {
    return TERMS[term ?? ""] ?? { "zh-CN": term ?? "", en: term ?? "" };
  }
  const parts = [...term.matchAll(/(\d+)([YMWD])/g)];
  return both((language) =>
    parts
      .map(([, count = "", unit = ""]) => {
        const [zh, one, many] = UNITS[unit] ?? [unit, unit, unit];
        if (language === "zh-CN") return `${Number(count)} ${zh}`;
        return `${Number(count)} ${Number(count) === 1 ? one : many}`;
      })
      .join(" "),
  );
}

const TERMS: Readonly<Record<string, Text>> = {
  permanent: { "zh-CN": "永久", en: "for ever" },
  "follow-case-file": { "zh-CN": "随案卷", en: "as long as the case file" },
  "purpose-met": { "zh-CN": "目的实现即止", en: "until its purpose is met" },
  "proceedings-over": { "zh-CN": "程序终结", en: "until proceedings are over" },
};

function citations(language: Language, { cite }: Reason): string {
  if (cite.length === 0) return "";
  const zh = language === "zh-CN";
  const list = cite.map(({ title, at }) => `${title[language]}${at === "" ? "" : ` ${at}`}`);
  return zh ? `（${list.join("；")}）` : ` (${list.join("; ")})`;
}
