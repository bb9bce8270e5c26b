/** The dialogs that lie over any screen: fetched before they are needed, so that an upgrade in between ends nobody's form. */
import { later } from "./later.tsx";

const logInAgain = async () => (await import("./log-in-again.tsx")).LogInAgain;
const stepUp = async () => (await import("./step-up-dialog.tsx")).StepUpDialog;

export const LogInAgain = later(logInAgain);
export const StepUpDialog = later(stepUp);

/** Where they could not be fetched, they are again when one is needed. */
export function fetchDialogs(): void {
  for (const fetched of [import("./in-antd.tsx"), logInAgain(), stepUp()])
    fetched.catch(() => undefined);
}
