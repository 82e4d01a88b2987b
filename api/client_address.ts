/** Whose address a connection speaks for. A header is believed only from the one proxy that the clinic named. */

/**
 * The peer's address, or what the trusted proxy says of its peer: the last entry of X-Forwarded-For, the only one that
 * the proxy itself wrote.
 * @example clientAddress("127.0.0.1", "203.0.113.9, 192.0.2.7", "127.0.0.1") // "192.0.2.7"
 */
export function clientAddress(
  peer: string,
  forwardedFor: string | null,
  trustedProxy: string | undefined,
): string {
  if (trustedProxy === undefined || peer !== trustedProxy) return peer;
  return forwardedFor?.split(",").at(-1)?.trim() || peer;
}
