/** Texts of the register of officers, and what may be wrong with a table that is imported. */
import type { Texts } from "./text.ts";

export const officerTexts = {
  "frame.officers": ["执法人员", "Officers"],
  "officers.title": ["执法人员", "Officers"],
  "officers.lead": [
    "执法证件只增不改：更正与原记录并存，因此总能说明录制当日的证件是否有效。",
    "Credentials are only added to: corrections stand beside what they correct, so validity on the day of a recording can always be told.",
  ],
  "officers.none": ["还没有执法人员", "No officers yet"],
  "officers.none-how": [
    "用 CSV 表导入，或通过 API 登记。",
    "Import a CSV table, or enter them over the API.",
  ],
  "officers.name": ["姓名", "Name"],
  "officers.credential": ["执法证号", "Credential"],
  "officers.unit": ["单位", "Unit"],
  "officers.period": ["有效期", "Valid"],
  "officers.today": ["今日", "Today"],
  "officers.valid": ["有效", "Valid"],
  "officers.not-valid": ["无有效证件", "No valid credential"],
  "officers.open-end": ["至今", "until further notice"],
  "officers.import": ["导入 CSV", "Import CSV"],
  "officers.columns": [
    "列名：credential_no, name, unit, valid_from；可选 valid_to, powers（用分号分隔）, previous_no。日期写作 2025-09-24。",
    "Columns: credential_no, name, unit, valid_from; may be there: valid_to, powers (separated by semicolons), previous_no. Dates as 2025-09-24.",
  ],
  "officers.file": ["文件", "File"],
  "officers.source": ["来源系统", "Where it comes from"],
  "officers.reason": [
    "更正理由（更正已有证件时必填）",
    "Reason (needed where credentials are corrected)",
  ],
  "officers.check": ["先核对，不写入", "Look only, write nothing"],
  "officers.do-import": ["导入", "Import"],
  "officers.report": [
    "新增 {{added}}，更正 {{corrected}}，未变 {{unchanged}}",
    "{{added}} new, {{corrected}} corrected, {{unchanged}} as they were",
  ],
  "officers.not-written": ["没有写入任何内容", "Nothing was written"],
  "officers.written": ["已写入", "Written"],
  "officers.line": ["第 {{line}} 行 {{column}}", "Line {{line}} {{column}}"],
  "fault.broken-quotes": ["引号不配对", "A quote is not closed"],
  "fault.empty": ["为空", "Empty"],
  "fault.too-many-rows": ["行数太多", "Too many rows"],
  "fault.no-column": ["缺少此列", "This column is missing"],
  "fault.unknown-column": ["未知或重复的列", "An unknown column, or one that stands twice"],
  "fault.other-number-of-cells": ["单元格数与表头不符", "Another number of cells than the header"],
  "fault.bad-text": ["太长或含控制字符", "Too long, or a control character"],
  "fault.no-date": ["不是日期", "No date"],
  "fault.ends-before-it-begins": ["止于开始之前", "Ends before it begins"],
  "fault.twice": ["表中重复", "Stands twice in the table"],
  "fault.other-officer": ["原证号不属于同一人", "The previous number is not this officer's"],
  "fault.correction-without-reason": [
    "与已登记的不同；请填写更正理由",
    "Differs from what is known; give a reason for the correction",
  ],
  "code.officers/account-taken": [
    "此账号已属于另一名执法人员。",
    "Another officer has this account.",
  ],
  "code.officers/already-corrected": [
    "该记录已被更正。请重新查看，更正较新的一条。",
    "That entry was corrected already. Look again, and correct the newer one.",
  ],
  "code.officers/bad-period": ["止日早于始日。", "It ends before it begins."],
  "code.officers/credential-known": [
    "另一名执法人员已有此证号。",
    "Another officer has this credential.",
  ],
  "code.officers/no-reason": [
    "更正须填写理由；原记录保留。",
    "A correction needs a reason; what stood there stays.",
  ],
  "code.officers/no-such-entry": ["没有这条记录。", "This officer has no such entry."],
  "code.officers/no-such-officer": ["没有这名执法人员。", "There is no such officer."],
} as const satisfies Texts;
