/**
 * How much of each day there is data for. A worn watch reads the heart about every five minutes, so that an hour
 * with a heart rate is taken for an hour worn, and one without for one not worn; a valid day has at least ten such
 * hours, the rule most studies of worn sensors use (Troiano et al., Med Sci Sports Exerc 2008;40:181). Pure.
 */

/** Hours that make a day valid. */
export const validDayHours = 10;

export interface WearTime {
  /** Mean hours a day over the days that have any. */
  readonly hoursADay: number;
  /** Days with any data, and of them those with at least ten hours. */
  readonly days: number;
  readonly validDays: number;
  /** Days looked at. */
  readonly ofDays: number;
}

/** From hours with data by local day, over `ofDays` days; undefined where there is none. */
export function wearTime(hoursByDay: ReadonlyMap<number, number>, ofDays: number): WearTime | undefined {
  const hours = [...hoursByDay.values()].filter((each) => each > 0);
  if (hours.length === 0) return undefined;
  return {
    hoursADay: hours.reduce((sum, each) => sum + each, 0) / hours.length,
    days: hours.length,
    validDays: hours.filter((each) => each >= validDayHours).length,
    ofDays,
  };
}
