/** Who opened or changed this chart, and when: the audit trail of one patient. Below `PatientHeader`. */
import { Badge } from "../components/Badge.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { type PageStep, Pagination } from "../components/Pagination.tsx";
import { ExactTime } from "../components/RelativeTime.tsx";
import { SourceNote } from "../components/SourceNote.tsx";
import { Table } from "../components/Table.tsx";

export interface AccessRow {
  id: string;
  at: string;
  who: string;
  /** The capacity in which they acted, e.g. "Clinician", "Patient", "Import". */
  role: string;
  /** In words: "Opened the vitals". */
  action: string;
  reason: string | null;
  refused: boolean;
}

export interface AccessLogProps {
  rows: readonly AccessRow[];
  total: number;
  first: number;
  previous?: PageStep;
  next?: PageStep;
  zone: string;
  /** The patient's own page, which names it in its header. */
  own?: boolean;
}

/** Newest first, exact to the second. */
export function AccessLog(props: AccessLogProps) {
  const { rows, zone, own = false } = props;
  const heading = own
    ? {}
    : { title: "Access", description: "Every time someone opened or changed this chart." };
  return (
    <div class="sections">
      <Card {...heading} flush>
        {rows.length === 0
          ? (
            <EmptyState
              icon="shield"
              title="Nobody yet"
              text={`The first time anyone opens ${own ? "your chart" : "this chart"}, it is written here.`}
            />
          )
          : (
            <>
              <Table
                caption="Access to this chart"
                rows={rows}
                rowKey={(row) => row.id}
                columns={[
                  { key: "who", label: "Who", primary: true, render: (row) => row.who },
                  { key: "role", label: "As", render: (row) => row.role },
                  {
                    key: "action",
                    label: "What",
                    render: (row) => (
                      <span class="row">
                        {row.action}
                        {row.refused && <Badge tone="caution">Refused</Badge>}
                      </span>
                    ),
                  },
                  {
                    key: "reason",
                    label: "Reason",
                    render: (row) => row.reason ?? <span class="muted">–</span>,
                  },
                  {
                    key: "at",
                    label: "When",
                    render: (row) => (
                      <span class="nowrap">
                        <ExactTime at={row.at} zone={zone} precision="second" />
                      </span>
                    ),
                  },
                ]}
              />
              <Pagination
                label="Pages of the access log"
                first={props.first}
                last={props.first + rows.length - 1}
                total={props.total}
                {...(props.previous ? { previous: props.previous } : {})}
                {...(props.next ? { next: props.next } : {})}
              />
            </>
          )}
      </Card>
      <SourceNote>These entries can't be changed or removed by anyone, administrators included.</SourceNote>
    </div>
  );
}
