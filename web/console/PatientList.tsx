/**
 * The clinic's patients, 25 to a page. The search box posts, since names never stand in a URL.
 * Inside `ConsoleLayout`.
 */
import { ageOn } from "../components/age.ts";
import { Avatar } from "../components/Avatar.tsx";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { calendarDay } from "../components/instant.ts";
import { PageHeader } from "../components/PageHeader.tsx";
import { type PageStep, Pagination } from "../components/Pagination.tsx";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { type Sex, sexNames } from "../components/sex.ts";
import { type Column, Table } from "../components/Table.tsx";

export interface PatientRow {
  id: string;
  name: string;
  /** `YYYY-MM-DD`. */
  birthDate: string;
  sex: Sex;
  /** Name of the primary clinician. */
  primary: string | null;
  /** When something last came from the patient or a device of theirs. */
  lastHeardAt: string | null;
  href: string;
}

export interface PatientListProps {
  patients: readonly PatientRow[];
  /** What was searched for; null on the plain list. */
  query: string | null;
  total: number;
  /** Number of the first row shown, from 1. */
  first: number;
  previous?: PageStep;
  next?: PageStep;
  newHref?: string;
  listHref: string;
  /** The clinic's calendar day, for ages. */
  today: string;
  now: string;
  zone: string;
}

function columns({ today, now, zone }: PatientListProps): Column<PatientRow>[] {
  return [
    {
      key: "name",
      label: "Name",
      primary: true,
      render: (patient) => (
        <span class="person-cell">
          <Avatar name={patient.name} />
          <a class="row-link" href={patient.href}>{patient.name}</a>
        </span>
      ),
    },
    {
      key: "birthDate",
      label: "Born",
      render: (patient) => (
        <span class="tabular nowrap">
          {calendarDay(patient.birthDate)} <span class="muted">· {ageOn(patient.birthDate, today)}</span>
        </span>
      ),
    },
    { key: "sex", label: "Sex", wideOnly: true, render: (patient) => sexNames[patient.sex] },
    {
      key: "primary",
      label: "Clinician",
      wideOnly: true,
      render: (patient) => patient.primary ?? <span class="muted">Nobody yet</span>,
    },
    {
      key: "heard",
      label: "Last heard from",
      render: (patient) =>
        patient.lastHeardAt === null
          ? <span class="muted">Not yet</span>
          : <RelativeTime at={patient.lastHeardAt} now={now} zone={zone} />,
    },
  ];
}

function Nothing({ query, listHref, newHref }: PatientListProps) {
  if (query !== null) {
    return (
      <EmptyState
        icon="search"
        title="Nobody found"
        text="Search by any part of a name, by birth date (1980-06-01) or by patient number."
      >
        <ButtonLink href={listHref}>All patients</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="users"
      title="Your patients will be here"
      text="Add the first one. Then bring in their Apple Health export, and years of vitals are on the chart in minutes."
    >
      {newHref !== undefined && (
        <ButtonLink href={newHref} tone="primary" icon="plus">
          New patient
        </ButtonLink>
      )}
    </EmptyState>
  );
}

/** The list, a search's result, or what to do when there is neither. */
export function PatientList(props: PatientListProps) {
  const { patients, query, total, first, newHref } = props;
  return (
    <>
      <PageHeader
        title={query === null ? "Patients" : "Search results"}
        description={query === null ? undefined : (
          <>
            For “{query}” · <a href={props.listHref}>show everyone</a>
          </>
        )}
        actions={newHref !== undefined && total > 0 && (
          <ButtonLink href={newHref} tone="primary" icon="plus">New patient</ButtonLink>
        )}
      />
      <Card flush>
        {patients.length === 0 ? <Nothing {...props} /> : (
          <>
            <Table
              caption="Patients"
              columns={columns(props)}
              rows={patients}
              rowKey={(patient) => patient.id}
            />
            <Pagination
              label="Pages of patients"
              first={first}
              last={first + patients.length - 1}
              total={total}
              {...(props.previous ? { previous: props.previous } : {})}
              {...(props.next ? { next: props.next } : {})}
            />
          </>
        )}
      </Card>
    </>
  );
}
