/** On the page of a recording, of a receiver's side file and of a photograph: the ways and places that they tell, drawn plainly, with times and gaps. */
import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { Link } from "react-router";
import type { ItemBody } from "../../../review/api-schema.ts";
import type { TrackBody } from "../../../review/track-schema.ts";
import { useMay } from "../api/queries.ts";
import { call } from "../api/request.ts";
import { ProblemNotice } from "../frame/problem-notice.tsx";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { StatedPurpose } from "./purpose-dialog.tsx";
import { type Place, gcj02 } from "./gcj02.ts";
import type { Purpose } from "./purpose.ts";
import { FRAME, drawWay } from "./way-drawing.ts";

/** By its name alone: whether it tells one, its bytes say. */
const RECEIVERS = /[.](gpx|nmea|nma)$/i;
const PHOTOGRAPHS = /[.](jpe?g|hei[cf])$/i;
const MOST_GAPS = 20;
/** Latitude first, as maps take it; six digits are a tenth of a metre. */
const placeText = ({ latitude, longitude }: Place): string =>
  `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;

/** Of this item, and of the receivers' side files of this recording: each way by itself, read on its own item's record. */
export function WayHere({ item, purpose }: { readonly item: ItemBody } & Asked) {
  const say = useSay();
  const mayRead = useMay("originals:read");
  const isInside = item.overview.positions !== null;
  const isThere = item.disposal === null && isStored(item);
  const isPhotograph = PHOTOGRAPHS.test(item.filename);
  const isOwn = isThere && (isInside || isPhotograph || RECEIVERS.test(item.filename));
  const beside = item.sideFiles.filter((file) => isStored(file) && RECEIVERS.test(file.filename));
  if (!mayRead || (!isOwn && beside.length === 0)) return null;
  return (
    <section className="panel" aria-labelledby="way">
      <h2 id="way">{say(isPhotograph ? "way.title-photograph" : "way.title")}</h2>
      {isOwn && (
        <OneWay
          id={item.id}
          label={say(isPhotograph ? "way.show-photograph" : "way.show")}
          name={null}
          purpose={purpose}
        />
      )}
      {beside.map(({ id, filename }) => (
        <OneWay
          key={id}
          id={id}
          label={say("way.show-of", { name: filename })}
          name={filename}
          purpose={purpose}
        />
      ))}
    </section>
  );
}

interface Asked {
  readonly purpose: StatedPurpose;
}

const isStored = ({ stage }: Pick<ItemBody, "stage">): boolean =>
  ["verified", "sealed"].includes(stage);

/** `name` of a side file that is shown on its recording's page. */
function OneWay({
  id,
  label,
  name,
  purpose,
}: { readonly id: string; readonly label: string; readonly name: string | null } & Asked) {
  const track = useMutation({
    mutationFn: (stated: Purpose) =>
      call("GET", "/items/{id}/track.geojson", { path: { id }, query: { ...stated } }),
  });
  return (
    <>
      {name !== null && (
        <h3>
          <Link to={`/items/${id}`}>{name}</Link>
        </h3>
      )}
      {track.data === undefined && (
        <Button
          loading={track.isPending}
          onClick={() => purpose.withPurpose((stated) => track.mutate(stated))}
        >
          {label}
        </Button>
      )}
      {track.error !== null && <ProblemNotice error={track.error} />}
      {track.data !== undefined && <Way track={track.data} />}
    </>
  );
}

function Way({ track }: { readonly track: TrackBody }) {
  const say = useSay();
  const { source, positions, leftOut, coordTimes, gaps } = track.properties;
  const times = coordTimes.flat().filter((time) => time !== null);
  const [from, to] = [times[0], times.at(-1)];
  return (
    <>
      {positions > 1 && <Drawing track={track} />}
      <p>
        {say("way.positions", { positions })}
        {from !== undefined && to !== undefined && (
          <>
            {" · "}
            {positions === 1
              ? say("way.time", { at: localTime(from) })
              : say("way.times", { from: localTime(from), to: localTime(to) })}
          </>
        )}
      </p>
      <Ends track={track} />
      {leftOut > 0 && <p className="small">{say("way.left-out", { count: leftOut })}</p>}
      {gaps.length > 0 && (
        <details>
          <summary>{say("way.gaps", { count: gaps.length })}</summary>
          <ul className="small">
            {gaps.slice(0, MOST_GAPS).map((gap) => (
              <li key={gap.from + gap.to}>
                {say("way.gap", { from: localTime(gap.from), to: localTime(gap.to) })}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="quiet small">
        {say(`way.from-${source}`)} {say("way.note")}
      </p>
    </>
  );
}

/** Where it begins and ends, or where its one position is, to be typed into a map. */
function Ends({ track: { geometry } }: { readonly track: TrackBody }) {
  const say = useSay();
  const places = geometry.coordinates.flat(geometry.type === "MultiPoint" ? 0 : 1) as number[][];
  const wanted = places.length === 1 ? places : [places[0], places.at(-1)];
  const ends = wanted.flatMap(([longitude, latitude] = []) =>
    longitude === undefined || latitude === undefined ? [] : [{ latitude, longitude }],
  );
  return (
    <ul className="plain small">
      {ends.map((place, at) => {
        const shown = gcj02(place);
        return (
          <li key={at}>
            {say(nameOf(at, places.length), { place: placeText(place) })}
            {shown !== null && (
              <span className="quiet"> {say("way.gcj02", { place: placeText(shown) })}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const nameOf = (at: number, places: number) =>
  places === 1 ? "way.at" : at === 0 ? "way.begin" : "way.end";

function Drawing({ track }: { readonly track: TrackBody }) {
  const say = useSay();
  const drawing = drawWay(track);
  if (drawing === null) return null;
  const { lines, start, end, bar } = drawing;
  const y = FRAME.height - 8;
  const length = bar.metres >= 1_000 ? `${bar.metres / 1_000} km` : `${bar.metres} m`;
  return (
    <svg
      className="way"
      viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
      role="img"
      aria-label={say("way.drawn", { positions: track.properties.positions, length })}
    >
      {lines.map((points, place) => (
        <polyline key={place} points={points} />
      ))}
      <circle cx={start[0]} cy={start[1]} r={5} />
      <rect x={end[0] - 5} y={end[1] - 5} width={10} height={10} />
      <path d={`M8 ${y - 4}V${y}H${8 + bar.width}V${y - 4}`} />
      <text x={8} y={y - 8}>
        {length}
      </text>
    </svg>
  );
}
