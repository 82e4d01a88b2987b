/** Notes on a vital: read for its page, drawn on its chart, and written by plain forms that come back to it. */
import { type Context, Hono } from "hono";
import type { Annotation } from "../schema/annotation.ts";
import { AnnotationPanel } from "./components/AnnotationPanel.tsx";
import type { ChartMark } from "./islands/chart/marks.ts";
import { answerOf, clients, formOf, type PageContext, type PageEnv, tried } from "./page.tsx";
import { clockOf } from "./signed_in.tsx";

/** A vital's notes as the person may see them. */
export async function readAnnotations(c: PageContext, patient: string, type: string): Promise<Annotation[]> {
  const { annotations } = await answerOf(
    clients(c).annotation.patient[":patient"].annotation.$get({ param: { patient }, query: { type } }),
  );
  return annotations;
}

/** Marks for the chart: a note stands at noon of its day on a clock `offset` minutes east of UTC. */
export function marksOf(annotations: readonly Annotation[], offset: number): ChartMark[] {
  return annotations.filter(({ removed }) => !removed).map(({ id, on, text }) => ({
    id,
    at: Date.parse(`${on}T12:00:00Z`) - offset * 60_000,
    on,
    text,
  }));
}

/** The list with its forms where `action` says where they go; for a patient only what there is to read. */
export function annotationPanel(
  c: PageContext,
  annotations: readonly Annotation[],
  { type, action }: { type: string; action: string | undefined },
) {
  if (action === undefined && annotations.length === 0) return null;
  const { today, zone } = clockOf(c);
  return (
    <AnnotationPanel
      annotations={annotations}
      {...(action === undefined ? {} : { action })}
      hidden={() => ({ type, query: new URL(c.req.url).search, idempotencyKey: crypto.randomUUID() })}
      today={today}
      zone={zone}
    />
  );
}

const said = {
  added: { tone: "good", text: "The note was added." },
  changed: { tone: "good", text: "The note was changed. What it said before is kept." },
  removed: { tone: "good", text: "The note was removed from the chart. It stays on record." },
  stale: { tone: "danger", text: "Somebody changed this note in the meantime. Look at it again first." },
  refused: {
    tone: "danger",
    text: "The note wasn't kept. It needs a day that has come, and one line of text of up to 200 characters.",
  },
} as const;

/** What a redirect says became of a note. */
export function noteToasts(c: PageContext) {
  const note = c.req.query("note") ?? "";
  return Object.hasOwn(said, note) ? [{ id: `note-${note}`, ...said[note as keyof typeof said] }] : [];
}

/** Mounted at `/patients/:patient/vitals/notes`; comes back to the vital in the view that it was left in. */
export const annotationForms = new Hono<PageEnv>().post("/", async (c: Context<PageEnv>) => {
  const patient = c.req.param("patient") ?? "";
  const fields = await formOf(c);
  const { type = "", query = "", idempotencyKey = "", annotation = "", version = "", remove } = fields;
  const words = { on: fields.on ?? "", text: fields.text ?? "", shared: fields.shared !== undefined };
  const api = clients(c).annotation.patient[":patient"].annotation;
  const param = { patient, annotation };
  const outcome = annotation === ""
    ? await tried(
      api.$post({
        param: { patient },
        header: { "idempotency-key": idempotencyKey },
        json: { type, ...words },
      }),
    )
    : remove !== undefined
    ? await tried(api[":annotation"].$delete({ param, query: { version } }))
    : await tried(api[":annotation"].$put({ param, json: { ...words, version: Number(version) } }));
  const back = new URLSearchParams(query);
  back.set("type", type);
  back.set(
    "note",
    !outcome.ok
      ? outcome.problem.status === 409 ? "stale" : "refused"
      : annotation === ""
      ? "added"
      : remove === undefined
      ? "changed"
      : "removed",
  );
  return c.redirect(`/patients/${patient}/vitals?${back}#notes`, 303);
});
