/** The box that chooses one item of a list. */
import type { ItemSummaryBody } from "../../../review/api-schema.ts";
import type { Selection } from "./choose-items.ts";

export function ChooseItem({
  item: { id, filename },
  selection: { chosen, choose },
}: {
  readonly item: Pick<ItemSummaryBody, "id" | "filename">;
  readonly selection: Selection;
}) {
  return (
    <input
      type="checkbox"
      className="choose"
      aria-label={filename}
      checked={chosen.has(id)}
      onChange={({ target }) => choose(id, target.checked)}
    />
  );
}
