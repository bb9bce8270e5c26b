/** Spot checks: those that were begun, and the closed sheets about one's own work. */
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useMay } from "../api/queries.ts";
import { useSay } from "../texts/say.ts";
import { AboutMe } from "./about-me.tsx";
import { BeginCheck } from "./begin-check.tsx";
import { Checks } from "./checks.tsx";

export function SpotChecksPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const [begins, setBegins] = useState(false);
  const maySee = useMay("spotchecks:see");
  const mayDraw = useMay("spotchecks:draw");
  const shown = maySee && search.get("show") !== "mine" ? "checks" : "mine";
  return (
    <>
      <div className="head">
        <h1>{say("spot.title")}</h1>
        {maySee && (
          <Segmented
            name="spot-show"
            aria-label={say("spot.show")}
            value={shown}
            options={(["checks", "mine"] as const).map((value) => ({
              value,
              label: say(`spot.${value}`),
            }))}
            onChange={(value) =>
              setSearch(value === "mine" ? { show: value } : {}, { replace: true })
            }
          />
        )}
        {mayDraw && (
          <Button type="primary" onClick={() => setBegins(true)}>
            {say("spot.begin")}
          </Button>
        )}
      </div>
      <p className="quiet">{say(shown === "mine" ? "spot.mine-lead" : "spot.lead")}</p>
      {shown === "mine" ? <AboutMe /> : <Checks />}
      {begins && <BeginCheck onClose={() => setBegins(false)} />}
    </>
  );
}
