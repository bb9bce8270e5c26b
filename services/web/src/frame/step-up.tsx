/** Asks once more who the person is, before a dangerous act; then what they were doing goes on. */
import { useEffect, useRef, useState } from "react";
import { onConfirmAgain } from "../api/request.ts";
import { StepUpDialog } from "./dialogs.ts";

type Done = (isConfirmed: boolean) => void;

export function StepUp() {
  const [waiting, setWaiting] = useState(false);
  const asked = useRef<{ readonly answer: Promise<boolean>; readonly done: Done } | null>(null);
  useEffect(() => {
    onConfirmAgain(() => {
      // Two acts at once are asked for once.
      if (asked.current !== null) return asked.current.answer;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      asked.current = { answer: promise, done: resolve };
      setWaiting(true);
      return promise;
    });
    return () => onConfirmAgain(null);
  }, []);
  const done: Done = (isConfirmed) => {
    asked.current?.done(isConfirmed);
    asked.current = null;
    setWaiting(false);
  };
  return waiting ? <StepUpDialog done={done} /> : null;
}
