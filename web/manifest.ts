/** The names of the built assets: what `build.ts` writes and the document reads. Paths start with `/assets/`. */

export interface Manifest {
  /** Hash of everything that went in; the same sources build the same. */
  hash: string;
  styles: string;
  /** Runs on every page: finds islands and wakes them. */
  hydrate: string;
  icon: string;
  /** PNG icons of the installed app. */
  icons: { small: string; large: string; maskable: string; apple: string };
  /** What `/service-worker.js` runs. */
  serviceWorker: string;
  /** The Latin subset of the text font, worth preloading. */
  font: string | null;
  /** The Apple Health import's worker; null until there is one. */
  worker: string | null;
  islands: Record<string, {
    path: string;
    /** The island's chunk and what it imports, for preloading. */
    imports: string[];
  }>;
}
