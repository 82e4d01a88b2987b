/** The worklist: signals of every patient in one's care. Inside `ConsoleLayout`. */
import type { SignalPage, SignalStatus } from "../../schema/signal.ts";
import { Banner } from "../components/Banner.tsx";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { Pagination } from "../components/Pagination.tsx";
import { notWatchedClinician } from "../components/signal_words.ts";
import { Tabs } from "../components/Tabs.tsx";
import { SignalList, type SignalListProps } from "./SignalList.tsx";

export interface SignalsProps extends Omit<SignalListProps, "signals" | "patients" | "back"> {
  found: SignalPage;
  status: SignalStatus;
  rulesHref: string;
}

const empty: Record<SignalStatus, { title: string; text: string }> = {
  open: {
    title: "Nothing to look at",
    text:
      "When a patient's data meets one of the clinic's rules, it stands here with the days behind it until somebody deals with it.",
  },
  snoozed: { title: "Nothing is snoozed", text: "A snoozed signal comes back on the day you choose." },
  done: { title: "Nothing was acknowledged yet", text: "What you acknowledge stays here, with its history." },
};

const labels: Record<SignalStatus, string> = { open: "Open", snoozed: "Snoozed", done: "Done" };

/** Open, snoozed or done, 25 to a page. */
export function Signals({ found, status, rulesHref, ...rest }: SignalsProps) {
  const href = (to: SignalStatus, page = 1) => `/signals?status=${to}${page === 1 ? "" : `&page=${page}`}`;
  const first = (found.page - 1) * found.pageSize + 1, last = first + found.signals.length - 1;
  return (
    <>
      <PageHeader
        title="Signals"
        description="What the clinic's rules found in its patients' data."
        actions={<ButtonLink href={rulesHref} icon="settings">Rules</ButtonLink>}
      />
      <div class="sections">
        <Banner>
          <p>{notWatchedClinician}</p>
        </Banner>
        <Tabs
          label="Signals by state"
          tabs={(["open", "snoozed", "done"] as const).map((key) => ({
            href: href(key),
            label: labels[key],
            count: found.counts[key],
            current: key === status,
          }))}
        />
        <Card flush>
          {found.signals.length === 0 ? <EmptyState icon="flag" {...empty[status]} /> : (
            <>
              <h2 class="visually-hidden">{labels[status]}</h2>
              <SignalList
                signals={found.signals}
                patients
                back={href(status, found.page)}
                {...rest}
              />
              <Pagination
                label="Pages of signals"
                first={first}
                last={last}
                total={found.total}
                {...(found.page > 1 ? { previous: { href: href(status, found.page - 1) } } : {})}
                {...(last < found.total ? { next: { href: href(status, found.page + 1) } } : {})}
              />
            </>
          )}
        </Card>
      </div>
    </>
  );
}
