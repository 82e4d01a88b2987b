/**
 * What makes the patient app installable: its manifest, its service worker, the page for when there is no connection,
 * and the page that says how to get it. All public, none with anybody's data.
 */
import { Hono } from "hono";
import { ErrorPage } from "../entrance/ErrorPage.tsx";
import type { Manifest } from "../manifest.ts";
import { clients, page, type PageContext, type PageEnv } from "../page.tsx";
import { deviceOf, Download } from "./Download.tsx";

const offline = "/offline";

/** The clinic's public face; undefined before it is set up. */
async function clinicOf(c: PageContext) {
  const answer = await clients(c).organization.organization.$get();
  return answer.ok ? await answer.json() : undefined;
}

/** W3C Web Application Manifest. */
function appManifest(name: string, { icons }: Manifest): object {
  const icon = (src: string, sizes: string, purpose: string) => ({ src, sizes, purpose, type: "image/png" });
  return {
    id: "/",
    name,
    short_name: name.length > 12 ? name.split(/\s+/)[0] : name,
    description: `Your health, and how to reach ${name}.`,
    lang: "en",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f6f6f3",
    theme_color: "#f6f6f3",
    icons: [
      icon(icons.small, "192x192", "any"),
      icon(icons.large, "512x512", "any"),
      icon(icons.maskable, "512x512", "maskable"),
    ],
  };
}

export const pwaPages = new Hono<PageEnv>()
  .get("/manifest.webmanifest", async (c) => {
    const name = (await clinicOf(c))?.name ?? "Patient App";
    return c.body(JSON.stringify(appManifest(name, c.env.manifest)), 200, {
      "content-type": "application/manifest+json",
      "cache-control": "public, max-age=3600",
    });
  })
  .get("/service-worker.js", (c) => {
    const { hash, styles, hydrate, font, icon, islands, serviceWorker } = c.env.manifest;
    const files = [
      styles,
      hydrate,
      icon,
      ...(font === null ? [] : [font]),
      ...islands["Toasts"]?.imports ?? [],
    ];
    const shell = JSON.stringify({ version: hash, offline, files: [...new Set(files)] });
    return c.body(`self.shell=${shell};importScripts(${JSON.stringify(serviceWorker)});\n`, 200, {
      "content-type": "text/javascript; charset=utf-8",
      // Browsers ask again by themselves; a new build must reach them then.
      "cache-control": "no-cache",
    });
  })
  .get(offline, (c) =>
    page(
      c,
      { title: "Offline", app: "entrance" },
      <ErrorPage status="offline" organization="Patient App" />,
    ))
  .get("/download", async (c) => {
    const clinic = await clinicOf(c);
    const name = clinic?.name ?? "Patient App";
    return page(
      c,
      { title: "Get the app", app: "entrance", organization: name, installable: true },
      <Download
        organization={name}
        device={deviceOf(c.env.scope.userAgent)}
        address={`${c.env.scope.clinic.origin}/download`}
        appStore={clinic?.appStore ?? null}
        playStore={clinic?.playStore ?? null}
        supportEmail={clinic?.supportEmail ?? null}
      />,
    );
  });
