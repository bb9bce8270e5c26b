/** Whether this machine's clock follows a time server, as far as the machine can tell. */
import { run } from "./run-command.ts";

/** Null where nothing here knows: in a container, or without a time service. */
export async function clockSynchronised(): Promise<boolean | null> {
  const systemd = await run("timedatectl", ["show", "-p", "NTPSynchronized", "--value"]).catch(
    () => null,
  );
  const answer = systemd?.code === 0 ? systemd.stdout.trim() : "";
  if (answer === "yes" || answer === "no") return answer === "yes";
  const chrony = await run("chronyc", ["-n", "tracking"]).catch(() => null);
  if (chrony?.code !== 0) return null;
  return /Leap status\s*:\s*Normal/.test(chrony.stdout);
}
