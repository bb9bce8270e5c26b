/** When and from where an API token was last used. */
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

export function TokenUse({
  usedAt,
  usedFrom,
}: {
  readonly usedAt: string | null;
  readonly usedFrom: string | null;
}) {
  const say = useSay();
  if (usedAt === null) return say("tokens.unused");
  return (
    <>
      <span className="nowrap">{localTime(usedAt)}</span>{" "}
      {usedFrom !== null && <span className="quiet small">{usedFrom}</span>}
    </>
  );
}
