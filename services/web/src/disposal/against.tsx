/** What stands against the end of an item, what it rests on, and what the audit found of it. */
import type { DueItemBody } from "../../../review/disposal-schema.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";

export function Reasons({ of }: { readonly of: DueItemBody["against"] }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <ul className="plain">
      {of.map(({ code, text, waits }) => (
        <li key={code}>
          {text[language]}
          {waits && <span className="quiet small"> {say("disposal.waits")}</span>}
        </li>
      ))}
    </ul>
  );
}

export function RetentionFloor({ of }: { readonly of: NonNullable<DueItemBody["retention"]> }) {
  return (
    <>
      <span className="nowrap">{of.floor}</span>
      <div className="quiet small">{of.classes.join(" ")}</div>
    </>
  );
}

export function Findings({ of }: { readonly of: readonly string[] }) {
  const say = useSay();
  return of.map((code) => (
    <div key={code} className="small mark-warn">
      {say("disposal.finding", { what: sayCode(say, code) })}
    </div>
  ));
}
