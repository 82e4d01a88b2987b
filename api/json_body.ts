/**
 * Reads a JSON body before anything else does: bounded while it streams (also chunked, also gzip), UTF-8, no
 * duplicate or dangerous keys, no deep nesting, no NUL, no lone surrogates. What passes is safe to hand to a schema.
 */
import type { Context, MiddlewareHandler } from "hono";
import { problem, refuse } from "./errors.ts";
import type { Env } from "./scope.ts";

const maxDepth = 32;
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

const quote = 0x22, backslash = 0x5c, colon = 0x3a;
const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/**
 * What makes a JSON text unfit, or undefined. Says nothing about syntax: `JSON.parse` does that.
 * @example findFlaw('{"a":1,"a":2}') // 'duplicate key "a"'
 */
export function findFlaw(text: string): string | undefined {
  const keys: (Set<string> | undefined)[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) {
      keys.push(code === 0x7b ? new Set() : undefined);
      if (keys.length > maxDepth) return `nested more than ${maxDepth} deep`;
    } else if (code === 0x7d || code === 0x5d) {
      keys.pop();
    } else if (code === quote) {
      const end = stringEnd(text, i);
      if (typeof end === "string") return end;
      const known = keys[keys.length - 1];
      let after = end + 1;
      while (isSpace(text.charCodeAt(after))) after++;
      if (known !== undefined && text.charCodeAt(after) === colon) {
        const flaw = keyFlaw(text.slice(i, end + 1), known);
        if (flaw !== undefined) return flaw;
      }
      i = end;
    }
  }
}

/** Index of the closing quote, or what is wrong with the string's characters. */
function stringEnd(text: string, start: number): number | string {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) return i;
    if (code !== backslash) continue;
    i++;
    if (text.charCodeAt(i) !== 0x75) continue;
    const unit = parseInt(text.slice(i + 1, i + 5), 16);
    if (unit === 0) return "a NUL character";
    if (unit >= 0xd800 && unit < 0xdc00) {
      const low = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(text.slice(i + 5, i + 11));
      if (low === null) return "half a character (lone surrogate)";
      i += 6;
    } else if (unit >= 0xdc00 && unit < 0xe000) return "half a character (lone surrogate)";
    i += 4;
  }
  return text.length;
}

function keyFlaw(raw: string, known: Set<string>): string | undefined {
  let key = raw.slice(1, -1);
  if (key.includes("\\")) {
    try {
      key = String(JSON.parse(raw));
    } catch {
      return undefined;
    }
  }
  if (forbiddenKeys.has(key)) return "a key that is not allowed";
  if (known.has(key)) return "the same key twice in one object";
  known.add(key);
}

/** How much more is read, and thrown away, of a body that is too large: a sender who is cut off sees no answer. */
const drainBytes = 1024 * 1024;

/** Collects a stream, keeping nothing as soon as it is larger than allowed. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size <= maxBytes) chunks.push(value);
    else if (size > maxBytes + drainBytes) {
      await reader.cancel().catch(() => {});
      return undefined;
    } else chunks.length = 0;
  }
  if (size > maxBytes) return undefined;
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const bodies = new WeakMap<Request, Uint8Array<ArrayBufferLike>>();

/** SHA-256 of the body as sent (decompressed): tells a repeat from another request under the same key. */
export async function bodyHash(c: Context<Env>): Promise<Uint8Array> {
  const bytes = bodies.get(c.req.raw) ?? new Uint8Array();
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
}

/** Reads, checks and parses the body once; validators and handlers see it through `c.req.json()`. */
export function strictJson(maxBytes: number): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (!/^application\/json(;\s*charset=utf-8)?$/i.test(c.req.header("content-type")?.trim() ?? "")) {
      return problem(c, refuse("unsupported_media_type"));
    }
    const encoding = c.req.header("content-encoding")?.trim().toLowerCase() ?? "identity";
    if (encoding !== "identity" && encoding !== "gzip") return problem(c, refuse("unsupported_media_type"));
    const declared = Number(c.req.header("content-length") ?? 0);
    if (declared > maxBytes + drainBytes) return problem(c, refuse("too_large"));

    let bytes: Uint8Array | undefined;
    try {
      const body = c.req.raw.body ?? new Blob([]).stream();
      const stream = encoding === "gzip"
        ? body.pipeThrough(new DecompressionStream("gzip") as ReadableWritablePair<Uint8Array, Uint8Array>)
        : body;
      bytes = await collect(stream, maxBytes);
    } catch {
      return problem(c, refuse(encoding === "gzip" ? "invalid_encoding" : "invalid_json"));
    }
    if (bytes === undefined) return problem(c, refuse("too_large"));

    let value: unknown;
    try {
      const text = utf8.decode(bytes);
      const flaw = findFlaw(text);
      if (flaw !== undefined) return problem(c, refuse("invalid_json", { detail: `The body has ${flaw}.` }));
      value = JSON.parse(text);
    } catch {
      return problem(c, refuse("invalid_json"));
    }
    bodies.set(c.req.raw, bytes);
    c.req.json = () => Promise.resolve(value) as never;
    return await next();
  };
}
