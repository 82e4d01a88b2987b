/**
 * How to get the app: the store of the device in the person's hand, a code on a desk, and the browser's own way for
 * everybody. A store is named only where the clinic's app is in it.
 */
import { ButtonLink } from "../components/Button.tsx";
import { QrCode } from "../components/QrCode.tsx";
import { EntranceLayout } from "../entrance/layout.tsx";

export type Device = "iphone" | "android" | "desk";

/**
 * What a user agent runs on, roughly; an iPad that calls itself a Mac is a desk, where both ways are shown.
 *
 * @example
 * ```ts
 * import { assertEquals } from "deno-std/assert/mod.js";
 * assertEquals(deviceOf("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)"), "iphone");
 * assertEquals(deviceOf("Mozilla/5.0 (Linux; Android 15; Pixel 9)"), "android");
 * assertEquals(deviceOf("Mozilla/5.0 (X11; Linux x86_64)"), "desk");
 * ```
 */
export function deviceOf(userAgent: string): Device {
  if (/\b(?:iPhone|iPad|iPod)\b/.test(userAgent)) return "iphone";
  return /\bAndroid\b/.test(userAgent) ? "android" : "desk";
}

export interface DownloadProps {
  organization: string;
  device: Device;
  /** This page's own address, for the code. */
  address: string;
  appStore: string | null;
  playStore: string | null;
  supportEmail: string | null;
}

const ways: Record<"iphone" | "android", { title: string; store: string; steps: readonly string[] }> = {
  iphone: {
    title: "iPhone and iPad",
    store: "Open in the App Store",
    steps: [
      "Open this page in Safari.",
      "Tap the Share button, then \u201cAdd to Home Screen\u201d.",
      "Tap \u201cAdd\u201d. The app stands among the others.",
    ],
  },
  android: {
    title: "Android",
    store: "Open in Google Play",
    steps: [
      "Open this page in Chrome.",
      "Tap the menu with the three dots, then \u201cAdd to Home screen\u201d.",
      "Tap \u201cInstall\u201d. The app stands among the others.",
    ],
  },
};

function Way({ kind, store, first }: { kind: "iphone" | "android"; store: string | null; first: boolean }) {
  const { title, store: storeWords, steps } = ways[kind];
  return (
    <section class="download-part">
      <h2>{title}</h2>
      {store !== null && (
        <div class="row">
          <ButtonLink href={store} tone={first ? "primary" : "plain"} size="large" icon="download">
            {storeWords}
          </ButtonLink>
        </div>
      )}
      {store !== null && <p class="muted">Or without the store:</p>}
      <ol class="download-steps">
        {steps.map((step) => <li key={step}>{step}</li>)}
      </ol>
    </section>
  );
}

/** In the frame of the entrance. */
export function Download({ organization, device, address, supportEmail, ...stores }: DownloadProps) {
  const order = device === "android" ? ["android", "iphone"] as const : ["iphone", "android"] as const;
  const storeOf = { iphone: stores.appStore, android: stores.playStore };
  return (
    <EntranceLayout
      organization={organization}
      title="Get the app"
      lead={`See your health data and reach ${organization} from your phone.`}
      wide
      foot={supportEmail !== null && (
        <>
          Still stuck? <a href={`mailto:${supportEmail}`}>{supportEmail}</a>
        </>
      )}
    >
      {device === "desk" && (
        <section class="download-part">
          <h2>On your phone</h2>
          <p class="muted">Point your phone's camera at this code; it opens this page there.</p>
          <QrCode text={address} label="Code that opens this page on your phone" />
        </section>
      )}
      {order.map((kind, index) => (
        <Way key={kind} kind={kind} store={storeOf[kind]} first={index === 0 && device !== "desk"} />
      ))}
      <section class="download-part">
        <h2>Already here?</h2>
        <p class="muted">The app also works in this browser as it is.</p>
        <div class="row">
          <ButtonLink href="/sign-in">Sign in</ButtonLink>
        </div>
      </section>
    </EntranceLayout>
  );
}
