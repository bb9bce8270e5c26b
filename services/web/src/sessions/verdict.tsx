/** Whether a record is complete, in one mark, and why not, in words. */
import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  InfoCircleOutlined,
  QuestionCircleOutlined,
} from "@ant-design/icons";
import { Link } from "react-router";
import type { CompletenessBody } from "../../../review/recording-schema.ts";
import { Mark } from "../frame/mark.tsx";
import { useLanguage, useSay } from "../texts/say.ts";
import { type Finding, findingWords } from "./finding-words.ts";

const VERDICTS = {
  complete: { tone: "good", icon: <CheckCircleOutlined /> },
  open: { tone: "warn", icon: <QuestionCircleOutlined /> },
  incomplete: { tone: "bad", icon: <CloseCircleOutlined /> },
} as const;
const WEIGHTS = {
  fault: { tone: "bad", icon: <CloseCircleOutlined /> },
  open: { tone: "warn", icon: <QuestionCircleOutlined /> },
  note: { tone: "still", icon: <InfoCircleOutlined /> },
} as const;

export function Verdict({ verdict }: { readonly verdict: CompletenessBody["verdict"] }) {
  const say = useSay();
  return <Mark {...VERDICTS[verdict]}>{say(`verdict.${verdict}`)}</Mark>;
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

export function Findings({
  findings,
  names = NO_NAMES,
}: {
  readonly findings: readonly Finding[];
  readonly names?: ReadonlyMap<string, string>;
}) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <ul className="findings">
      {findings.map((finding, place) => (
        <li key={place}>
          <Mark {...WEIGHTS[finding.weight]}>{findingWords(finding, language, names)}</Mark>
          {typeof finding.facts["itemId"] === "string" && (
            <Link to={`/items/${finding.facts["itemId"]}`}>{say("chain.to-item")}</Link>
          )}
        </li>
      ))}
    </ul>
  );
}
