/** One set of controls for all pictures, and the clock they run on. */
import {
  CaretRightOutlined,
  PauseOutlined,
  StepBackwardOutlined,
  StepForwardOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { Choice } from "../frame/choice.tsx";
import { SPEEDS } from "../item/use-playback.ts";
import { localTime } from "../shown/format.ts";
import { useSay } from "../texts/say.ts";
import type { Together } from "./use-together.ts";
import { type Span, onStep } from "./wall-clock.ts";

const STEP_MS = 40;

export function TogetherControls({
  together: { shown, speed, toggle, jump, frame, setSpeed, seek },
  span: { from, to },
}: {
  readonly together: Together;
  readonly span: Span;
}) {
  const say = useSay();
  const at = shown?.at ?? from;
  const isRunning = (shown?.rate ?? 0) !== 0;
  const clock = localTime(new Date(at).toISOString(), true);
  const key = (label: string, icon: ReactNode, act: () => void) => (
    <Button icon={icon} aria-label={label} title={label} onClick={act} />
  );
  return (
    <section className="panel" aria-label={say("together.clock")}>
      <dl className="clocks">
        <div>
          <dt>{say("together.clock")}</dt>
          <dd data-testid="one-clock">{clock}</dd>
        </div>
      </dl>
      <input
        type="range"
        className="moment"
        aria-label={say("line.moment")}
        aria-valuetext={clock}
        {...{ min: from, max: to, step: STEP_MS, value: onStep(at, from, STEP_MS) }}
        onChange={({ target }) => seek(Number(target.value))}
      />
      <div className="controls">
        <Button
          type="primary"
          icon={isRunning ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
          aria-label={say(isRunning ? "player.pause" : "player.play")}
          onClick={toggle}
        />
        <Button aria-label={`−5 s ${say("player.back5")}`} onClick={() => jump(-1)}>
          −5 s
        </Button>
        <Button aria-label={`+5 s ${say("player.forward5")}`} onClick={() => jump(1)}>
          +5 s
        </Button>
        {key(say("player.frame-back"), <StepBackwardOutlined aria-hidden />, () => frame(-1))}
        {key(say("player.frame-forward"), <StepForwardOutlined aria-hidden />, () => frame(1))}
        <Choice<number>
          aria-label={say("player.speed")}
          value={speed}
          options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          onChange={setSpeed}
        />
        {shown !== null && shown.rate < 0 && (
          <span role="status">{say("player.backwards", { speed: -shown.rate })}</span>
        )}
        {shown?.isHeld === true && <span role="status">{say("together.waiting")}</span>}
      </div>
      <p className="quiet small">{say("together.keys")}</p>
    </section>
  );
}
