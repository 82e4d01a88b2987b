/** Tiles that a practitioner wants first on a patient's page. */
import { z } from "@hono/zod-openapi";
import { TypeCode } from "./observation.ts";

/** Most tiles that one practitioner pins for one patient. */
export const mostPins = 24;

/** HealthKit identifiers, in the order in which they were pinned. */
export const VitalPins = z.object({ types: z.array(TypeCode) }).openapi("VitalPins");

export const VitalPinParam = z.object({ patient: z.string().min(1).max(40), type: TypeCode });
