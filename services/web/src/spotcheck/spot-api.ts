/** What the pages of spot checks read and send. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type {
  CloseSheetBody,
  SheetsAboutMe,
  SpotCheckHeadBody,
  SpotCheckRequestBody,
  SpotUnitBody,
} from "../../../review/spot-check-schema.ts";
import { useCommand } from "../api/commands.ts";
import { usePages } from "../api/queries.ts";
import { call, request } from "../api/request.ts";

const ROOT = "/spot-checks";
const KEY = ["spot-checks"] as const;
/** The ledger signs within seconds: a head that draws, and what was closed or answered. */
const SIGNS_MS = 2_500;

/** A drawn unit, as a checker reaches it or as somebody whose work it is. */
export interface UnitPlace {
  readonly check: string;
  readonly unit: string;
  readonly isMine: boolean;
}

const pathOf = ({ check, unit, isMine }: UnitPlace): string =>
  isMine ? `${ROOT}/mine/${check}/${unit}` : `${ROOT}/${check}/units/${unit}`;

export const resultPath = (check: string): string => `${ROOT}/${check}/result.csv`;

export const useSheets = () =>
  useQuery({
    queryKey: [...KEY, "sheets"],
    queryFn: ({ signal }) => call("GET", "/spot-checks/sheets", { signal }),
  });

export const useChecks = () =>
  usePages<SpotCheckHeadBody>([...KEY, "list"], ROOT, {}, (entries) =>
    entries.some(({ draw }) => draw === null) ? SIGNS_MS : false,
  );

/** Rows of a table need an id: a check draws a unit once. */
export const useAboutMe = () => {
  const query = usePages<z.infer<typeof SheetsAboutMe>["entries"][number]>(
    [...KEY, "mine"],
    `${ROOT}/mine`,
    {},
    () => false,
  );
  const { data } = query;
  if (data === undefined) return { ...query, data };
  const pages = data.pages.map(({ entries }) => ({
    entries: entries.map((entry) => ({ ...entry, id: `${entry.checkId} ${entry.unit}` })),
  }));
  return { ...query, data: { pages } };
};

export const useCheck = (id: string) =>
  useQuery({
    queryKey: [...KEY, "check", id],
    queryFn: ({ signal }) => call("GET", "/spot-checks/{id}", { path: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.check.draw === null ? SIGNS_MS : false),
  });

export const useUnit = (place: UnitPlace) =>
  useQuery({
    queryKey: [...KEY, "unit", place],
    queryFn: ({ signal }) => request<SpotUnitBody>("GET", pathOf(place), undefined, signal),
    refetchInterval: ({ state }) =>
      state.data?.versions.some(({ paper }) => paper.ledger === null) === true ? SIGNS_MS : false,
  });

export const useBegin = () =>
  useCommand((body: SpotCheckRequestBody) => call("POST", "/spot-checks", { body }), KEY);

export const useClose = (place: UnitPlace) =>
  useCommand(
    (body: CloseSheetBody) => request<SpotUnitBody>("POST", `${pathOf(place)}/sheets`, body),
    KEY,
  );

export const useAnswer = (place: UnitPlace) =>
  useCommand(
    (body: { readonly sheetSha256: string; readonly text: string }) =>
      request<SpotUnitBody>("POST", `${pathOf(place)}/answer`, body),
    KEY,
  );
