/** `deno task signing-key`: prints a fresh Ed25519 private key as JWK, for `wrangler secret put SIGNING_KEY`. */
import { newSigningKey } from "../adapters/deno_clinics.ts";

if (import.meta.main) console.log(JSON.stringify(await newSigningKey()));
