/** Packets as one piece: what lies side by side in memory, as it came in one read, is not copied. Pure. */

export function joinPackets(packets: readonly Buffer[]): Buffer {
  const [first] = packets;
  if (first === undefined) return Buffer.alloc(0);
  let end = first.byteOffset;
  for (const packet of packets) {
    if (packet.buffer !== first.buffer || packet.byteOffset !== end) return Buffer.concat(packets);
    end += packet.byteLength;
  }
  return Buffer.from(first.buffer, first.byteOffset, end - first.byteOffset);
}
