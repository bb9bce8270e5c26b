/** At the ends of the bar: for how long its recorder recorded nothing before and after, and the ways to what it recorded there. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import type { NeighboursBody } from "../../../review/overview-schema.ts";
import { call } from "../api/request.ts";
import { useSay } from "../texts/say.ts";
import { gapText } from "./gap-text.ts";

const useNeighbours = (itemId: string) =>
  useQuery({
    queryKey: ["neighbours", itemId],
    queryFn: ({ signal }) =>
      call("GET", "/items/{id}/neighbours", { path: { id: itemId }, signal }),
  });

export function Beside({ itemId }: { readonly itemId: string }) {
  const say = useSay();
  const { data } = useNeighbours(itemId);
  if (data === undefined || (data.before === null && data.after === null)) return null;
  return (
    <nav className="beside small" aria-label={say("beside.title")}>
      <Side side="before" neighbour={data.before} />
      <Side side="after" neighbour={data.after} />
    </nav>
  );
}

function Side({
  side,
  neighbour,
}: {
  readonly side: "before" | "after";
  readonly neighbour: NeighboursBody["before"];
}) {
  const say = useSay();
  if (neighbour === null) return <span />;
  return (
    <span className={neighbour.gapMs > 0 ? `gap ${side}` : side}>
      <Link to={`/items/${neighbour.itemId}`}>{say(`beside.${side}`)}</Link>{" "}
      <span className="quiet">{gapText(say, neighbour)}</span>
    </span>
  );
}
