/** Texts of tables that are taken over, and of the systems that tell of cases. */
import type { Texts } from "./text.ts";

export const importTexts = {
  "import.file": ["文件（CSV，UTF-8 或 GB18030）", "File (CSV in UTF-8 or GB 18030)"],
  "import.unreadable": [
    "请选择 UTF-8 或 GB18030 的 CSV 文件；工作簿请另存为 CSV。",
    "Choose a CSV file in UTF-8 or GB 18030; save a workbook as CSV.",
  ],
  "import.source": ["来源系统", "Where it comes from"],
  "import.reason": [
    "更正理由（更正已有内容时必填）",
    "Reason (needed where something is corrected)",
  ],
  "import.check": ["先核对，不写入", "Look only, write nothing"],
  "import.do": ["导入", "Import"],
  "import.written": ["已写入", "Written"],
  "import.not-written": ["没有写入任何内容", "Nothing was written"],
  "import.line": ["第 {{line}} 行 {{column}}", "Line {{line}} {{column}}"],
  "cases.import": ["导入 CSV", "Import CSV"],
  "cases.import-what": ["导入内容", "What"],
  "cases.columns": [
    "列名：number；可选 title（新案必填）, action_kind, agency_unit, filed_on, decided_on, effective_on, closed_on, outcome, litigation, litigation_final_on, major_decision, major_reasons, power_item_code, power_item_version, legal_basis（名称|条款|版本日期，分号分隔）, archive_term, flags。空格不改动原有内容。",
    "Columns: number; may be there: title (needed for a new case), action_kind, agency_unit, filed_on, decided_on, effective_on, closed_on, outcome, litigation, litigation_final_on, major_decision, major_reasons, power_item_code, power_item_version, legal_basis (instrument|article|day of the version, by semicolons), archive_term, flags. An empty cell changes nothing.",
  ],
  "cases.party-columns": [
    "列名：case_number, code, kind（person 或 organisation）；可选 name。表中没有的当事人不变。",
    "Columns: case_number, code, kind (person or organisation); may be there: name. Parties that the table does not name stay.",
  ],
  "cases.take-over": [
    "人工改过的内容也以此表为准（须填理由）；不选则保留并列出",
    "Also what people changed since gives way to this table (needs a reason); else it stays and is listed",
  ],
  "cases.report": [
    "新增 {{added}}，变更 {{changed}}，未变 {{unchanged}}",
    "{{added}} new, {{changed}} changed, {{unchanged}} as they were",
  ],
  "cases.kept": ["人工改过，保留：{{facts}}", "changed by a person, kept: {{facts}}"],
  "cases.corrected": ["更正：{{facts}}", "corrected: {{facts}}"],
  "cases.heard": ["案件系统最近来信：{{heard}}", "Case systems, heard last: {{heard}}"],
  "cases.silent": [
    "以下案件系统已超过 {{days}} 天没有消息：{{which}}",
    "Case systems that were not heard for more than {{days}} days: {{which}}",
  ],
  "cases.silent-how": [
    "未告知结案的案件视为未结，其证据一直保存。请检查对接，或导入案件表。",
    "Cases of which nobody tells that they are closed run on, and their evidence is kept. Look after the connection, or import a table.",
  ],
  "case.source": ["来源系统", "Told by"],
  "code.cases/message-twice": ["同一案号出现两次。", "The same number stands twice."],
  "code.cases/no-title": [
    "此案尚未建立，须填写案件名称，或更正案号。",
    "This case is not here yet: give its title, or correct the number.",
  ],
} as const satisfies Texts;
