/** What is left of a batch: the files of its certificate, and the exact texts that people judged. */
import { DownloadOutlined } from "@ant-design/icons";
import type { DisposalDetailBody } from "../../../review/disposal-schema.ts";
import { sizeText } from "../shown/format.ts";
import { useLanguage, useSay } from "../texts/say.ts";
import { certificateFile } from "./disposal-api.ts";

export function Certificate({ batch }: { readonly batch: DisposalDetailBody }) {
  const say = useSay();
  const { language } = useLanguage();
  const { certificate, list, listSha256, appraisalText, appraisal } = batch;
  const printed = `certificate.${language}.pdf`;
  // What a person prints stands first.
  const files = certificate.toSorted(
    (one, other) => Number(other.name === printed) - Number(one.name === printed),
  );
  return (
    <section className="panel" aria-labelledby="certificate">
      <h2 id="certificate">{say("disposal.certificate")}</h2>
      {files.length === 0 && <p className="quiet">{say("disposal.certificate-none")}</p>}
      <ul className="downloads">
        {files.map(({ name, sizeBytes }) => (
          <li key={name}>
            <a href={certificateFile(batch.id, name)} download>
              <DownloadOutlined aria-hidden /> <span className="code">{name}</span>
            </a>
            <span className="quiet small">{sizeText(sizeBytes)}</span>
          </li>
        ))}
      </ul>
      <ExactText title={say("disposal.text-list")} sha256={listSha256} text={list} />
      {appraisal !== null && appraisalText !== null && (
        <ExactText
          title={say("disposal.text-appraisal")}
          sha256={appraisal.sha256}
          text={appraisalText}
        />
      )}
    </section>
  );
}

function ExactText({
  title,
  sha256,
  text,
}: {
  readonly title: string;
  readonly sha256: string;
  readonly text: string;
}) {
  return (
    <details className="small">
      <summary>{title}</summary>
      <div className="commands">
        <pre tabIndex={0} aria-label={title}>
          {text}
        </pre>
      </div>
      <div className="code">SHA-256 {sha256}</div>
    </details>
  );
}
