/** On the page of an item: why its reader sees it, and whether and for what they may watch it and take it out. */
import { CheckCircleOutlined, MinusCircleOutlined } from "@ant-design/icons";
import { useState } from "react";
import { Mark } from "../frame/mark.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";
import { useMyAccess } from "./grant-api.ts";

export function MyAccess({ itemId }: { readonly itemId: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useMyAccess(itemId, open);
  return (
    <section className="panel" aria-labelledby="my-access">
      <h2 id="my-access">{say("my-access.title")}</h2>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{say("my-access.why")}</summary>
        <ProblemNotice error={error} onRetry={() => void refetch()} />
        <ul className="downloads">
          {data?.verdicts.map(({ permission, allowed, because, purposes }) => {
            const name = `my-access.${permission.replace(":", "-")}`;
            return (
              <li key={permission}>
                <div>
                  <Mark
                    tone={allowed ? "good" : "still"}
                    icon={allowed ? <CheckCircleOutlined /> : <MinusCircleOutlined />}
                  >
                    {isTextKey(name) ? say(name) : permission}:{" "}
                    {say(allowed ? "my-access.may" : "my-access.may-not")}
                  </Mark>
                  {because.map(({ reason, words }) => (
                    <div key={reason} className="small">
                      {words[language]}
                    </div>
                  ))}
                  {purposes !== null && purposes.length > 0 && (
                    <div className="quiet small">
                      {say("my-access.for", {
                        purposes: purposes.map((one) => say(`purpose.kind-${one}`)).join(" · "),
                      })}
                    </div>
                  )}
                </div>
              </li>
            );
          })}
        </ul>
      </details>
    </section>
  );
}
