/** The export's names in the registry's integers. A name that the registry lacks stays a name. */
import { categoryCode, healthType } from "../../schema/health_types.ts";
import { workoutActivities } from "../../schema/health_types/workout_activities.ts";
import type { ExportCodes } from "./read_rows.ts";

const activities = new Map(workoutActivities.map(({ name, code }) => [name, code]));

/** Codes from the health-type registry, each name looked up once. */
export function registryCodes(): ExportCodes {
  const known = new Map<string, number | undefined>();
  return {
    categoryCode(type, name) {
      const key = `${type} ${name}`;
      if (known.has(key)) return known.get(key);
      const registered = healthType(type);
      const code = registered === undefined ? undefined : categoryCode(registered, name);
      if (known.size < 5_000) known.set(key, code);
      return code;
    },
    activityCode: (name) => activities.get(name),
  };
}
