/**
 * Chance that repeats itself: the same seed gives the same numbers on every machine and run.
 *
 * Good enough for made-up data and nothing else: never for a secret, a token or an id that must not be guessed.
 */

/** A stream of numbers; every call moves it on. */
export interface Random {
  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number;
  /** From 0 (included) to 1 (excluded). */
  unit(): number;
  /** From `low` (included) to `high` (excluded). */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True once in `1 / probability` times. */
  chance(probability: number): boolean;
  /** From the normal distribution (Box and Muller 1958). */
  normal(mean: number, deviation: number): number;
  /** A UUID of version 4's shape (RFC 9562, section 5.4). */
  uuid(): string;
}

/** Four 32-bit words from a text, by four multiplying lanes that feed each other: no two seeds share a stream. */
function seedWords(text: string): [number, number, number, number] {
  let a = 0x3c6ef372, b = 0xa54ff53a, c = 0x510e527f, d = 0x9b05688c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i) + 1;
    a = b ^ Math.imul(a ^ unit, 0x239b961b);
    b = c ^ Math.imul(b ^ unit, 0xab0e9789);
    c = d ^ Math.imul(c ^ unit, 0x38b34ae5);
    d = a ^ Math.imul(d ^ unit, 0xa1e38b93);
  }
  return [a ^ (a >>> 15), b ^ (b >>> 13), c ^ (c >>> 16), d ^ (d >>> 14)];
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const hex16 = (x: number) => hexBytes[(x >>> 8) & 255]! + hexBytes[x & 255]!;

/**
 * The stream of a seed: sfc32 (Chris Doty-Humphrey's Small Fast Counting generator of PractRand, 128-bit state).
 *
 * @example
 * ```ts
 * import { randomOf } from "./random.ts";
 * randomOf("heart", "2026-03-08").unit() === randomOf("heart", "2026-03-08").unit(); // true
 * ```
 */
export function randomOf(...seed: readonly (string | number)[]): Random {
  let [a, b, c, counter] = seedWords(seed.join("\u0000"));
  const uint32 = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 16; i++) uint32();

  const unit = () => uint32() / 4294967296;
  let spare: number | undefined;
  return {
    uint32,
    unit,
    between: (low, high) => low + unit() * (high - low),
    whole: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    chance: (probability) => unit() < probability,
    normal(mean, deviation) {
      if (spare !== undefined) {
        const value = mean + spare * deviation;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - unit()));
      const angle = 2 * Math.PI * unit();
      spare = radius * Math.sin(angle);
      return mean + radius * Math.cos(angle) * deviation;
    },
    uuid() {
      const w = uint32(), x = uint32(), y = uint32(), z = uint32();
      return `${hex16(w >>> 16)}${hex16(w)}-${hex16(x >>> 16)}-${hex16((x & 0x0fff) | 0x4000)}-${
        hex16(((y >>> 16) & 0x3fff) | 0x8000)
      }-${hex16(y)}${hex16(z >>> 16)}${hex16(z)}`;
    },
  };
}
