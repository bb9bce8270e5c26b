/** Who looks, and when, over the picture and not in it: the copy stays the same for everybody, and what is filmed off a screen says whose screen it was. */
import { useEffect, useState } from "react";
import { useMe } from "../api/queries.ts";
import { localTime, zoneName } from "../shown/format.ts";

const EVERY_MS = 1_000;

export function ViewersMark() {
  const me = useMe();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (me.data === undefined) return null;
  const { displayName, name } = me.data;
  return (
    <div className="watermark" aria-hidden>
      {`${displayName} (${name}) · ${localTime(now.toISOString())} ${zoneName(now)}`}
    </div>
  );
}
