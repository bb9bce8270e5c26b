/** Items as a list: a table where there is room for one, cards on a phone and on a tablet. */
import { useDeferredValue, useSyncExternalStore } from "react";
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import type { Selection } from "./choose-items.ts";
import { ItemCards } from "./item-cards.tsx";
import { ItemTable } from "./item-table.tsx";

const WIDE = matchMedia("(min-width: 992px)");

function onWidth(changed: () => void): () => void {
  WIDE.addEventListener("change", changed);
  return () => WIDE.removeEventListener("change", changed);
}

/** About as many as a screen has room for: they are drawn first, and at once the rest. */
const FIRST_ROWS = 20;

export function ItemList({
  items,
  ...props
}: {
  readonly items: readonly ItemSummaryBody[];
  readonly loading: boolean;
  readonly selection?: Selection | null;
}) {
  const isWide = useSyncExternalStore(onWidth, () => WIDE.matches);
  const drawn = useDeferredValue(items, items.slice(0, FIRST_ROWS));
  return isWide ? <ItemTable items={drawn} {...props} /> : <ItemCards items={drawn} {...props} />;
}
