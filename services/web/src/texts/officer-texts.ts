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
  "officers.report": [
    "新增 {{added}}，更正 {{corrected}}，未变 {{unchanged}}",
    "{{added}} new, {{corrected}} corrected, {{unchanged}} as they were",
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
