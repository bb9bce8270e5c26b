/** What the pages of spot checks read and send. */
import { useQuery } from "@tanstack/react-query";
import type {
  CloseSheetBody,
  SpotCheckRequestBody,
  SpotUnitBody,
} from "../../../review/spot-check-schema.ts";
import { useCommand } from "../api/commands.ts";
import { useList } from "../api/lists.ts";
import { call, inOwn } from "../api/request.ts";

const KEY = ["spot-checks"] as const;
/** The ledger signs within seconds: a head that draws, and what was closed or answered. */
const SIGNS_MS = 2_500;

/** A drawn unit, as a checker reaches it or as somebody whose work it is. */
export interface UnitPlace {
  readonly check: string;
  readonly unit: string;
  readonly isMine: boolean;
}

const partsOf = ({ check, unit }: UnitPlace) => ({ id: check, unit });

export const resultPath = (check: string): string => `/spot-checks/${check}/result.csv`;

export const useSheets = () =>
  useQuery({
    queryKey: [...KEY, "sheets"],
    queryFn: ({ signal }) => call("GET", "/spot-checks/sheets", { signal }),
  });

export const useChecks = () =>
  useList([...KEY, "list"], "/spot-checks", {}, (entries) =>
    entries.some(({ draw }) => draw === null) ? SIGNS_MS : false,
  );

/** Rows of a table need an id: a check draws a unit once. */
export const useAboutMe = () => {
  const query = useList([...KEY, "mine"], "/spot-checks/mine", {}, () => false);
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
    queryFn: ({ signal }) =>
      inOwn<SpotUnitBody>()(
        call(
          "GET",
          place.isMine ? "/spot-checks/mine/{id}/{unit}" : "/spot-checks/{id}/units/{unit}",
          {
            ...{ path: partsOf(place), signal },
          },
        ),
      ),
    refetchInterval: ({ state }) =>
      state.data?.versions.some(({ paper }) => paper.ledger === null) === true ? SIGNS_MS : false,
  });

export const useBegin = () =>
  useCommand((body: SpotCheckRequestBody) => call("POST", "/spot-checks", { body }), KEY);

export const useClose = (place: UnitPlace) =>
  useCommand(
    (body: CloseSheetBody) =>
      call("POST", "/spot-checks/{id}/units/{unit}/sheets", { path: partsOf(place), body }),
    KEY,
  );

export const useAnswer = (place: UnitPlace) =>
  useCommand(
    (body: { readonly sheetSha256: string; readonly text: string }) =>
      call("POST", "/spot-checks/mine/{id}/{unit}/answer", { path: partsOf(place), body }),
    KEY,
  );
