/**
 * What a signal writes its samples to: one day of one person, cut to what can have been measured by now.
 */
import type { SampleSource } from "../../../schema/observation.ts";
import type { Gatherer } from "../batches.ts";
import { offsetAt } from "../local_day.ts";
import type { Random } from "../random.ts";
import type { DayPlan } from "../rhythm.ts";

/** The things a person measures with. */
export interface Devices {
  readonly watch: SampleSource;
  readonly phone: SampleSource;
  readonly scale: SampleSource;
  readonly cuff: SampleSource;
  readonly glucoseSensor: SampleSource;
  readonly thermometer: SampleSource;
}

/** Takes a sample from `start` to `end` (UTC ms); returns its UUID whether or not it was kept. */
export type TakeSample = (
  start: number,
  end: number,
  value: number | null,
  detail?: Record<string, unknown>,
) => string;

export interface Recording {
  readonly plan: DayPlan;
  readonly devices: Devices;
  readonly random: Random;
  /** UTC ms; nothing ends later. */
  readonly now: number;
  record(device: keyof Devices, type: string, unit?: string): TakeSample;
}

/** Somebody gets into bed up to half an hour before falling asleep. */
const bedtimeMs = 30 * 60_000;

/** Opens a day for one signal; `random` belongs to that signal and day. */
export function openRecording(
  plan: DayPlan,
  devices: Devices,
  gatherer: Gatherer,
  random: Random,
  now: number,
): Recording {
  const earliest = plan.night === undefined
    ? plan.fromAt
    : Math.min(plan.fromAt, plan.night.fromAt - bedtimeMs);
  return {
    plan,
    devices,
    random,
    now,
    record(device, type, unit) {
      const column = gatherer.column({
        type,
        ...(unit === undefined ? {} : { unit }),
        source: devices[device],
        zone: plan.day.zone,
      });
      return (start, end, value, detail) => {
        const uuid = random.uuid();
        if (start >= earliest && start < plan.toAt && end <= now) {
          column.push(uuid, start, end, offsetAt(plan.day, start), value, detail);
        }
        return uuid;
      };
    },
  };
}
