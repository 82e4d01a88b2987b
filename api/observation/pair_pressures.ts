/**
 * Which pressures were measured together: the nth systolic and the nth diastolic (by uuid) of one source over the
 * same instants. Pure, and the same whatever the page they are met on.
 */
import { pressureTypes, type StoredReading } from "../../schema/fhir_observation.ts";

/** A reading that stands alone, or a blood pressure of which one part may be missing. */
export type Paired =
  | { readonly reading: StoredReading }
  | {
    readonly reading?: undefined;
    readonly systolic: StoredReading | undefined;
    readonly diastolic: StoredReading | undefined;
  };

/**
 * A page in its order. `pressures` holds every pressure that starts when one of the page does. A diastolic with a
 * partner is left out: it is told where the systolic stands; so is the bare correlation of both.
 */
export function pairPressures(
  page: readonly StoredReading[],
  pressures: readonly StoredReading[],
): Paired[] {
  const { panel, systolic, diastolic } = pressureTypes;
  const groups = new Map<string, { systolic: StoredReading[]; diastolic: StoredReading[] }>();
  const groupOf = ({ start, duration, sourceKey }: StoredReading) => {
    const key = `${start} ${duration} ${sourceKey}`;
    let group = groups.get(key);
    if (group === undefined) groups.set(key, group = { systolic: [], diastolic: [] });
    return group;
  };
  for (const reading of pressures.toSorted((a, b) => a.uuid < b.uuid ? -1 : 1)) {
    if (reading.type === systolic) groupOf(reading).systolic.push(reading);
    else if (reading.type === diastolic) groupOf(reading).diastolic.push(reading);
  }
  const found: Paired[] = [];
  for (const reading of page) {
    if (reading.type === panel) continue;
    if (reading.type !== systolic && reading.type !== diastolic) {
      found.push({ reading });
      continue;
    }
    const group = groupOf(reading);
    const own = reading.type === systolic ? group.systolic : group.diastolic;
    const rank = own.findIndex(({ uuid }) => uuid === reading.uuid);
    if (reading.type === systolic) found.push({ systolic: reading, diastolic: group.diastolic[rank] });
    else if (group.systolic[rank] === undefined) found.push({ systolic: undefined, diastolic: reading });
  }
  return found;
}
