/**
 * Earlier and later pages of a list. A search is a POST (names never stand in a URL), so a page of its results
 * is one too: a step is either a link or a form.
 */
import { HiddenFields } from "./Field.tsx";
import { Icon, type IconName } from "./Icon.tsx";

export type PageStep = { href: string } | { action: string; fields: Readonly<Record<string, string>> };

function Step({ step, label, icon }: { step: PageStep | undefined; label: string; icon: IconName }) {
  const inside = (
    <>
      <Icon name={icon} size={16} />
      <span>{label}</span>
    </>
  );
  if (step === undefined) {
    return <span class="button button-plain button-small" aria-disabled="true">{inside}</span>;
  }
  if ("href" in step) return <a class="button button-plain button-small" href={step.href}>{inside}</a>;
  return (
    <form method="post" action={step.action}>
      <HiddenFields values={step.fields} />
      <button type="submit" class="button button-plain button-small">{inside}</button>
    </form>
  );
}

/** "26–50 of 214"; nothing when everything fits on one page. */
export function Pagination(
  { label, first, last, total, previous, next }: {
    label: string;
    first: number;
    last: number;
    total: number;
    previous?: PageStep;
    next?: PageStep;
  },
) {
  return (
    <nav class="pagination" aria-label={label}>
      <p class="muted small tabular">
        {total === 0 ? "0" : `${first.toLocaleString("en")}–${last.toLocaleString("en")}`} of{" "}
        {total.toLocaleString("en")}
      </p>
      {(previous !== undefined || next !== undefined) && (
        <div class="row push">
          <Step step={previous} label="Previous" icon="chevron-left" />
          <Step step={next} label="Next" icon="chevron-right" />
        </div>
      )}
    </nav>
  );
}
