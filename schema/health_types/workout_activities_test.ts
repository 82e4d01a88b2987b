import { assertEquals } from "deno-std/assert/mod.js";
import { workoutActivities, workoutActivity } from "./workout_activities.ts";

Deno.test("workoutActivity() finds all 84 activities by integer and by name", () => {
  assertEquals(workoutActivities.length, 84);
  assertEquals(new Set(workoutActivities.map((activity) => activity.display)).size, 84);
  for (const activity of workoutActivities) {
    assertEquals(workoutActivity(activity.code), activity);
    assertEquals(workoutActivity(activity.name), activity);
  }
  const cases: [number, string][] = [
    [1, "AmericanFootball"],
    [13, "Cycling"],
    [16, "Elliptical"],
    [24, "Hiking"],
    [37, "Running"],
    [46, "Swimming"],
    [50, "TraditionalStrengthTraining"],
    [52, "Walking"],
    [57, "Yoga"],
    [63, "HighIntensityIntervalTraining"],
    [73, "MixedCardio"],
    [80, "Cooldown"],
    [82, "SwimBikeRun"],
    [84, "UnderwaterDiving"],
    [3000, "Other"],
  ];
  for (const [code, name] of cases) assertEquals(workoutActivity(code)?.name, `HKWorkoutActivityType${name}`);
  assertEquals(workoutActivity(81), undefined);
  assertEquals(workoutActivity("running"), undefined);
});
