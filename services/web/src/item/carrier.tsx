/** Who carried the camera when it recorded, as known now, with everything that was ever entered for that time. */
import type { ItemBody } from "../../../review/api-schema.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";

type Entry = ItemBody["carrier"]["history"][number];

export function Carrier({ carrier }: { readonly carrier: ItemBody["carrier"] }) {
  const say = useSay();
  const { entry, history, at } = carrier;
  return (
    <>
      <dt>{say("carrier.by")}</dt>
      <dd>
        {entry === null ? (
          <span className="quiet">{say("carrier.unknown")}</span>
        ) : (
          (entry.officer ?? say("carrier.nobody"))
        )}
        <span className="quiet"> {say("carrier.at", { at: localTime(at) })}</span>
        {history.length > 0 && (
          <details className="small">
            <summary>{say("carrier.history", { count: history.length })}</summary>
            <ul>
              {history.map((one) => (
                <li key={one.id}>
                  <Line
                    entry={one}
                    isCorrected={history.some(({ replaces }) => replaces === one.id)}
                  />
                </li>
              ))}
            </ul>
          </details>
        )}
      </dd>
    </>
  );
}

function Line({ entry, isCorrected }: { readonly entry: Entry; readonly isCorrected: boolean }) {
  const say = useSay();
  const words = say("carrier.entry", {
    officer: entry.officer ?? say("carrier.nobody"),
    from: localTime(entry.from),
    to: entry.to === null ? "…" : localTime(entry.to),
    by: entry.enteredByName,
    at: localTime(entry.enteredAt),
  });
  return (
    <>
      {isCorrected ? <s>{words}</s> : words}
      {entry.reason !== null && <> {say("carrier.reason", { reason: entry.reason })}</>}
    </>
  );
}
