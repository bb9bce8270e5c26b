/** How long an item is kept, and why: the reasons it rests on first, all others behind a click. */
import { WarningOutlined } from "@ant-design/icons";
import { Alert } from "antd";
import { Link } from "react-router";
import type { ItemBody } from "../../../review/api-schema.ts";
import { WhyProvisional } from "../frame/why.tsx";
import { localTime } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";

type Body = NonNullable<ItemBody["retention"]>;

/** By the reader's day, which may be one off the agency's: the service decides, this only chooses what to offer. */
export const isOnlyStored = ({ retention }: ItemBody): boolean => {
  const from = retention?.restrictedFrom ?? null;
  return from !== null && from <= localTime(new Date().toISOString()).slice(0, 10);
};

export function Retention({ item: { retention } }: { readonly item: ItemBody }) {
  const say = useSay();
  return (
    <section className="panel" aria-labelledby="retention">
      <h2 id="retention">{say("retention.title")}</h2>
      {retention === null ? (
        <p className="quiet small">{say("retention.not-yet")}</p>
      ) : (
        <Decided retention={retention} />
      )}
    </section>
  );
}

function Decided({ retention }: { readonly retention: Body }) {
  const say = useSay();
  const { language } = useLanguage();
  const { headline, conflict, ceiling, restrictedFrom, reasons, pack } = retention;
  const [deciding, others] = [reasons.filter((r) => r.decides), reasons.filter((r) => !r.decides)];
  const at = localTime(retention.decidedAt);
  return (
    <>
      <p>
        <strong>{headline[language]}</strong>
      </p>
      {conflict && (
        <Alert
          type="warning"
          showIcon
          icon={<WarningOutlined aria-hidden />}
          title={say("retention.conflict", { ceiling: ceiling ?? "", from: restrictedFrom ?? "" })}
        />
      )}
      {!conflict && ceiling !== null && (
        <p className="small">{say("retention.ceiling", { ceiling })}</p>
      )}
      {retention.provisional && (
        <p className="small">
          {say("retention.provisional")} <WhyProvisional />
        </p>
      )}
      <Reasons reasons={deciding} />
      {others.length > 0 && (
        <details className="small">
          <summary>{say("retention.because")}</summary>
          <Reasons reasons={others} />
        </details>
      )}
      <p className="quiet small">
        {pack === null
          ? say("retention.no-pack", { at })
          : say("retention.by", { code: pack.code, version: pack.version, at })}{" "}
        <Link to="/policy" className="why-link">
          {say("why.rule")}
        </Link>
        {retention.lockedUntil !== null && (
          <>
            <br />
            {say("retention.locked", { at: localTime(retention.lockedUntil) })}
          </>
        )}
      </p>
    </>
  );
}

function Reasons({ reasons }: { readonly reasons: Body["reasons"] }) {
  const { language } = useLanguage();
  return (
    <ul className="small">
      {reasons.map(({ rule, text }) => (
        <li key={`${rule} ${text.en}`}>{text[language]}</li>
      ))}
    </ul>
  );
}
