/** SM3 (GB/T 32905) for browsers, in flat memory. test/unit/keys/browser-crypto.test.ts holds it to OpenSSL's answers. */

const BLOCK_BYTES = 64;
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];

const rotl = (x: number, n: number): number => (x << (n % 32)) | (x >>> ((32 - (n % 32)) % 32));
const p0 = (x: number): number => x ^ rotl(x, 9) ^ rotl(x, 17);
const p1 = (x: number): number => x ^ rotl(x, 15) ^ rotl(x, 23);

export class Sm3 {
  readonly #state = Int32Array.from(INITIAL);
  readonly #block = new Uint8Array(BLOCK_BYTES);
  readonly #words = new Int32Array(68);
  #sizeBytes = 0;

  update(bytes: Uint8Array): this {
    let at = 0;
    while (at < bytes.byteLength) {
      const filled = this.#sizeBytes % BLOCK_BYTES;
      const part = bytes.subarray(at, at + BLOCK_BYTES - filled);
      this.#block.set(part, filled);
      this.#sizeBytes += part.byteLength;
      at += part.byteLength;
      if (this.#sizeBytes % BLOCK_BYTES === 0) this.#compress();
    }
    return this;
  }

  /** Once. */
  digest(): Uint8Array {
    const sizeBytes = this.#sizeBytes;
    const zeros = (BLOCK_BYTES * 2 - 9 - (sizeBytes % BLOCK_BYTES)) % BLOCK_BYTES;
    const end = new Uint8Array(1 + zeros + 8);
    end[0] = 0x80;
    const view = new DataView(end.buffer);
    view.setBigUint64(1 + zeros, BigInt(sizeBytes) * 8n);
    this.update(end);
    const digest = new DataView(new ArrayBuffer(32));
    for (const [at, word] of this.#state.entries()) digest.setInt32(at * 4, word);
    return new Uint8Array(digest.buffer);
  }

  #compress(): void {
    const w = this.#expand();
    const at = (index: number): number => w[index] ?? 0;
    const state = this.#state.slice();
    for (let j = 0; j < 64; j += 1) round(state, j, at(j), at(j) ^ at(j + 4));
    for (const [index, word] of state.entries()) {
      this.#state[index] = (this.#state[index] ?? 0) ^ word;
    }
  }

  #expand(): Int32Array {
    const w = this.#words;
    const block = new DataView(this.#block.buffer);
    const at = (index: number): number => w[index] ?? 0;
    for (let j = 0; j < 16; j += 1) w[j] = block.getInt32(j * 4);
    for (let j = 16; j < 68; j += 1) {
      w[j] = p1(at(j - 16) ^ at(j - 9) ^ rotl(at(j - 3), 15)) ^ rotl(at(j - 13), 7) ^ at(j - 6);
    }
    return w;
  }
}

function round(state: Int32Array, j: number, word: number, mixed: number): void {
  const [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const isEarly = j < 16;
  const ss1 = rotl((rotl(a, 12) + e + rotl(isEarly ? 0x79cc4519 : 0x7a879d8a, j)) | 0, 7);
  const ff = isEarly ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
  const gg = isEarly ? e ^ f ^ g : (e & f) | (~e & g);
  const tt1 = (ff + d + (ss1 ^ rotl(a, 12)) + mixed) | 0;
  const tt2 = (gg + h + ss1 + word) | 0;
  state.set([tt1, a, rotl(b, 9), c, p0(tt2), e, rotl(f, 19), g]);
}
