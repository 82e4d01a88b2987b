/** Islands and components in a DOM without a browser. Deno's own tests are `*_test.ts`; these are `*.vitest.tsx`. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  test: {
    include: ["**/*.vitest.tsx"],
    environment: "happy-dom",
    // Deno's worker threads lack what vitest needs to end them.
    pool: "forks",
    maxWorkers: 2,
    restoreMocks: true,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
