/** What an audit is of: one item, or one case with all that belongs to it. */
import type { CaseId, ItemId } from "../kernel/ids.ts";

export type About = { readonly itemId: ItemId } | { readonly caseId: CaseId };
