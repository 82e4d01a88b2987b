/** A chart's first tab: who the patient is, and the newest few vitals. Below `PatientHeader`. */
import type { ComponentChildren } from "preact";
import type { VitalTile as Vital } from "../../schema/observation.ts";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { VitalTile } from "../components/VitalTile.tsx";

export interface PatientOverviewProps {
  /** Label and value, in reading order; contact details and the like. */
  facts: readonly { label: string; value: string | null }[];
  careTeam: readonly { name: string; role: string; primary: boolean }[];
  /** A few tiles; the Vitals tab has them all. */
  vitals: readonly Vital[];
  vitalHref: (type: string) => string;
  vitalsHref: string;
  importHref?: string;
  /** How the patient gets in. */
  signIn?: ComponentChildren;
  now: string;
  zone: string;
}

/** Two columns on a desk. */
export function PatientOverview(props: PatientOverviewProps) {
  return (
    <div class="columns">
      <Card
        title="Newest vitals"
        actions={props.vitals.length > 0 && (
          <ButtonLink href={props.vitalsHref} size="small">All vitals</ButtonLink>
        )}
      >
        {props.vitals.length === 0
          ? (
            <EmptyState
              icon="vitals"
              title="No vitals yet"
              text="They come from the patient's phone, or from an Apple Health export that you bring in."
            >
              {props.importHref !== undefined && (
                <ButtonLink href={props.importHref} tone="primary" icon="upload">
                  Import Apple Health
                </ButtonLink>
              )}
            </EmptyState>
          )
          : (
            <ul class="tiles">
              {props.vitals.map((vital) => (
                <li key={vital.type}>
                  <VitalTile
                    vital={vital}
                    href={props.vitalHref(vital.type)}
                    now={props.now}
                    zone={props.zone}
                  />
                </li>
              ))}
            </ul>
          )}
      </Card>
      <div class="sections">
        <Card title="Patient">
          <dl class="facts">
            {props.facts.map((fact) => (
              <>
                <dt>{fact.label}</dt>
                <dd>{fact.value ?? <span class="muted">Not recorded</span>}</dd>
              </>
            ))}
          </dl>
        </Card>
        <Card title="Care team" flush>
          {props.careTeam.length === 0
            ? <p class="list-row muted">The whole clinic looks after this patient.</p>
            : (
              <ul class="list-rows">
                {props.careTeam.map((member) => (
                  <li key={member.name} class="list-row">
                    <div class="list-row-text">
                      <p class="list-row-title">{member.name}</p>
                      <p class="muted small">
                        {member.primary ? `Primary clinician · ${member.role}` : member.role}
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
            )}
        </Card>
        {props.signIn}
      </div>
    </div>
  );
}
