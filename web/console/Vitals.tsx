/** The chart's Vitals and Stats tab: every vital by group, and how fresh all of it is. Below `PatientHeader`. */
import type { ComponentChildren } from "preact";
import type { VitalTile as Vital } from "../../schema/observation.ts";
import { ButtonLink } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { DownloadMenu } from "../components/DownloadMenu.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { SourceNote } from "../components/SourceNote.tsx";
import { totalsWords } from "../components/vital_words.ts";
import { lastHeard, type TilePins, VitalGroups, VitalsIndex } from "../components/VitalGroups.tsx";

export interface VitalsProps {
  /** The patient's id. */
  patient: string;
  tiles: readonly Vital[];
  /** The chart of one type. */
  href: (type: string) => string;
  importHref?: string;
  /** Where readings are compared with the device's own totals. */
  totalsHref?: string;
  /** The form for what is measured in the clinic. */
  measureHref?: string;
  /** What the patient is asked to measure. */
  plansHref?: string;
  /** What stands above the tiles: the open signals. */
  signals?: ComponentChildren;
  /** The tiles that this clinician wants first. */
  pins?: TilePins | undefined;
  now: string;
  zone: string;
}

/** Tiles, or how to get some. */
export function Vitals(
  { patient, tiles, href, importHref, totalsHref, measureHref, plansHref, signals, pins, now, zone }:
    VitalsProps,
) {
  const heardAt = lastHeard(tiles);
  if (heardAt === null) {
    return (
      <Card flush>
        <EmptyState
          icon="vitals"
          title="No vitals yet"
          text="Ask the patient to export their data on the iPhone (Health, their picture, Export All Health Data), then bring the file in here. It is read on this computer and never sent whole."
        >
          {importHref !== undefined && (
            <ButtonLink href={importHref} tone="primary" icon="upload">Import Apple Health</ButtonLink>
          )}
          {measureHref !== undefined && <ButtonLink href={measureHref} icon="plus">Add a reading</ButtonLink>}
          {plansHref !== undefined && (
            <ButtonLink href={plansHref} icon="calendar">Ask for measurements</ButtonLink>
          )}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <div class="vitals-bar">
        <VitalsIndex tiles={tiles} pins={pins} />
        <div class="row push">
          <span class="muted small">
            <RelativeTime at={heardAt} now={now} zone={zone} prefix="Last heard" />
          </span>
          {measureHref !== undefined && (
            <ButtonLink href={measureHref} size="small" icon="plus">Add a reading</ButtonLink>
          )}
          {plansHref !== undefined && (
            <ButtonLink href={plansHref} size="small" icon="calendar">Plans</ButtonLink>
          )}
          {importHref !== undefined && (
            <ButtonLink href={importHref} size="small" icon="upload">Import</ButtonLink>
          )}
          <DownloadMenu patient={patient} path={`/patients/${patient}/vitals`} />
        </div>
      </div>
      {signals}
      <VitalGroups tiles={tiles} href={href} pins={pins} now={now} zone={zone} />
      <div class="vital-note">
        <SourceNote>
          Values are as the patient's devices recorded them, each at the clock where it was measured. The
          small charts show the last 30 days; a day without data stays empty.
          {totalsHref !== undefined && (
            <>
              {" "}
              <a href={totalsHref}>{totalsWords.link}</a>.
            </>
          )}
        </SourceNote>
      </div>
    </>
  );
}
