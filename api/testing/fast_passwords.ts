/** Scrypt at a cost that tests can afford; the format and the code are the real ones. */
import { scryptPasswords } from "../adapters/scrypt.ts";

export const fastPasswords = scryptPasswords(8, 1_000, { ln: 4, r: 8, p: 1 });
