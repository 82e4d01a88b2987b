/** The order in which a vital's sources are believed, and buttons that change it: a form, with or without scripts. */
import type { SourceOrder } from "../../schema/provenance.ts";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";
import { HiddenFields } from "./Field.tsx";
import { calendarDay } from "./instant.ts";
import { count, sourceKindWords, sourceOrderWords } from "./vital_words.ts";

export interface SourceOrderPanelProps {
  order: SourceOrder;
  action: string;
  /** The idempotency key and whatever else the form must carry. */
  hidden: Readonly<Record<string, string>>;
}

/** `move` says `<id>:up`, `<id>:down` or `reset`. */
export function SourceOrderPanel({ order, action, hidden }: SourceOrderPanelProps) {
  const { sources, isChosen, decides } = order;
  const nights = decides === "nights";
  return (
    <Card
      id="sources"
      title={sourceOrderWords.title}
      description={nights ? sourceOrderWords.nights : sourceOrderWords.moments}
      flush
    >
      <form method="post" action={action}>
        <HiddenFields
          values={{ ...hidden, type: order.type, order: sources.map(({ id }) => id).join(",") }}
        />
        <ol class="source-order">
          {sources.map(({ id, name, kind, product, count: readings, lastOn }, index) => (
            <li key={id}>
              <span class="source-place" aria-hidden="true">{index + 1}</span>
              <span class="source-name">
                {name}
                <span class="provenance-kind">
                  {[sourceKindWords[kind], product].filter(Boolean).join(", ")}
                </span>
                <span class="provenance-kind">
                  {count(readings, "reading")}, last on {calendarDay(lastOn)}
                </span>
              </span>
              <span class="row">
                <Button type="submit" size="small" name="move" value={`${id}:up`} disabled={index === 0}>
                  Up<span class="visually-hidden">: {name}</span>
                </Button>
                <Button
                  type="submit"
                  size="small"
                  name="move"
                  value={`${id}:down`}
                  disabled={index === sources.length - 1}
                >
                  Down<span class="visually-hidden">: {name}</span>
                </Button>
              </span>
            </li>
          ))}
        </ol>
        <div class="source-order-foot">
          <span class="muted small">
            {isChosen ? `${sourceOrderWords.chosen} ` : ""}
            {nights ? sourceOrderWords.usualNights : sourceOrderWords.usualMoments}
          </span>
          {isChosen && (
            <Button type="submit" size="small" tone="quiet" icon="reset" name="move" value="reset">
              Back to the usual order
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
