/** What a recorder wrote in a form of its own, as GPX 1.1 with a position a line: it is kept as text that any program for ways opens. */
export interface LinePoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly metres: number;
  readonly atMs: number | null;
}

/** Null stands for a moment without a place: there a stretch ends. */
export const gpxOf = (points: readonly (LinePoint | null)[]): readonly string[] => [
  '<gpx version="1.1" creator="holdfast" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>',
  ...points.flatMap((point, place) => {
    if (point !== null) return [lineOf(point)];
    return points[place - 1] == null ? [] : ["</trkseg><trkseg>"];
  }),
  "</trkseg></trk></gpx>",
];

function lineOf({ latitude, longitude, metres, atMs }: LinePoint): string {
  const [lat, lon] = [latitude.toFixed(7), longitude.toFixed(7)];
  const ele = Number.isFinite(metres) ? `<ele>${metres.toFixed(3)}</ele>` : "";
  const time = timeOf(atMs);
  return `<trkpt lat="${lat}" lon="${lon}">${ele}${time}</trkpt>`;
}

const timeOf = (atMs: number | null): string =>
  atMs === null || Math.abs(atMs) > 8.64e15 ? "" : `<time>${new Date(atMs).toISOString()}</time>`;
