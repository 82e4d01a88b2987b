/**
 * One vital in full: its newest value, the chart with its ranges, the readings, and where the figures come from.
 * Below `PatientHeader` for clinicians, inside `PatientLayout` for the patient.
 */
import type { ComponentChildren } from "preact";
import type { VitalTile as Vital } from "../../schema/observation.ts";
import { ButtonLink } from "../components/Button.tsx";
import { DownloadMenu } from "../components/DownloadMenu.tsx";
import { Icon } from "../components/Icon.tsx";
import { ago, atOffsetWithZone, inZone } from "../components/instant.ts";
import { Island } from "../components/Island.tsx";
import { measureText } from "../components/measure.ts";
import type { Derived } from "../../schema/provenance.ts";
import { DerivedPanel } from "../components/DerivedPanel.tsx";
import { ProvenancePanel, type ProvenancePanelProps } from "../components/ProvenancePanel.tsx";
import { SourceOrderPanel, type SourceOrderPanelProps } from "../components/SourceOrderPanel.tsx";
import { SourceNote } from "../components/SourceNote.tsx";
import { groupLooks } from "../components/VitalTile.tsx";
import { ChartBody, type VitalsChartProps } from "../islands/chart/ChartBody.tsx";

export interface VitalDetailProps {
  vital: Vital;
  chart: VitalsChartProps;
  /** The form for what is measured in the clinic, where this vital is taken by hand. */
  measureHref?: string;
  /** Clinicians' notes on this vital. */
  notes?: ComponentChildren;
  derived: Derived;
  /** How the number of one day came about. */
  provenance: Omit<ProvenancePanelProps, "vital">;
  /** Where several sources are merged and this person may say which comes first. */
  sources?: SourceOrderPanelProps | undefined;
  /** All vitals. */
  backHref: string;
  now: string;
  zone: string;
  /** 1 where no page header stands above. */
  level?: 1 | 2;
}

/** Uses the island `VitalsChart`. */
export function VitalDetail(
  { vital, chart, notes, derived, provenance, sources, measureHref, backHref, now, zone, level = 2 }:
    VitalDetailProps,
) {
  const { latest, reference } = vital;
  const Title = `h${level}` as const;
  return (
    <>
      <div class="vital-head">
        <div>
          <Title class="vital-title" data-group={vital.group}>
            <Icon name={groupLooks[vital.group].icon} size={20} />
            {vital.display}
          </Title>
          <p class="vital-latest">
            <span>
              Newest: {measureText({
                ...latest,
                kind: vital.kind,
                unit: vital.unit,
                unitDisplay: vital.unitDisplay,
                decimals: vital.decimals,
              })}
            </span>
            <time datetime={latest.at}>
              {atOffsetWithZone(latest.at, latest.offset, latest.day ? "day" : "minute")}
            </time>
            <time datetime={vital.receivedAt} title={inZone(vital.receivedAt, zone)}>
              heard {ago(vital.receivedAt, now) ?? inZone(vital.receivedAt, zone, "day")}
            </time>
          </p>
        </div>
        <div class="row">
          <ButtonLink href={backHref} size="small" icon="arrow-left">All vitals</ButtonLink>
          {measureHref !== undefined && (
            <ButtonLink href={measureHref} size="small" icon="plus">Add a reading</ButtonLink>
          )}
          <DownloadMenu patient={chart.patient} type={vital.type} path={chart.path} />
        </div>
      </div>
      <Island name="VitalsChart" of={ChartBody} props={chart} />
      {notes}
      <div class="vital-derived">
        <DerivedPanel vital={vital} derived={derived} />
      </div>
      <div class={sources === undefined ? "vital-truth" : "vital-truth vital-truth-two"}>
        <ProvenancePanel vital={vital} {...provenance} />
        {sources !== undefined && <SourceOrderPanel {...sources} />}
      </div>
      <div class="vital-note">
        <SourceNote>
          {vital.count.toLocaleString("en-US")} readings, the newest from{" "}
          {latest.source}. Times are on the clock where each was measured.{reference !== undefined && (
            <>{" "}Reference range for adults: {reference.source}.</>
          )}
        </SourceNote>
      </div>
    </>
  );
}
