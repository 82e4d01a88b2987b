/**
 * What the patient is asked to measure today, slot by slot, on their first page: this is the reminder. What is open
 * now stands out and has its button; what has passed is said without reproach.
 */
import type { MeasurementPlan, PlanSlot } from "../../schema/measurement_plan.ts";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { Icon, type IconName } from "../components/Icon.tsx";
import { calendarDay, inZone } from "../components/instant.ts";
import { ownSlotWords } from "../components/loop_words.ts";

export interface TodayProps {
  /** Those that run or have yet to begin. */
  plans: readonly MeasurementPlan[];
  measureHref: (type: string) => string;
  /** The form for any reading. */
  anyHref: string;
  now: string;
}

const icons: Record<PlanSlot["status"], IconName> = {
  filled: "check",
  open: "clock",
  later: "clock",
  partial: "minus",
  missed: "minus",
};

/** Slots of the day that it is in the plan's zone, and whatever is open. */
function todays({ slots, timeZone }: MeasurementPlan, now: string): PlanSlot[] {
  const day = (at: string) => inZone(at, timeZone, "day");
  return slots.filter(({ at, status }) => status === "open" || day(at) === day(now));
}

function SlotRow(
  { slot, plan, href }: { slot: PlanSlot; plan: MeasurementPlan; href: (type: string) => string },
) {
  const display = plan.types.find(({ type }) => type === slot.type)?.display ?? slot.type;
  return (
    <li class={`list-row today-row today-${slot.status}`}>
      <Icon name={icons[slot.status]} size={20} />
      <div class="list-row-text">
        <p class="list-row-title">{display}</p>
        <p class="muted small">
          {inZone(slot.at, plan.timeZone, "clock")} ·{" "}
          {ownSlotWords(slot.status, slot.readings, plan.readings)}
        </p>
      </div>
      {slot.status === "open" && (
        <ButtonLink href={href(slot.type)} tone="primary" icon="plus">
          {slot.readings === 0 ? "Enter" : "Enter the next"}
        </ButtonLink>
      )}
    </li>
  );
}

/** A card for each plan that has slots today, and always the way to enter a reading. */
export function Today({ plans, measureHref, anyHref, now }: TodayProps) {
  return (
    <div class="today">
      {plans.map((plan) => {
        const slots = todays(plan, now);
        return (
          <Card
            key={plan.id}
            flush
            title="Measurements for your clinic"
            description={
              <>
                {plan.practitioner} asks for{" "}
                {plan.types.map(({ display }) => display).join(", ").toLowerCase()} until{" "}
                {calendarDay(plan.endsOn)}.
                {plan.instruction !== null && (
                  <span class="review-note today-instruction">{plan.instruction}</span>
                )}
              </>
            }
          >
            {slots.length === 0
              ? (
                <p class="list-row muted">
                  {plan.status === "upcoming"
                    ? `Begins on ${calendarDay(plan.startsOn)}.`
                    : "Nothing more today."}
                </p>
              )
              : (
                <ul class="list-rows">
                  {slots.map((slot) => (
                    <SlotRow key={`${slot.type} ${slot.at}`} slot={slot} plan={plan} href={measureHref} />
                  ))}
                </ul>
              )}
          </Card>
        );
      })}
      <p>
        <ButtonLink href={anyHref} icon="plus">Enter a reading</ButtonLink>
      </p>
    </div>
  );
}
