/** How values are written on the page: sizes, lengths, instants in the reader's own zone. */

const two = (value: number): string => String(value).padStart(2, "0");

/** "2026-11-24 14:03:22" in the reader's zone; the text as it came if it is no instant. */
export function localTime(instant: string, withMs = false): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `${day} ${time}${withMs ? `.${String(date.getMilliseconds()).padStart(3, "0")}` : ""}`;
}

/** "UTC+08:00" for the reader's zone at this moment. */
export function zoneName(now = new Date()): string {
  const minutes = -now.getTimezoneOffset();
  const part = Math.abs(minutes);
  return `UTC${minutes < 0 ? "−" : "+"}${two(Math.floor(part / 60))}:${two(part % 60)}`;
}

/** "12.4 MB" in powers of 1000, as cameras and disks count. */
export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = sizeBytes / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(value < 10 ? 2 : 1)} ${units[unit] ?? ""}`;
}

/** "1 234 567": groups of three with thin spaces. */
export const groupedDigits = (value: number): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u2009");

/** "1:02:03" or "2:03". */
export function lengthText(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(whole % 60)}`
    : `${minutes}:${two(whole % 60)}`;
}
