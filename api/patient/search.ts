/** Finds patients by words of the name or by birth date, a page at a time. */
import type { z } from "@hono/zod-openapi";
import { sql } from "kysely";
import type { PatientPage, PatientSearch } from "../../schema/patient.ts";
import type { Actor } from "../access.ts";
import { mustWrite, q, type Row, statement } from "../database.ts";
import { auditEvent, type Scope } from "../scope.ts";
import { fold, selectPatients, toPatient } from "./queries.ts";

const pageSize = 25;

/** Matches every word at the start of a part of the name; a date matches the birth date. */
export async function searchPatients(
  scope: Scope,
  actor: Actor,
  input: z.infer<typeof PatientSearch>,
): Promise<PatientPage> {
  let matching = selectPatients().where("patient.active", "=", 1);
  let counting = q.selectFrom("patient").select(sql<number>`count(*)`.as("total")).where("active", "=", 1);
  const date = /^\d{4}-\d{2}-\d{2}$/.exec(input.text.trim())?.[0];
  if (date !== undefined) {
    matching = matching.where("patient.birthDate", "=", date);
    counting = counting.where("birthDate", "=", date);
  } else {
    for (const word of fold(input.text).split(/\s+/).filter(Boolean).slice(0, 6)) {
      const escaped = word.replace(/[\\%_]/g, "\\$&");
      const condition = sql<
        boolean
      >`(search_name LIKE ${`${escaped}%`} ESCAPE '\\' OR search_name LIKE ${`% ${escaped}%`} ESCAPE '\\')`;
      matching = matching.where(condition);
      counting = counting.where(condition);
    }
  }
  const order = input.sort === "birthDate"
    ? matching.orderBy("birthDate")
    : input.sort === "lastHeardAt"
    ? matching.orderBy(sql`last_heard_at DESC NULLS LAST`)
    : matching.orderBy("searchName");
  const page = order.orderBy("patient.id").limit(pageSize).offset((input.page - 1) * pageSize);
  const [rows, count] = await scope.db.read([statement(page), statement(counting)]);
  // A list shows names: it is an access, entered once, without what was searched for.
  await mustWrite(scope.db, [
    auditEvent(scope, actor, { action: "patient.search", detail: `${rows!.rows.length} shown` }),
  ]);
  return {
    patients: (rows!.rows as unknown as Parameters<typeof toPatient>[0][]).map(toPatient),
    total: Number((count!.rows[0] as Row).total),
    page: input.page,
    pageSize,
  };
}
