/** FHIR Practitioner. https://hl7.org/fhir/R4/practitioner.html */
import { z } from "@hono/zod-openapi";

export const Practitioner = z.object({
  id: z.string(),
  name: z.object({ given: z.string(), family: z.string() }),
  credentials: z.string().nullable(),
}).openapi("Practitioner");
export type Practitioner = z.infer<typeof Practitioner>;
export const PractitionerList = z.object({ practitioners: z.array(Practitioner) }).openapi(
  "PractitionerList",
);
