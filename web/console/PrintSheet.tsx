/**
 * Vitals on paper: whose, when, and for each vital its newest value and a plot with its scale in words. Server-rendered
 * SVG, always light; on the screen it shows what the printer will. Like every page, it judges nothing.
 */
import type { Chart, Reading, VitalTile } from "../../schema/observation.ts";
import { ageOn } from "../components/age.ts";
import { ButtonLink } from "../components/Button.tsx";
import { atOffset, atOffsetWithZone, calendarDay, inZone } from "../components/instant.ts";
import { figure, measureText } from "../components/measure.ts";
import { periodWords } from "../components/period_words.ts";
import { Segments } from "../components/Segments.tsx";
import { sexNames } from "../components/sex.ts";
import { Island } from "../components/Island.tsx";
import { plotOf, yRange } from "../islands/chart/series.ts";
import { Legend } from "../islands/chart/Legend.tsx";
import PrintButton from "../islands/PrintButton.tsx";
import { Still } from "../islands/chart/Still.tsx";
import { readingValue, readingWhen } from "../islands/chart/words.ts";
import type { PatientIdentity } from "./PatientHeader.tsx";

export interface PrintedVital {
  vital: VitalTile;
  chart: Chart;
  /** Under the plot of a vital that is printed alone. */
  readings?: readonly Reading[];
}

export interface PrintSheetProps {
  organization: string;
  patient: PatientIdentity;
  vitals: readonly PrintedVital[];
  /** The stretch of time that the plots show, on the screen alone. */
  ranges: readonly { href: string; label: string; current: boolean }[];
  backHref: string;
  now: string;
  today: string;
  zone: string;
}

function Plot({ vital, chart }: PrintedVital) {
  if (chart.at.length === 0) return <p class="muted small">Nothing was recorded in this range.</p>;
  const values = plotOf(chart).columns.flat().filter((value): value is number => value !== null);
  const [bottom, top] = yRange(chart.shape, Math.min(...values), Math.max(...values));
  const decimals = chart.shape === "night" ? 1 : top - bottom < 5 ? Math.max(1, vital.decimals) : 0;
  const day = (at: string) => atOffset(at, vital.latest.offset, "day");
  return (
    <figure class="print-plot">
      <div class="print-scale" aria-hidden="true">
        <span>{figure(top, decimals)}</span>
        <span>{figure(bottom, decimals)}</span>
      </div>
      <div class="print-canvas">
        <Still chart={chart} />
      </div>
      <figcaption class="print-days">
        <span>{day(chart.from)}</span>
        <span>{day(new Date(Date.parse(chart.to) - 1).toISOString())}</span>
      </figcaption>
    </figure>
  );
}

function Vital(printed: PrintedVital) {
  const { vital, chart, readings } = printed;
  const { latest } = vital;
  const { kind, unit, unitDisplay, decimals } = vital;
  const words = periodWords(chart, vital);
  return (
    <section class="print-vital" data-group={vital.group}>
      <div class="print-name">
        <h2>{vital.display}</h2>
        <p class="print-value">{measureText({ ...latest, kind, unit, unitDisplay, decimals })}</p>
      </div>
      <p class="print-when">
        {atOffsetWithZone(latest.at, latest.offset, latest.day ? "day" : "minute")} · {latest.source}
      </p>
      <Plot {...printed} />
      {words !== "" && <p class="print-when">{words}</p>}
      {readings !== undefined && (
        <>
          <Legend chart={chart} reference={vital.reference} decimals={decimals} unitDisplay={unitDisplay} />
          <table class="table">
            <caption class="table-caption">Newest readings in this range</caption>
            <thead>
              <tr>
                <th scope="col">Value</th>
                <th scope="col">When</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {readings.map((reading) => (
                <tr key={reading.uuid}>
                  <td>{readingValue(reading, vital)}</td>
                  <td>{readingWhen(reading)}</td>
                  <td>
                    {reading.measuredBy === null ? reading.source : `Clinic, ${reading.measuredBy}`}
                    {reading.note === null ? "" : ` (${reading.note})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

/** The whole page: tools that stay on the screen, then the sheet. Uses the island `PrintButton`. */
export function PrintSheet(props: PrintSheetProps) {
  const { organization, patient, vitals, ranges, backHref, now, today, zone } = props;
  return (
    <main id="main" class="print-page">
      <div class="print-tools">
        <ButtonLink href={backHref} size="small" icon="arrow-left">Back</ButtonLink>
        <Segments label="Range" segments={ranges} />
        <Island name="PrintButton" of={PrintButton} props={{}} />
      </div>
      <article class="print-sheet">
        <header class="print-head">
          <div>
            <h1>{patient.name}</h1>
            <p>
              Born {calendarDay(patient.birthDate)} ({ageOn(patient.birthDate, today)}) ·{" "}
              {sexNames[patient.sex]}
              {patient.primary === null ? "" : ` · ${patient.primary}`}
            </p>
          </div>
          <p>
            {organization}
            <br />
            Vitals and Stats, {inZone(now, zone)}
          </p>
        </header>
        {vitals.length === 0 && <p>No vitals were shared.</p>}
        <div class={vitals.length === 1 ? "print-single" : "print-grid"}>
          {vitals.map((printed) => <Vital key={printed.vital.type} {...printed} />)}
        </div>
        <footer class="print-foot">
          Values are as devices recorded them, each at the clock where it was measured; a ring or dot marks
          what the clinic measured itself. An empty stretch was not shared, which isn't zero. Nobody watches
          these values continuously.
        </footer>
      </article>
    </main>
  );
}
