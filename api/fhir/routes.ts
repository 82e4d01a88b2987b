/** HL7 FHIR R4: a patient's readings as Observations, to search and to take along. Refusals are problem details. */
import { z } from "@hono/zod-openapi";
import { FhirBundle } from "../../schema/fhir_observation.ts";
import { PatientParam } from "../../schema/patient.ts";
import { resource, route } from "../access.ts";
import { problem, problemResponses, refuse } from "../errors.ts";
import { DownloadQuery, fileDay, fileWord, wantedOf } from "../observation/download.ts";
import { streamText } from "../stream_text.ts";
import { bundlePieces } from "./bundle_pieces.ts";
import { bothBounds, boundsOfDate, typesOfCategory, typesOfCode } from "./search_parameters.ts";
import { cursorPattern, placeOf, searchObservations } from "./search_observations.ts";

const readers = [{ roles: ["patient"], scope: "self" }, {
  roles: ["practitioner"],
  scope: "careTeam",
}] as const;
const content = { "application/fhir+json": { schema: FhirBundle } };
const Dated = z.string().max(40);

const ObservationSearch = z.object({
  patient: z.string().regex(/^(Patient\/)?[\w-]{1,40}$/, "a patient's id, or Patient/ and it"),
  code: z.string().min(1).max(2_000).optional(),
  category: z.string().min(1).max(200).optional(),
  date: z.union([Dated, z.array(Dated).max(4)]).optional(),
  _count: z.coerce.number().int().min(1).max(1_000).default(100),
  _cursor: z.string().regex(cursorPattern, "a cursor from a next link").optional(),
}).strict();

export const fhirRoutes = resource()
  .openapi(
    route({
      method: "get",
      path: "/fhir/Observation",
      operationId: "fhir.observation_search",
      tags: ["FHIR R4"],
      summary: "Search a patient's readings as FHIR Observations",
      description:
        "`patient` is needed. `code` takes tokens (`http://loinc.org|8867-4`, a HealthKit identifier) separated " +
        "by commas; `category` e.g. `vital-signs`; `date` up to four times, with eq, ge, gt, le or lt before it. " +
        "Dates without a zone are UTC; a reading that lasted longer than 31 days may be missed by `ge` and `gt`. " +
        "Newest first within each type. Follow the `next` link until there is none.",
      access: readers,
      patientIn: "query",
      request: { query: ObservationSearch },
      responses: { 200: { description: "A searchset", content }, ...problemResponses("invalid") },
    }),
    async (c) => {
      const { code, category, date, _count, _cursor } = c.req.valid("query");
      let bounds = {};
      for (const one of date === undefined ? [] : [date].flat()) {
        const more = boundsOfDate(one);
        if (more === undefined) {
          const reason = "a FHIR date, with eq, ge, gt, le or lt before it";
          return problem(c, refuse("invalid", { errors: [{ field: "date", reason }] }));
        }
        bounds = bothBounds(bounds, more);
      }
      let types = code === undefined ? undefined : typesOfCode(code);
      if (category !== undefined) {
        const having = typesOfCategory(category);
        types = types?.filter((type) => having.includes(type)) ?? having;
      }
      const query = new URL(c.req.url).searchParams;
      const after = _cursor === undefined ? undefined : placeOf(_cursor);
      const bundle = await searchObservations(c.env.scope, c.var.patient, {
        types,
        bounds,
        count: _count,
        after,
        query,
      });
      return c.json(bundle, 200, { "content-type": "application/fhir+json" });
    },
  )
  .openapi(
    route({
      method: "get",
      path: "/patient/{patient}/observation/bundle",
      operationId: "observation.bundle",
      tags: ["FHIR R4"],
      summary: "Download readings as one FHIR Bundle, of one type or all",
      access: readers,
      request: { params: PatientParam, query: DownloadQuery },
      responses: { 200: { description: "A collection, streamed", content }, ...problemResponses("invalid") },
    }),
    async (c) => {
      const query = c.req.valid("query");
      const wanted = wantedOf(query);
      if ("ok" in wanted) return problem(c, wanted);
      const { scope } = c.env;
      const file = {
        contentType: "application/fhir+json; charset=utf-8",
        fileName: `${fileWord(query.type)}-${fileDay(scope.now)}.fhir.json`,
      };
      return await streamText(scope, file, bundlePieces(scope, c.var.patient, wanted)) as never;
    },
  );
