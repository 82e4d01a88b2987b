/**
 * Passwords by scrypt, N=2^15, r=8, p=3 (OWASP Password Storage Cheat Sheet), as PHC strings so that the cost can be
 * raised at the next sign-in. Each hash takes 32 MiB and a fifth of a second: few run at once, the rest wait or are
 * turned away.
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Busy, type Passwords } from "../deps.ts";

interface Cost {
  ln: number;
  r: number;
  p: number;
}
const cost: Cost = { ln: 15, r: 8, p: 3 };
const hashBytes = 32;
const maxmem = 64 * 1024 * 1024;

const base64 = (bytes: Uint8Array) => bytes.toBase64({ omitPadding: true });

function derive(password: string, salt: Uint8Array, { ln, r, p }: Cost): Promise<Uint8Array> {
  return new Promise((resolve, reject) =>
    scrypt(
      password.normalize("NFC"),
      salt,
      hashBytes,
      { N: 2 ** ln, r, p, maxmem },
      (error, key) => error ? reject(error) : resolve(key),
    )
  );
}

function parse(hash: string): { cost: Cost; salt: Uint8Array; key: Uint8Array } | undefined {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash);
  if (match === null) return undefined;
  const [, ln, r, p, salt, key] = match;
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Uint8Array.fromBase64(salt!),
    key: Uint8Array.fromBase64(key!),
  };
}

/** At most `atOnce` hashes run; up to `waiting` more queue; the next is refused with `Busy`. */
export function scryptPasswords(atOnce = 2, waiting = 16, used: Cost = cost): Passwords {
  let running = 0;
  const queue: (() => void)[] = [];
  async function turn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (queue.length >= waiting) throw new Busy("too many passwords at once");
      await new Promise<void>((resolve) => queue.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  }
  // Made at the first use: a Worker may draw no random numbers while it starts.
  let decoy: ReturnType<typeof parse>;
  return {
    hash: (password) =>
      turn(async () => {
        const salt = new Uint8Array(randomBytes(16));
        const key = await derive(password, salt, used);
        return `$scrypt$ln=${used.ln},r=${used.r},p=${used.p}$${base64(salt)}$${base64(key)}`;
      }),
    verify: (password, hash) =>
      turn(async () => {
        const known = hash === undefined ? undefined : parse(hash);
        decoy ??= { cost: used, salt: new Uint8Array(randomBytes(16)), key: new Uint8Array(hashBytes) };
        const { cost, salt, key } = known ?? decoy;
        const derived = await derive(password, salt, cost);
        return timingSafeEqual(derived, key) && known !== undefined;
      }),
  };
}
