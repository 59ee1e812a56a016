// Functions that give the same bits everywhere: only + − × ÷ √ and bit operations occur. Engines may change Math.log and friends.

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
const LN2 = Math.LN2;
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Natural logarithm of a positive normal number: exponent split at √2, atanh series to s^23. */
export function ln(x: number): number {
  bits[0] = x;
  let exponent = ((words[1]! >>> 20) & 0x7ff) - 1023;
  words[1] = (words[1]! & 0x000fffff) | 0x3ff00000;
  let mantissa = bits[0];
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const s2 = s * s;
  let sum = 0;
  for (let k = 23; k >= 1; k -= 2) sum = sum * s2 + 1 / k;
  return exponent * LN2_HIGH + (2 * s * sum + exponent * LN2_LOW);
}

/** e^x: Cody–Waite reduction, Taylor to 14. */
export function exp(x: number): number {
  if (x < -700) return 0;
  const k = Math.round(x / LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let i = 14; i >= 1; i--) sum = 1 + (sum * r) / i;
  bits[0] = 1;
  words[1] = ((k + 1023) << 20) >>> 0;
  return sum * bits[0];
}

export const pow = (a: number, b: number): number => exp(b * ln(a));

const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const B = [-5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1];
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
const LOW = 0.02425;

const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, one) => sum * x + one, 0);

/** Inverse of the normal distribution function (Acklam), absolute error below 1.2e-9. */
export function normalQuantile(p: number): number {
  if (p < LOW) {
    const q = Math.sqrt(-2 * ln(p));
    return polynomial(C, q) / (polynomial(D, q) * q + 1);
  }
  if (p > 1 - LOW) {
    const q = Math.sqrt(-2 * ln(1 - p));
    return -polynomial(C, q) / (polynomial(D, q) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(A, r) * q) / (polynomial(B, r) * r + 1);
}
