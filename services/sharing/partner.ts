/** A partner agency: another authority that things may be shared with, how secret they may be, and until when. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { PartnerId, UserId } from "../kernel/ids.ts";
import type { Text } from "../kernel/language.ts";
import type { Mark } from "../secrecy/mark.ts";

/** 检察机关, 审判机关, 公安机关, 其他行政机关. */
export const PARTNER_KINDS = ["procuratorate", "court", "police", "agency"] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const KIND_NAMES: Readonly<Record<PartnerKind, Text>> = {
  procuratorate: { "zh-CN": "检察机关", en: "procuratorate" },
  court: { "zh-CN": "审判机关", en: "court" },
  police: { "zh-CN": "公安机关", en: "police" },
  agency: { "zh-CN": "其他行政机关", en: "another agency" },
};

export interface Partner {
  readonly id: PartnerId;
  /** One of the two may be missing. */
  readonly nameZh: string | null;
  readonly nameEn: string | null;
  readonly kind: PartnerKind;
  /** 统一社会信用代码. */
  readonly code: string;
  readonly contact: string;
  /** What its people may know of: no state secret and no duty of secrecy that is not said. */
  readonly highest: Mark;
  /** The first day on which it is no partner any more. */
  readonly until: CalendarDate;
  readonly reason: string;
  readonly proposedAt: UtcInstant;
  readonly proposedBy: UserId;
  readonly approved: { readonly at: UtcInstant; readonly by: UserId } | null;
  readonly ended: {
    readonly at: UtcInstant;
    readonly by: UserId;
    readonly reason: string;
  } | null;
}

export const PARTNER_STATES = ["waiting", "in-force", "over", "ended"] as const;
export type PartnerState = (typeof PARTNER_STATES)[number];

export function partnerState(
  { approved, ended, until }: Pick<Partner, "approved" | "ended" | "until">,
  today: CalendarDate,
): PartnerState {
  if (ended !== null) return "ended";
  if (today >= until) return "over";
  return approved === null ? "waiting" : "in-force";
}

export const isPartner = (partner: Partner, today: CalendarDate): boolean =>
  partnerState(partner, today) === "in-force";

/** What it is called where there is room for one name. */
export const partnerName = ({ nameZh, nameEn }: Pick<Partner, "nameZh" | "nameEn">): string =>
  nameZh ?? nameEn ?? "";
