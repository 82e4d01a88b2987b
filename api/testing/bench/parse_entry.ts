/**
 * A Worker that parses and nothing else, for a clock outside of it (inside, time stands still during a request).
 * `PUT /name` keeps a text; `POST /columns` reads it as the ingest route does and `POST /objects` as plain JSON, as
 * often as `times` says.
 */
import { ObservationBatch } from "../../../schema/observation.ts";
import { findFlaw } from "../../json_body.ts";
import { stageBatch } from "../../observation/stage_batch.ts";

const texts = new Map<string, string>();

/** What the ingest route does between bytes and SQL: strict JSON, the schema, every sample judged and packed. */
function readColumns(text: string, now: number): number {
  const flaw = findFlaw(text);
  if (flaw !== undefined) throw new Error(flaw);
  const batch = ObservationBatch.parse(JSON.parse(text));
  const staged = stageBatch(batch, 1, now);
  if ("tag" in staged) throw new Error(staged.tag);
  return staged.good;
}

export default {
  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const name = url.pathname.slice(1);
    if (request.method === "PUT") {
      texts.set(name, await request.text());
      return new Response(null, { status: 204 });
    }
    const text = texts.get(name);
    if (text === undefined) return new Response("ready");
    const times = Number(url.searchParams.get("times")), now = Number(url.searchParams.get("now"));
    let samples = 0;
    for (let i = 0; i < times; i++) {
      samples += name === "columns"
        ? readColumns(text, now)
        : (JSON.parse(text) as { samples: unknown[] }).samples.length;
    }
    return new Response(String(samples));
  },
};
