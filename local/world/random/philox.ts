// Philox4x32-10 (Salmon et al., Parallel Random Numbers: As Easy as 1, 2, 3, SC'11): a generator without state. A counter and a
// key go in, four words come out.

const M0 = 0xd2511f53 | 0;
const M0_LOW = 0x1f53;
const M0_HIGH = 0xd251;
const M1 = 0xcd9e8d57 | 0;
const M1_LOW = 0x8d57;
const M1_HIGH = 0xcd9e;
const W0 = 0x9e3779b9 | 0;
const W1 = 0xbb67ae85 | 0;

/**
 * Ten rounds; `out` takes the four words. The high half of each product is put together from 16-bit parts: all stays in 32-bit
 * integers, which engines compute fastest.
 */
export function philox(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array): void {
  for (let round = 0; round < 10; round++) {
    const al = c0 & 0xffff;
    const ah = c0 >>> 16;
    const bl = c2 & 0xffff;
    const bh = c2 >>> 16;
    const a1 = Math.imul(ah, M0_LOW);
    const a2 = Math.imul(al, M0_HIGH);
    const aCarry = ((Math.imul(al, M0_LOW) >>> 16) + (a1 & 0xffff) + (a2 & 0xffff)) >>> 16;
    const aHigh = Math.imul(ah, M0_HIGH) + (a1 >>> 16) + (a2 >>> 16) + aCarry;
    const b1 = Math.imul(bh, M1_LOW);
    const b2 = Math.imul(bl, M1_HIGH);
    const bCarry = ((Math.imul(bl, M1_LOW) >>> 16) + (b1 & 0xffff) + (b2 & 0xffff)) >>> 16;
    const bHigh = Math.imul(bh, M1_HIGH) + (b1 >>> 16) + (b2 >>> 16) + bCarry;
    const aLow = Math.imul(M0, c0);
    c0 = bHigh ^ c1 ^ k0;
    c1 = Math.imul(M1, c2);
    c2 = aHigh ^ c3 ^ k1;
    c3 = aLow;
    k0 = (k0 + W0) | 0;
    k1 = (k1 + W1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}
