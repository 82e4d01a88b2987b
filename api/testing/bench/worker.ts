/** The Worker as it is deployed: its size compressed, and the time from starting workerd to its first answer. */
import { build } from "../../../web/build.ts";
import { benchColdStart } from "../cold_start_bench.ts";
import type { Figure } from "./figure.ts";

const starts = 15;

export async function bench(): Promise<Figure[]> {
  await build();
  const { oursMs, bareMs, ratio, bundleGzipBytes } = await benchColdStart(starts);
  return [
    {
      what: "Worker bundle, gzip",
      baseline: "",
      value: bundleGzipBytes / 1024,
      unit: " KB",
      better: "lower",
      bar: 300,
      stretch: 200,
      note: "minified, without source map",
    },
    {
      what: "Worker, cold start",
      baseline: "bare Hono on workerd",
      value: ratio,
      unit: "×",
      better: "lower",
      bar: 3,
      stretch: 1.5,
      note: `${oursMs.toFixed(0)} ms, bare ${bareMs.toFixed(0)} ms; median of ${starts}`,
    },
  ];
}
