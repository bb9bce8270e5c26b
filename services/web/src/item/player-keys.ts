/** The player's keys, wherever the focus is, except where a key already means something. */
import { useEffect, useMemo } from "react";
import type { LoopMoves } from "./loop.tsx";
import type { Shuttle } from "./shuttle.ts";
import type { Moves } from "./use-playback.ts";

const TYPING =
  "input, textarea, select, [contenteditable], [role='combobox'], [role='dialog'], pre";
const PRESSING = "button, a, summary, [role='button']";

export function usePlayerKeys(moves: Moves, shuttle: Shuttle, loop: LoopMoves): void {
  useKeys(
    useMemo(
      () => ({
        " ": moves.toggle,
        ArrowLeft: () => moves.jump(-1),
        ArrowRight: () => moves.jump(1),
        ",": () => moves.frame(-1),
        ".": () => moves.frame(1),
        "<": () => moves.faster(-1),
        ">": () => moves.faster(1),
        j: shuttle.back,
        k: shuttle.stop,
        l: shuttle.forward,
        a: () => loop.set("from"),
        b: () => loop.set("to"),
        x: loop.clear,
      }),
      [moves, shuttle, loop],
    ),
  );
}

/** `keys`: what each does; the same object as long as that is the same. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const act = keys[event.key] ?? keys[event.key.toLowerCase()];
      if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target instanceof Element) {
        if (event.target.closest(TYPING) !== null) return;
        if (event.key === " " && event.target.closest(PRESSING) !== null) return;
      }
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [keys]);
}
