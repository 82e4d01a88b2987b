/**
 * The HTML document around every page: head, skip link, toasts, scripts. Every asset comes from our own origin;
 * nothing is inline, so the policy can be `default-src 'none'; script-src 'self' 'nonce-…'; style-src 'self'`.
 * It writes no patient's name into the title: titles end in histories and screen shares.
 */
import type { ComponentChildren } from "preact";
import { Island } from "./components/Island.tsx";
import type { ToastMessage } from "./components/Toast.tsx";
import Toasts from "./islands/Toasts.tsx";
import type { Manifest } from "./manifest.ts";
import type { Theme } from "./theme.ts";

export interface DocumentProps {
  /** Of the page, without the product's name and without a patient's. */
  title: string;
  /** The clinic's name, after the title. */
  organization?: string | undefined;
  nonce: string;
  manifest: Manifest;
  theme?: Theme | undefined;
  /** Names of the islands on this page: their code is preloaded; no islands, no script but the page's own. */
  islands?: readonly string[];
  /** `patient` is roomier: 44-pixel targets and larger text. */
  app?: "console" | "patient" | "entrance";
  /** May be put on a home screen; the patient app always may. */
  installable?: boolean;
  /** Messages for the person, e.g. that what they sent was stored. */
  toasts?: readonly ToastMessage[];
  children: ComponentChildren;
}

/** Render with `renderDocument`, which adds the doctype. */
export function Document(
  {
    title,
    organization,
    nonce,
    manifest,
    theme = "system",
    islands = [],
    app = "console",
    installable = app === "patient",
    toasts = [],
    children,
  }: DocumentProps,
) {
  const preloads = [...new Set(islands.flatMap((name) => manifest.islands[name]?.imports ?? []))];
  return (
    <html lang="en" {...(theme === "system" ? {} : { "data-theme": theme })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#f6f6f3" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#101312" media="(prefers-color-scheme: dark)" />
        <meta name="referrer" content="same-origin" />
        <meta name="format-detection" content="telephone=no" />
        <title>{organization === undefined ? title : `${title} · ${organization}`}</title>
        {manifest.font && (
          <link rel="preload" href={manifest.font} as="font" type="font/woff2" crossorigin="anonymous" />
        )}
        <link rel="stylesheet" href={manifest.styles} />
        <link rel="icon" href={manifest.icon} type="image/svg+xml" />
        {installable && <link rel="manifest" href="/manifest.webmanifest" />}
        {installable && <link rel="apple-touch-icon" href={manifest.icons.apple} />}
        <script type="module" src={manifest.hydrate} nonce={nonce}></script>
        {preloads.map((path) => <link key={path} rel="modulepreload" href={path} nonce={nonce} />)}
      </head>
      <body class={`app-${app}`}>
        <a class="skip-link" href="#main">Skip to the content</a>
        {children}
        <Island name="Toasts" of={Toasts} props={{ initial: [...toasts] }} />
      </body>
    </html>
  );
}
