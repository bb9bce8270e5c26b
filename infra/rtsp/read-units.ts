/** Reads a connection of RTSP unit by unit. */
import type { Socket } from "node:net";
import { type Unit, UnitReader } from "./message.ts";

/** What is no RTSP ends the connection; the recorder tells that nothing came. */
export function readUnits(socket: Socket, take: (unit: Unit) => void): void {
  const reader = new UnitReader();
  socket.on("data", (chunk: Buffer) => {
    try {
      for (const unit of reader.push(chunk)) take(unit);
    } catch {
      socket.destroy();
    }
  });
}
