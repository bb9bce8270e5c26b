/** Names and values as they were recorded; a name the page knows is shown in the reader's language. */
import { useSay } from "../texts/say.ts";
import { type Say, isTextKey } from "../texts/texts.ts";

export function Pairs({ of }: { readonly of: Readonly<Record<string, unknown>> }) {
  const say = useSay();
  const pairs = Object.entries(of).filter(([, value]) => value !== null && value !== "");
  if (pairs.length === 0) return null;
  return (
    <dl className="pairs small">
      {pairs.map(([name, value]) => {
        const key = `fact.${name}`;
        return (
          <div key={name} style={{ display: "contents" }}>
            <dt>{isTextKey(key) ? say(key) : name}</dt>
            <dd className="code">{valueText(say, name, value)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function valueText(say: Say, name: string, value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const key = `value.${name}.${text}`;
  return isTextKey(key) ? say(key) : text;
}
