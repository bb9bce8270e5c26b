/** What the page of the audit reads. */
import { useList } from "../api/lists.ts";

export type AuditAsked = Readonly<
  Partial<Record<"person" | "item" | "case" | "only" | "from" | "until", string | undefined>>
>;

/** The service answers for no less than one of these. */
export const isAskable = ({ person, item, case: file, only }: AuditAsked): boolean =>
  [person, item, file, only].some((one) => one !== undefined);

/** Rows of a table need an id: an entry's chain and its place there are one. */
export function useAudit(asked: AuditAsked) {
  const query = useList(["audit", asked], "/audit", asked, () => false, isAskable(asked));
  const pages = query.data?.pages.map(({ entries }) => ({
    entries: entries.map((entry) => ({
      ...entry,
      id: `${entry.record === "custody" ? entry.about : entry.record} ${entry.index}`,
    })),
  }));
  return { ...query, data: pages === undefined ? undefined : { pages } };
}
