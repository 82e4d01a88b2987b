/** What an import brought: totals, every type, and each refusal with its reason and its place in the file. */
import type { ImportSummary } from "../../health_import/run_import.ts";
import { Banner } from "../../components/Banner.tsx";
import { calendarDay } from "../../components/instant.ts";
import { Stats } from "../../components/Stat.tsx";
import { Table } from "../../components/Table.tsx";
import { reasonWords, typeWords } from "./import_words.ts";

const whole = (count: number) => count.toLocaleString("en-US");

/** Whom the phone says it belongs to, so that nobody's data lands on somebody else's chart unseen. */
function Owner({ person }: { person: ImportSummary["person"] }) {
  const born = person.birthDate !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(person.birthDate)
    ? `born ${calendarDay(person.birthDate)}`
    : undefined;
  const sex = person.sex === undefined ? undefined : typeWords(person.sex).toLowerCase();
  const known = [born, sex].filter((part) => part !== undefined && part !== "");
  if (known.length === 0) return null;
  return <Banner>The phone's owner is {known.join(", ")}. Compare that with the chart.</Banner>;
}

/** `name` gives a type's display name; unknown types are put in words. */
export function Summary({ summary, name }: { summary: ImportSummary; name: (type: string) => string }) {
  const { refusals, unreadable, notTaken, endedEarly } = summary;
  return (
    <div class="stack">
      <Stats
        label="What came in"
        stats={[
          { label: "New readings", value: whole(summary.stored) },
          { label: "Already here", value: whole(summary.duplicate) },
          { label: "Refused", value: whole(summary.refused) },
          ...(summary.earlierRows > 0
            ? [{ label: "From the earlier run", value: whole(summary.earlierRows) }]
            : []),
        ]}
      />
      <Owner person={summary.person} />
      {endedEarly !== undefined && (
        <Banner tone="caution" title="The file ends early">
          {whole(endedEarly.rows)}{" "}
          readings before the break came in. If that is not all, export again on the iPhone.
        </Banner>
      )}
      <div>
        {refusals.length > 0 && (
          <details class="chart-table" open>
            <summary>Refused, and why</summary>
            <Table
              caption="Refused readings"
              rows={refusals}
              rowKey={(row) => `${row.type} ${row.field} ${row.reason}`}
              columns={[
                { key: "type", label: "Type", primary: true, render: (row) => name(row.type) },
                {
                  key: "reason",
                  label: "Reason",
                  render: (row) => `${row.field}: ${reasonWords(row.reason)}`,
                },
                { key: "count", label: "Readings", align: "end", render: (row) => whole(row.count) },
                {
                  key: "where",
                  label: "Lines",
                  render: (row) => row.examples.map(({ file, line }) => `${file}:${line}`).join(", ") || "–",
                },
              ]}
            />
          </details>
        )}
        {summary.types.length > 0 && (
          <details class="chart-table">
            <summary>Everything read, by type ({whole(summary.types.length)})</summary>
            <Table
              caption="Readings by type"
              rows={summary.types}
              rowKey={(row) => row.type}
              columns={[
                { key: "type", label: "Type", primary: true, render: (row) => name(row.type) },
                { key: "rows", label: "Read", align: "end", render: (row) => whole(row.rows) },
                { key: "refused", label: "Refused", align: "end", render: (row) => whole(row.refused) },
              ]}
            />
          </details>
        )}
        {(notTaken.length > 0 || unreadable.length > 0) && (
          <details class="chart-table">
            <summary>Left out</summary>
            <Table
              caption="Left out"
              rows={[
                ...unreadable.map(({ reason, count }) => ({
                  what: reasonWords(reason),
                  count,
                  why: "Could not be read",
                })),
                ...notTaken.map(({ name: what, count }) => ({ what, count, why: "Not taken by imports" })),
              ]}
              rowKey={(row) => `${row.why} ${row.what}`}
              columns={[
                { key: "what", label: "What", primary: true, render: (row) => row.what },
                { key: "why", label: "Why", render: (row) => row.why },
                { key: "count", label: "How many", align: "end", render: (row) => whole(row.count) },
              ]}
            />
          </details>
        )}
      </div>
    </div>
  );
}
