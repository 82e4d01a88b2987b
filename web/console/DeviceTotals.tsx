/**
 * What merging readings says beside the totals that the patient's devices sent, by day. It shows where readings are
 * missing; the numbers shown elsewhere are the device's already. Below `PatientHeader`.
 */
import type { Reconciliation, TotalDifference } from "../../schema/provenance.ts";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { calendarDay } from "../components/instant.ts";
import { measureText } from "../components/measure.ts";
import { Pagination } from "../components/Pagination.tsx";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { type Column, Table } from "../components/Table.tsx";
import { count, totalsWords } from "../components/vital_words.ts";

export interface DeviceTotalsProps {
  found: Reconciliation;
  /** Where the button posts. */
  action: string;
  backHref: string;
  /** The chart of a type, explaining a day. */
  href: (type: string, on: string) => string;
  /** Number of the first row of this page. */
  first: number;
  nextHref?: string;
  /** Back to the first page. */
  previousHref?: string;
  now: string;
  zone: string;
}

function say(row: TotalDifference, value: number): string {
  return measureText({ ...row, value, second: null, text: null });
}

/** A table of differences, or what it means that there are none. */
export function DeviceTotals(
  { found, action, backHref, href, first, nextHref, previousHref, now, zone }: DeviceTotalsProps,
) {
  const columns: Column<TotalDifference>[] = [
    {
      key: "day",
      label: "Day",
      primary: true,
      render: (row) => <a class="row-link" href={href(row.type, row.on)}>{calendarDay(row.on)}</a>,
    },
    { key: "vital", label: "Vital", render: ({ display }) => display },
    { key: "device", label: "Device's total", align: "end", render: (row) => say(row, row.device) },
    { key: "readings", label: "From readings", align: "end", render: (row) => say(row, row.fromReadings) },
    {
      key: "difference",
      label: "Difference",
      align: "end",
      render: (row) => `${row.difference > 0 ? "+" : ""}${say(row, row.difference)}`,
    },
    { key: "hours", label: "Hours compared", align: "end", wideOnly: true, render: ({ hours }) => hours },
    { key: "source", label: "Device", wideOnly: true, render: ({ source }) => source },
  ];
  return (
    <Card
      title={totalsWords.title}
      description={totalsWords.explain}
      flush
      actions={
        <>
          <ButtonLink href={backHref} size="small" icon="arrow-left">All vitals</ButtonLink>
          <form method="post" action={action}>
            <Button type="submit" size="small" tone="primary" icon="reset">Compare now</Button>
          </form>
        </>
      }
    >
      {found.differences.length === 0
        ? (
          <EmptyState
            icon={found.compared > 0 ? "check" : "table"}
            title={found.compared > 0 ? totalsWords.same : totalsWords.none}
            text={found.compared > 0
              ? `${count(found.compared, "day")} of all vitals together were compared.`
              : totalsWords.noneText}
          />
        )
        : (
          <Table
            caption={totalsWords.title}
            columns={columns}
            rows={found.differences}
            rowKey={({ type, on }) => `${on} ${type}`}
          />
        )}
      {found.checkedAt !== null && (
        <p class="totals-foot">
          <RelativeTime at={found.checkedAt} now={now} zone={zone} prefix="Last compared" />:{" "}
          {count(found.compared, "day")} with totals
        </p>
      )}
      {found.total > 0 && (
        <Pagination
          label="Pages of differences"
          first={first}
          last={first + found.differences.length - 1}
          total={found.total}
          {...(previousHref === undefined ? {} : { previous: { href: previousHref } })}
          {...(nextHref === undefined ? {} : { next: { href: nextHref } })}
        />
      )}
    </Card>
  );
}
