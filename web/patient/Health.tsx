/** The patient's own vitals: the same tiles, larger, in plain words. Inside `PatientLayout`. */
import type { ComponentChildren } from "preact";
import type { VitalTile as Vital } from "../../schema/observation.ts";
import { DownloadMenu } from "../components/DownloadMenu.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { ButtonLink } from "../components/Button.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RelativeTime } from "../components/RelativeTime.tsx";
import { SourceNote } from "../components/SourceNote.tsx";
import { notWatchedPatient } from "../components/signal_words.ts";
import { lastHeard, VitalGroups } from "../components/VitalGroups.tsx";

export interface HealthProps {
  /** The patient's own id. */
  patient: string;
  tiles: readonly Vital[];
  href: (type: string) => string;
  importHref?: string;
  /** What stands above the tiles: what the clinic did or asks for. */
  top?: ComponentChildren;
  /** Who in the clinic sees this, in words, e.g. "Dr. Lena Hoffmann and her team". */
  seenBy: string;
  now: string;
  zone: string;
}

/** Tiles by group, or how health data gets here. */
export function Health({ patient, tiles, href, importHref, top, seenBy, now, zone }: HealthProps) {
  const heardAt = lastHeard(tiles);
  return (
    <>
      <PageHeader
        title="Health"
        description={heardAt !== null && (
          <RelativeTime at={heardAt} now={now} zone={zone} prefix="Last updated" />
        )}
        {...(heardAt === null ? {} : { actions: <DownloadMenu patient={patient} path="/health" /> })}
      />
      {top}
      {heardAt === null
        ? (
          <EmptyState
            icon="heart"
            title="Your health, in one place"
            text="Bring in what your iPhone already knows: steps, heart rate, sleep. Only your care team sees it."
          >
            {importHref !== undefined && (
              <ButtonLink href={importHref} tone="primary" size="large" icon="upload">
                Add my health data
              </ButtonLink>
            )}
          </EmptyState>
        )
        : <VitalGroups tiles={tiles} href={href} now={now} zone={zone} />}
      {heardAt !== null && (
        <div class="vital-note">
          <SourceNote>
            Seen by you and {seenBy}. {notWatchedPatient}
          </SourceNote>
        </div>
      )}
    </>
  );
}
