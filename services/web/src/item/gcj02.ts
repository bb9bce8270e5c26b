/**
 * WGS-84 as maps in mainland China show it (GCJ-02): by the formula that is publicly known, for display alone. What is
 * kept, sealed and exported is WGS-84. Right to some metres, and no further.
 */

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Krasovsky 1940, which the formula is made for. */
const SEMI_MAJOR_METRES = 6_378_245;
const ECCENTRICITY_SQUARED = 0.006_693_421_622_965_943;

/** The frame that the formula is used in: more than the mainland, and not used outside. */
const isInFrame = ({ latitude, longitude }: Place): boolean =>
  latitude > 0.8293 && latitude < 55.8271 && longitude > 72.004 && longitude < 137.8347;

/** Null where maps show WGS-84 as it is. */
export function gcj02(place: Place): Place | null {
  if (!isInFrame(place)) return null;
  const { latitude, longitude } = place;
  const [x, y] = [longitude - 105, latitude - 35];
  const radians = (latitude * Math.PI) / 180;
  const magic = 1 - ECCENTRICITY_SQUARED * Math.sin(radians) ** 2;
  const north =
    (north02(x, y) * 180) /
    (((SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / magic ** 1.5) * Math.PI);
  const east =
    (east02(x, y) * 180) / ((SEMI_MAJOR_METRES / Math.sqrt(magic)) * Math.cos(radians) * Math.PI);
  return { latitude: latitude + north, longitude: longitude + east };
}

const wave = (turns: number): number => Math.sin(turns * Math.PI);

/** Metres. */
const north02 = (x: number, y: number): number =>
  -100 +
  2 * x +
  3 * y +
  0.2 * y * y +
  0.1 * x * y +
  0.2 * Math.sqrt(Math.abs(x)) +
  ((20 * wave(6 * x) + 20 * wave(2 * x)) * 2) / 3 +
  ((20 * wave(y) + 40 * wave(y / 3)) * 2) / 3 +
  ((160 * wave(y / 12) + 320 * wave(y / 30)) * 2) / 3;

/** Metres. */
const east02 = (x: number, y: number): number =>
  300 +
  x +
  2 * y +
  0.1 * x * x +
  0.1 * x * y +
  0.1 * Math.sqrt(Math.abs(x)) +
  ((20 * wave(6 * x) + 20 * wave(2 * x)) * 2) / 3 +
  ((20 * wave(x) + 40 * wave(x / 3)) * 2) / 3 +
  ((150 * wave(x / 12) + 300 * wave(x / 30)) * 2) / 3;
