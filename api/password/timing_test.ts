/**
 * Asking for a reset takes the same time for known and unknown addresses: medians of interleaved pairs, in process.
 * What tells them apart happens in the job, after the answer.
 */
import { assert } from "deno-std/assert/mod.js";
import { scenario } from "../testing/runtimes.ts";
import { people, type Scenario } from "../testing/scenario.ts";

const pairs = Deno.env.has("SOAK") ? 500 : 40;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function timed(clinic: Scenario, path: string, body: unknown, index: number): Promise<number> {
  const startedAt = performance.now();
  const response = await clinic.request(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    // Limits count by account, so each known try comes some hours after the last.
    address: `2001:db8:${index.toString(16)}::1`,
  });
  await response.body?.cancel();
  assert([202, 401].includes(response.status), `${path} ${response.status}`);
  return performance.now() - startedAt;
}

for (
  const { path, body } of [
    { path: "/api/password-reset", body: (email: string) => ({ email }) },
    { path: "/api/sign-in", body: (email: string) => ({ email, password: "not the password at all" }) },
  ]
) {
  scenario(`${path} answers known and unknown addresses in the same time`, async (clinic) => {
    const known: number[] = [], unknown: number[] = [];
    for (let index = 0; index < pairs + 5; index++) {
      clinic.advance(90 * 60_000);
      const tries = [
        async () => known.push(await timed(clinic, path, body(people.patient.email), index)),
        async () => unknown.push(await timed(clinic, path, body(`nobody${index}@example.org`), index)),
      ];
      for (const run of index % 2 === 0 ? tries : tries.reverse()) await run();
    }
    // The first few warm up.
    const apart = Math.abs(median(known.slice(5)) - median(unknown.slice(5)));
    assert(apart < 5, `medians ${median(known).toFixed(2)} and ${median(unknown).toFixed(2)} ms`);
  });
}
