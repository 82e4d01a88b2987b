/** Reading measurement plans, with how they go. */
import type { z } from "@hono/zod-openapi";
import type { MeasurementPlan, MeasurementPlanPage } from "../../schema/measurement_plan.ts";
import type { Database, Row, Statement } from "../database.ts";
import { bloodPressureType, diastolicType, systolicType, typeWords } from "../observation/type_words.ts";
import { pressureAverage, type PressureReading } from "./pressure_average.ts";
import { dayIn, endsOn, planSlots, type Slot, slotStatus } from "./slots.ts";

const pageSize = 5;

const selectPlans = `SELECT m.id, m.public_id, m.codes, m.times, m.readings, m.starts_on, m.days, m.time_zone,
    m.instruction, m.created_at, m.stopped_at,
    p.given_name || ' ' || p.family_name || coalesce(', ' || p.credentials, '') AS practitioner
  FROM measurement_plan m JOIN practitioner p ON p.id = m.practitioner`;

interface Plan {
  row: Row;
  types: string[];
  times: string[];
  slots: Slot[];
}

function plan(row: Row): Plan {
  const types = JSON.parse(row.codes as string) as string[];
  const times = JSON.parse(row.times as string) as string[];
  const slots = planSlots({
    types,
    times,
    startsOn: row.startsOn as string,
    days: row.days as number,
    timeZone: row.timeZone as string,
  });
  const stoppedAt = row.stoppedAt as number | null;
  // What was over before anybody asked is nothing that was missed.
  const asked = slots.filter(({ to }) => to > (row.createdAt as number));
  return { row, types, times, slots: asked.filter(({ from }) => stoppedAt === null || from < stoppedAt) };
}

/** How many readings each slot has, and which pressures: two statements for any number of plans. */
function selectReadings(patient: number, slots: readonly Slot[]): Statement[] {
  const windows = (of: readonly (readonly [number, Slot])[]) =>
    JSON.stringify(
      of.map((
        [index, { type, from, to }],
      ) => [index, type === bloodPressureType ? systolicType : type, from, to]),
    );
  const numbered = slots.map((slot, index) => [index, slot] as const);
  return [
    {
      sql: `SELECT j.value ->> 0 AS slot, count(*) AS readings FROM json_each(?2) j
        CROSS JOIN observation_type t ON t.code = j.value ->> 1
        CROSS JOIN sample s ON s.patient = ?1 AND s.type = t.id
          AND s.start >= j.value ->> 2 AND s.start < j.value ->> 3
        GROUP BY 1`,
      args: [patient, windows(numbered)],
    },
    {
      sql:
        `SELECT j.value ->> 0 AS slot, s.start, s.value AS systolic, d.value AS diastolic FROM json_each(?2) j
        CROSS JOIN observation_type t ON t.code = j.value ->> 1
        CROSS JOIN sample s ON s.patient = ?1 AND s.type = t.id
          AND s.start >= j.value ->> 2 AND s.start < j.value ->> 3
        CROSS JOIN observation_type td ON td.code = ?3
        CROSS JOIN sample d ON d.patient = ?1 AND d.type = td.id AND d.start = s.start
          AND d.duration = s.duration AND d.source = s.source
        WHERE s.value IS NOT NULL AND d.value IS NOT NULL`,
      args: [
        patient,
        windows(numbered.filter(([, { type }]) => type === bloodPressureType)),
        diastolicType,
      ],
    },
  ];
}

const iso = (at: number) => new Date(at).toISOString();

function toPlan(
  { row, types, times, slots }: Plan,
  counts: readonly number[],
  pressures: readonly PressureReading[],
  now: number,
): MeasurementPlan {
  const asked = row.readings as number;
  const timeZone = row.timeZone as string, startsOn = row.startsOn as string;
  const stoppedAt = row.stoppedAt as number | null;
  const last = endsOn({ startsOn, days: row.days as number });
  const shown = slots.map(({ at, from, to, ...slot }, index) => ({
    ...slot,
    at: iso(at),
    from: iso(from),
    to: iso(to),
    readings: counts[index]!,
    status: slotStatus(slots[index]!, counts[index]!, asked, stoppedAt ?? now),
  }));
  const filled = shown.filter(({ status }) => status === "filled").length;
  const over = shown.filter(({ status }) => status === "partial" || status === "missed").length;
  const today = dayIn(now, timeZone);
  return {
    id: row.publicId as string,
    practitioner: row.practitioner as string,
    types: types.map((type) => ({ type, display: typeWords(type).display })),
    times,
    readings: asked,
    startsOn,
    endsOn: last,
    days: row.days as number,
    timeZone,
    instruction: row.instruction as string | null,
    createdAt: iso(row.createdAt as number),
    stoppedAt: stoppedAt === null ? null : iso(stoppedAt),
    status: stoppedAt !== null
      ? "stopped"
      : today < startsOn
      ? "upcoming"
      : now < (slots.at(-1)?.to ?? 0)
      ? "running"
      : "ended",
    slots: shown,
    due: filled + over,
    filled,
    average: types.includes(bloodPressureType) ? pressureAverage(pressures) : null,
  };
}

/** Fills plans with what was measured. */
async function withReadings(db: Database, patient: number, plans: readonly Plan[], now: number) {
  if (plans.length === 0) return [];
  const slots = plans.flatMap((plan) => plan.slots);
  const [counted, paired] = await db.read(selectReadings(patient, slots));
  const counts = slots.map(() => 0);
  for (const { slot, readings } of counted!.rows) counts[Number(slot)] = Number(readings);
  let at = 0;
  return plans.map((plan) => {
    const from = at;
    at += plan.slots.length;
    const pressures = paired!.rows.filter(({ slot }) => Number(slot) >= from && Number(slot) < at)
      .map((row) => ({
        on: slots[Number(row.slot)]!.on,
        systolic: row.systolic as number,
        diastolic: row.diastolic as number,
      }));
    return toPlan(plan, counts.slice(from, at), pressures, now);
  });
}

/** A page of a patient's plans, newest first. `before` is `next` of the page before; `now` is UTC ms. */
export async function listPlans(
  db: Database,
  patient: number,
  before: number | undefined,
  now: number,
): Promise<z.infer<typeof MeasurementPlanPage>> {
  const [found] = await db.read([{
    sql: `${selectPlans} WHERE m.patient = ?1 AND m.id < ?2 ORDER BY m.id DESC LIMIT ?3`,
    args: [patient, before ?? Number.MAX_SAFE_INTEGER, pageSize + 1],
  }]);
  const rows = found!.rows.slice(0, pageSize);
  return {
    plans: await withReadings(db, patient, rows.map(plan), now),
    next: found!.rows.length > pageSize ? String(rows.at(-1)!.id) : null,
  };
}

/** One plan by its public id; undefined where the patient (key) has no such one. */
export async function readPlan(
  db: Database,
  patient: number,
  id: string,
  now: number,
): Promise<MeasurementPlan | undefined> {
  const [found] = await db.read([{
    sql: `${selectPlans} WHERE m.patient = ? AND m.public_id = ?`,
    args: [patient, id],
  }]);
  return (await withReadings(db, patient, found!.rows.map(plan), now))[0];
}
