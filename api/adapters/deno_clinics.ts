/** Opens the clinics that a Deno process serves: a libSQL file each, or a remote database. */
import { dirname, join } from "node:path";
import type { Database } from "../database.ts";
import type { Clinic } from "../deps.ts";
import { type ClinicSettings, isLoopback } from "../settings.ts";
import { databasePath, openFile } from "./libsql_file.ts";
import { openHttp } from "./libsql_http.ts";
import { localMail } from "./local_mail.ts";
import { resendMail } from "./resend.ts";

export interface OpenClinic {
  hosts: string[];
  clinic: Clinic;
  databaseUrl: string;
  close(): void;
}

/** Opens every clinic's database and key. */
export function openClinics(settings: readonly ClinicSettings[]): Promise<OpenClinic[]> {
  return Promise.all(
    settings.map(async ({ hosts, origin, aliases, databaseUrl, databaseAuthToken, signingKey, mail }) => {
      const file = databaseUrl.startsWith("file:") ? await openFile(databaseUrl) : undefined;
      // The file's one connection serves every request; it closes with the process.
      const shared: Database | undefined = file && { read: file.read, write: file.write, close: () => {} };
      const open = () => shared ?? openHttp(databaseUrl, databaseAuthToken);
      const clinic: Clinic = {
        origin,
        aliases,
        signingKey: signingKey ? JSON.parse(signingKey) : await localSigningKey(databaseUrl),
        open,
        mail: mail ? resendMail(mail) : isLoopback(origin) ? localMail(open) : undefined,
      };
      return { hosts, clinic, databaseUrl, close: () => file?.close() };
    }),
  );
}

/** The key beside a database file, made at the first start and readable by its owner alone. */
async function localSigningKey(databaseUrl: string): Promise<JsonWebKey> {
  if (!databaseUrl.startsWith("file:")) throw new Error("SIGNING_KEY is needed with a remote database");
  const path = join(dirname(databasePath(databaseUrl)) || ".", "signing_key.json");
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const key = await newSigningKey();
  await Deno.writeTextFile(path, JSON.stringify(key), { mode: 0o600 });
  return key;
}

/** A fresh Ed25519 private key as JWK. */
export async function newSigningKey(): Promise<JsonWebKey> {
  const { privateKey } = await crypto.subtle.generateKey("Ed25519", true, [
    "sign",
    "verify",
  ]) as CryptoKeyPair;
  const { kty, crv, x, d } = await crypto.subtle.exportKey("jwk", privateKey);
  return { kty: kty!, crv: crv!, x: x!, d: d! };
}
