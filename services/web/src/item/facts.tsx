/** The record's own facts: digests, ledger, lock, what the device said, what was made from it and how. */
import type { ReactNode } from "react";
import type { ItemBody } from "../../../review/api-schema.ts";
import { groupedDigits, localTime, sizeText } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import { isTextKey } from "../texts/texts.ts";
import { Carrier } from "./carrier.tsx";
import { ClockFacts } from "./clock-facts.tsx";
import { Pairs } from "./pairs.tsx";

export function Facts({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const none = (text: string): ReactNode => <span className="quiet">{text}</span>;
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts">{say("item.facts")}</h2>
      <dl className="pairs small">
        <Fact name={say("facts.id")} code={item.id} />
        <Fact name={say("facts.size")}>
          {say("facts.bytes", {
            size: sizeText(item.sizeBytes),
            bytes: groupedDigits(item.sizeBytes),
          })}
        </Fact>
        <Fact name={say("facts.type")} code={item.mediaType} />
        <Fact name={say("facts.sha256")} code={item.sha256}>
          {none(say("facts.not-yet"))}
        </Fact>
        <Fact name={say("facts.declared")} code={item.declaredSha256}>
          {none(say("facts.not-declared"))}
        </Fact>
        <Fact
          name={say("facts.ledger")}
          code={item.ledger === null ? null : `${item.ledger.origin} #${item.ledger.index}`}
        >
          {none(say("facts.not-yet"))}
        </Fact>
        <Encryption item={item} />
        <Fact name={say("facts.locked")}>
          {item.lockedUntil === null ? none(say("facts.not-locked")) : localTime(item.lockedUntil)}
        </Fact>
        <Carrier carrier={item.carrier} />
        <ClockFacts item={item} />
        {item.declaredCase !== null && (
          <Fact name={say("facts.declared-case")}>{item.declaredCase}</Fact>
        )}
        {item.activity !== null && <Fact name={say("facts.activity")}>{item.activity}</Fact>}
      </dl>
      {Object.keys(item.otherMetadata).length > 0 && (
        <>
          <h3>{say("facts.more")}</h3>
          <Pairs of={item.otherMetadata} />
        </>
      )}
      <h3>{say("facts.copies")}</h3>
      {item.derivatives.length === 0 && <p className="quiet small">{say("facts.copies-none")}</p>}
      {item.derivatives.map((made) => (
        <Made key={made.kind} made={made} />
      ))}
      {item.mediaInfo !== null && item.mediaInfo !== undefined && (
        <details>
          <summary>{say("facts.media")}</summary>
          <pre className="code" tabIndex={0}>
            {JSON.stringify(item.mediaInfo, null, 1)}
          </pre>
        </details>
      )}
    </section>
  );
}

/** Two digests, and each proves another thing: which is said beside them. */
function Encryption({ item: { encryption, sha256 } }: { readonly item: ItemBody }) {
  const say = useSay();
  if (sha256 === null) return null;
  if (encryption === null) return <Fact name={say("facts.stored")}>{say("facts.in-clear")}</Fact>;
  const { scheme, key, family } = encryption;
  return (
    <>
      <Fact name={say("facts.stored")}>
        {say("facts.encrypted", { scheme })}
        <div className="quiet">{say("facts.sha256-proves")}</div>
      </Fact>
      <Fact name={say("facts.key")}>
        {key === null || family === null
          ? say("facts.key-destroyed")
          : `${key} · ${say(`facts.family.${family}`)}`}
      </Fact>
      <Fact name={say("facts.stored-sha256")}>
        <span className="code">{encryption.sha256}</span>
        <div>
          {say("facts.bytes", {
            size: sizeText(encryption.sizeBytes),
            bytes: groupedDigits(encryption.sizeBytes),
          })}
        </div>
        <div className="quiet">{say("facts.stored-proves")}</div>
      </Fact>
    </>
  );
}

/** `code` in monospace; `children` where there is none. */
function Fact({
  name,
  code = null,
  children,
}: {
  readonly name: string;
  readonly code?: string | null;
  readonly children?: ReactNode;
}) {
  return (
    <div style={{ display: "contents" }}>
      <dt>{name}</dt>
      <dd className={code === null ? undefined : "code"}>{code ?? children}</dd>
    </div>
  );
}

function Made({ made }: { readonly made: ItemBody["derivatives"][number] }) {
  const say = useSay();
  const kind = `kind.${made.kind}`;
  const method = `method.${made.method}`;
  return (
    <details className="small">
      <summary>
        {isTextKey(kind) ? say(kind) : made.kind} · {isTextKey(method) ? say(method) : made.method}{" "}
        · {sizeText(made.sizeBytes)}
      </summary>
      <dl className="pairs">
        <Fact name="SHA-256" code={made.sha256} />
        <Fact name={say("facts.tool")} code={made.tool} />
        <Fact name={say("facts.arguments")} code={made.arguments.join(" ")} />
        {made.packets.map(({ stream, form, sha256 }) => (
          <Fact key={stream} name={say(`packets.${stream}`)}>
            {say(made.program === null ? `packets.${form}` : `packets.${form}-program`)}{" "}
            <span className="code">{sha256}</span>
          </Fact>
        ))}
        {made.program !== null && <ProgramFacts program={made.program} />}
      </dl>
    </details>
  );
}

/** Of a recording that a program of its maker opened first. */
function ProgramFacts({
  program,
}: {
  readonly program: NonNullable<ItemBody["derivatives"][number]["program"]>;
}) {
  const say = useSay();
  const { name, version, sha256, output } = program;
  return (
    <>
      <Fact name={say("facts.program")} code={`${name} ${version}`} />
      <Fact name={say("facts.program-sha256")} code={sha256} />
      <Fact name={say("facts.program-arguments")} code={program.arguments.join(" ")} />
      <Fact name={say("facts.program-wrote")}>
        {say("facts.bytes", {
          size: sizeText(output.sizeBytes),
          bytes: groupedDigits(output.sizeBytes),
        })}{" "}
        <span className="code">{output.sha256}</span>
      </Fact>
    </>
  );
}
