/** One item: what it shows, what it proves, what happened to it. */
import { InfoCircleFilled, StopOutlined } from "@ant-design/icons";
import { Alert, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { ItemBody } from "../../../review/api-schema.ts";
import { AskInstead } from "../access/ask-access.tsx";
import { AnnotationsPanel } from "../annotations/annotations-panel.tsx";
import type { Watched } from "../annotations/watched.ts";
import { useItem } from "../api/queries.ts";
import { ConditionsHere } from "../conditions/conditions-here.tsx";
import { ExtensionsHere } from "../extensions/extensions-here.tsx";
import { FlagsHere } from "../flags/flags-here.tsx";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { WhyLabels } from "../frame/why.tsx";
import { RunningSteps } from "../items/running-steps.tsx";
import { StageMark, ViewingMark } from "../items/stage-mark.tsx";
import { localTime, sizeText, zoneName } from "../shown/format.ts";
import { ItemEnd } from "../disposal/item-end.tsx";
import { GrantsHere } from "../grants/grants-here.tsx";
import { MyAccess } from "../grants/my-access.tsx";
import { HoldsHere } from "../holds/holds-here.tsx";
import { LabelMarks } from "../secrecy/label-mark.tsx";
import { ReleasesHere } from "../secrecy/releases-here.tsx";
import { LabelsHere } from "../secrecy/labels-here.tsx";
import { LabelHere } from "../label/label-here.tsx";
import { RedactHere } from "../redact/redact-here.tsx";
import { useSay } from "../texts/say.ts";
import { sayCode } from "../texts/texts.ts";
import { CaseLinks } from "./case-links.tsx";
import { CustodyRecord } from "./custody-record.tsx";
import { DerivationHere } from "./derivation-here.tsx";
import { ExcerptHere } from "./excerpt-here.tsx";
import { Downloads } from "./downloads.tsx";
import { Facts } from "./facts.tsx";
import { MomentHere } from "./moment-here.tsx";
import { usePurpose } from "./purpose-dialog.tsx";
import { RebuildHere } from "./rebuild-here.tsx";
import { RelatedFiles } from "./related-files.tsx";
import { WayHere } from "./way-here.tsx";
import { Retention, isOnlyStored } from "./retention.tsx";
import { SessionMarks } from "./session-marks.tsx";
import { TranscriptHere } from "../transcript/transcript-here.tsx";
import { Screen } from "./screen.tsx";
import { VerificationPanel } from "./verification-panel.tsx";

export function ItemPage() {
  const { id = "" } = useParams();
  const query = useItem(id);
  if (query.data !== undefined) return <ItemScreen key={id} item={query.data} />;
  if (query.error !== null)
    return (
      <>
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        <AskInstead error={query.error} about={id} />
      </>
    );
  return <Skeleton active />;
}

function ItemScreen({ item }: { readonly item: ItemBody }) {
  const purpose = usePurpose(item.id, isOnlyStored(item));
  const [watched, setWatched] = useState<Watched | null>(null);
  useCitedMoment(watched);
  const moves = `${item.stage} ${item.viewingStage} ${item.cases.length}`;
  return (
    <>
      <ItemHead item={item} />
      <ItemBanners item={item} />
      <ItemEnd item={item} />
      <div className="item">
        <div>
          <Screen item={item} purpose={purpose} onWatch={setWatched} />
          <ProgramNote item={item} />
          <RebuildHere item={item} />
          <MomentHere item={item} watched={watched} purpose={purpose.purpose} />
          <ExcerptHere item={item} watched={watched} />
          <RedactHere item={item} watched={watched} />
          <LabelHere item={item} />
          <TranscriptHere item={item} />
          <SessionMarks item={item} watched={watched} />
          <AnnotationsPanel item={item} watched={watched} />
          <CustodyRecord item={item} moves={moves} />
          <Facts item={item} />
        </div>
        <div>
          <VerificationPanel itemId={item.id} moves={moves} />
          <Retention item={item} />
          <ExtensionsHere item={item} />
          <ConditionsHere of="items" id={item.id} isGone={item.disposal !== null} />
          <FlagsHere itemId={item.id} isGone={item.disposal !== null} />
          <RelatedFiles item={item} />
          <WayHere item={item} purpose={purpose} />
          <DerivationHere itemId={item.id} />
          <CaseLinks item={item} />
          <LabelsHere things="items" id={item.id} />
          <ReleasesHere item={item} />
          {item.disposal === null && <HoldsHere itemId={item.id} />}
          <MyAccess itemId={item.id} />
          {item.disposal === null && <GrantsHere itemId={item.id} />}
          <Downloads item={item} purpose={purpose} />
        </div>
      </div>
      {purpose.dialog}
    </>
  );
}

/** That a program of its maker stands between the original and what is played. */
function ProgramNote({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  const program = item.derivatives.find(({ kind }) => kind === "viewing")?.program ?? null;
  if (program === null) return null;
  const { name, version } = program;
  return (
    <p className="small" data-testid="program-note">
      {say("item.program-note", { name, version })}
    </p>
  );
}

/** Who comes by a citation begins at its moment. */
function useCitedMoment(watched: Watched | null): void {
  const [search] = useSearchParams();
  const cited = search.get("t") ?? "";
  useEffect(() => {
    if (watched !== null && /^\d{1,9}$/.test(cited)) watched.seek(Number(cited) / 1_000);
  }, [watched, cited]);
}

function ItemHead({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  return (
    <div className="panel">
      <div className="head">
        <h1>{item.filename}</h1>
        <StageMark stage={item.stage} />
        <ViewingMark stage={item.stage} viewingStage={item.viewingStage} />
      </div>
      <LabelMarks labels={item.labels} />
      {item.labels.length > 0 && <WhyLabels />}
      <div className="card-facts quiet small">
        <span>
          {say("items.device")} {item.deviceName}
        </span>
        <span className="nowrap">
          {say("items.recorded")}{" "}
          {item.recordedAt === null ? say("items.no-recorded") : localTime(item.recordedAt)}
        </span>
        <span className="nowrap">
          {say("items.received")} {localTime(item.receivedAt)}
        </span>
        <span className="nowrap">{sizeText(item.sizeBytes)}</span>
        <span>{say("frame.zone", { zone: zoneName() })}</span>
      </div>
      <RunningSteps steps={item.steps} />
    </div>
  );
}

function ItemBanners({ item }: { readonly item: ItemBody }) {
  const say = useSay();
  return (
    <>
      {item.stage === "quarantined" && (
        <Alert
          className="panel"
          type="error"
          showIcon
          icon={<StopOutlined aria-hidden />}
          title={say("item.quarantined")}
          description={sayCode(say, item.quarantineReason ?? "internal")}
          action={<a href="#custody">{say("why.custody")}</a>}
        />
      )}
      {item.duplicateOf !== null && (
        <Alert
          className="panel"
          type="info"
          showIcon
          icon={<InfoCircleFilled aria-hidden />}
          title={say("item.duplicate")}
          action={<Link to={`/items/${item.duplicateOf}`}>{say("item.duplicate-open")}</Link>}
        />
      )}
    </>
  );
}
