/** A patient's signals: a section of the Vitals page while any are open, and a page with all of them and the rules. */
import type { SignalPage, SignalRule } from "../../schema/signal.ts";
import { Banner } from "../components/Banner.tsx";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { Pagination } from "../components/Pagination.tsx";
import { notWatchedClinician, notWatchedShort } from "../components/signal_words.ts";
import { SignalList, type SignalListProps } from "./SignalList.tsx";
import { RuleList } from "./SignalRules.tsx";

type Rest = Omit<SignalListProps, "signals" | "patients" | "back">;

/** Above the tiles. `href` is the page of all. */
export function OpenSignals({ found, href, back, ...rest }: Rest & {
  found: SignalPage;
  href: string;
  back: string;
}) {
  const all = <ButtonLink href={href} size="small" icon="flag">All signals and rules</ButtonLink>;
  if (found.total === 0) {
    return (
      <div class="signals-none">
        <p class="muted small">No open signals. {notWatchedShort}</p>
        {all}
      </div>
    );
  }
  return (
    <div class="signals-section">
      <Card
        flush
        title={found.total === 1 ? "1 open signal" : `${found.total} open signals`}
        description={notWatchedClinician}
        actions={all}
      >
        <SignalList signals={found.signals} patients={false} back={back} {...rest} />
      </Card>
    </div>
  );
}

/** Every signal there was, and the rules in force for this patient. */
export function PatientSignals({ found, rules, base, ...rest }: Rest & {
  found: SignalPage;
  rules: readonly SignalRule[];
  /** The page's own path. */
  base: string;
}) {
  const first = (found.page - 1) * found.pageSize + 1, last = first + found.signals.length - 1;
  const href = (page: number) => page === 1 ? base : `${base}?page=${page}`;
  return (
    <div class="sections">
      <Banner>
        <p>{notWatchedClinician}</p>
      </Banner>
      <Card flush title="Signals">
        {found.signals.length === 0
          ? (
            <EmptyState
              icon="flag"
              title="No signals so far"
              text="None of the rules below has been met by the data that was shared."
            />
          )
          : (
            <>
              <SignalList signals={found.signals} patients={false} back={href(found.page)} {...rest} />
              <Pagination
                label="Pages of signals"
                first={first}
                last={last}
                total={found.total}
                {...(found.page > 1 ? { previous: { href: href(found.page - 1) } } : {})}
                {...(last < found.total ? { next: { href: href(found.page + 1) } } : {})}
              />
            </>
          )}
      </Card>
      <Card
        flush
        title="Rules for this patient"
        description="What is set here counts for this patient alone, before anything the clinic or the primary clinician set."
      >
        <RuleList rules={rules} href={(key) => `${base}/rule?key=${key}`} />
      </Card>
    </div>
  );
}
