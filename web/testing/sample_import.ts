/** An import under way and one that ended, for looking at the panel. */
import type { ImportSummary } from "../health_import/run_import.ts";
import type { ImportState } from "../islands/import/state.ts";

export const sampleRunning: ImportState & { step: "running" } = {
  step: "running",
  file: { name: "export.zip", size: 148_300_000 },
  progress: {
    bytesRead: 812_000_000,
    bytesTotal: 2_140_000_000,
    records: 1_204_118,
    stored: 1_203_900,
    duplicate: 206,
    refused: 12,
    ratePerSecond: 8_120,
    secondsLeft: 163,
  },
  paused: false,
  stopping: false,
};

export const sampleSummary: ImportSummary = {
  rows: 2_181_631,
  stored: 2_180_402,
  duplicate: 1_214,
  refused: 15,
  earlierRows: 0,
  types: [
    { type: "HKQuantityTypeIdentifierActiveEnergyBurned", rows: 902_114, refused: 0 },
    { type: "HKQuantityTypeIdentifierHeartRate", rows: 611_900, refused: 12 },
    { type: "HKQuantityTypeIdentifierStepCount", rows: 98_211, refused: 3 },
  ],
  refusals: [
    {
      type: "HKQuantityTypeIdentifierHeartRate",
      field: "value",
      reason: "implausible",
      count: 12,
      examples: [{ file: "export.xml", line: 88_121 }, { file: "export.xml", line: 90_404 }],
    },
    {
      type: "HKQuantityTypeIdentifierStepCount",
      field: "end",
      reason: "end_before_start",
      count: 3,
      examples: [{ file: "export.xml", line: 1_204_551 }],
    },
  ],
  notTaken: [{ name: "WorkoutRoute", count: 214 }],
  unreadable: [],
  xmlErrors: { count: 0, examples: [] },
  endedEarly: undefined,
  exportedAt: 1_795_000_000_000,
  person: { birthDate: "1971-03-09", sex: "HKBiologicalSexMale" },
};
