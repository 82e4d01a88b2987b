/** Serves the built files under `/assets/` on Deno; on Cloudflare the platform does. Names carry their content's hash. */

const folder = new URL("../.build/assets/", import.meta.url);
const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  woff2: "font/woff2",
  json: "application/json",
  webmanifest: "application/manifest+json",
};

/** The file behind an `/assets/` path, or undefined for any other path. */
export async function serveAssets(request: Request): Promise<Response | undefined> {
  const name = /^\/assets\/([A-Za-z0-9._-]+)$/.exec(new URL(request.url).pathname)?.[1];
  if (name === undefined || name.startsWith(".")) return undefined;
  const type = types[name.slice(name.lastIndexOf(".") + 1)];
  const file = type && await Deno.open(new URL(name, folder)).catch(() => undefined);
  if (!file || !type) return new Response("Not found", { status: 404 });
  return new Response(file.readable, {
    headers: {
      "content-type": type,
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}
