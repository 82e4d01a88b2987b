/**
 * From the XML's elements to rows. Takes `Record`, `Correlation`, `Workout` and `ActivitySummary` with all that
 * they hold; `Me` and `ExportDate` go into the report; every other element is counted there by name.
 *
 * A SAX parser drives it, so memory does not depend on the file. It never throws on content.
 */
import { SaxesParser } from "saxes";
import type { BatchBuilder, Detail, RowSource } from "./build_batches.ts";
import { createDateReader } from "./export_date.ts";
import { createOrdinalCounter } from "./ordinals.ts";
import { countName, noteUnreadable, noteXmlError, type ReadingReport } from "./reading_report.ts";
import { createDeviceShortener } from "./shorten_devices.ts";
import { pushDetail, safeText, setDetail } from "./row_detail.ts";

/** Names of the export to HealthKit's integers; undefined for a name nobody knows. */
export interface ExportCodes {
  /** `HKCategoryValueSleepAnalysisAsleepCore` of its type → 3. */
  categoryCode(type: string, name: string): number | undefined;
  /** `HKWorkoutActivityTypeRunning` → 37. */
  activityCode(name: string): number | undefined;
}

export interface RowReader {
  /** Text of the XML from the root element on. */
  write(text: string): void;
}

type Attributes = Record<string, string>;

/** An element whose children belong to it. */
interface Container {
  readonly kind: "row" | "correlation" | "workout" | "part";
  readonly depth: number;
  readonly name: string;
  readonly attributes: Attributes;
  detail: Detail | undefined;
  zone: string | undefined;
  weight: number;
  readonly line: number;
}

/** A bare `&`, which the parser would take for an entity and follow to the next semicolon, rows away. */
const bareAmpersand = /&(?!(?:[A-Za-z]{1,8}|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)(?=[^]{10})/g;

const rowAttributes = new Set([
  "type",
  "unit",
  "value",
  "sourceName",
  "sourceVersion",
  "device",
  "creationDate",
  "startDate",
  "endDate",
]);
const workoutAttributes = new Set([...rowAttributes, "workoutActivityType"]);
const onlyCreation = new Set(["creationDate"]);
const typeForm = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/;
/** The wire takes 4 MB a batch; a detail near that can't travel. */
const maxDetailWeight = 1_000_000;

const activityTotals = [
  ["HKQuantityTypeIdentifierActiveEnergyBurned", "activeEnergyBurned", "activeEnergyBurnedUnit", "kcal"],
  ["HKQuantityTypeIdentifierAppleExerciseTime", "appleExerciseTime", undefined, "min"],
  ["HKQuantityTypeIdentifierAppleMoveTime", "appleMoveTime", undefined, "min"],
] as const;

function numberOf(text: string | undefined): number | null {
  if (text === undefined || text === "") return null;
  const value = Number(text);
  return Number.isFinite(value) && text.trim() !== "" ? value : null;
}

function makeSafe(attributes: Attributes): void {
  for (const name in attributes) attributes[name] = safeText(attributes[name] ?? "");
}

/** A reader that hands its rows to `batches` and everything else to `report`. `firstLine` is the root's. */
export function createRowReader(
  batches: BatchBuilder,
  report: ReadingReport,
  codes: ExportCodes,
  firstLine: number,
): RowReader {
  const parser = new SaxesParser();
  const devices = createDeviceShortener();
  const readDate = createDateReader();
  const countTop = createOrdinalCounter();
  const countChild = createOrdinalCounter();
  const containers: Container[] = [];
  let depth = 0;
  /** Depth of an element whose whole content is passed over; 0 for none. */
  let skippedFrom = 0;
  const source: { -readonly [Key in keyof RowSource]: RowSource[Key] } = {
    name: undefined,
    version: undefined,
    device: undefined,
  };
  const counted = { type: "", rows: 0 };
  const line = () => parser.line + firstLine;

  const tally = (type: string) => {
    report.rows++;
    if (type === counted.type) {
      counted.rows++;
      return;
    }
    flushTally();
    counted.type = type;
    counted.rows = 1;
  };
  const flushTally = () => {
    if (counted.rows > 0) {
      report.byType.set(counted.type, (report.byType.get(counted.type) ?? 0) + counted.rows);
    }
    counted.rows = 0;
  };

  const addRow = (
    type: string | undefined,
    attributes: Attributes,
    value: number | null,
    detail: Detail | undefined,
    weight: number,
    zone: string | undefined,
    at: number,
    child: boolean,
  ) => {
    if (type === undefined || (type !== counted.type && !typeForm.test(type))) {
      const what = type === undefined ? "no type" : `type "${type.slice(0, 80).toWellFormed()}"`;
      noteUnreadable(report, "type", { line: at, what });
      return;
    }
    if (weight > maxDetailWeight) {
      noteUnreadable(report, "detail_too_large", { line: at, what: type });
      detail = undefined;
      weight = 0;
    }
    const { startDate, endDate } = attributes;
    const started = startDate === undefined ? undefined : readDate(startDate);
    const start = started?.at ?? NaN;
    const offset = started?.offset ?? 0;
    const end = endDate === startDate ? start : endDate === undefined ? NaN : readDate(endDate).at;
    source.name = attributes["sourceName"];
    source.version = attributes["sourceVersion"];
    const device = attributes["device"];
    source.device = device === undefined ? undefined : devices.restore(device);
    batches.add(
      type,
      attributes["unit"],
      source,
      zone,
      start,
      end,
      offset,
      value,
      detail,
      weight,
      at,
      child ? countChild : countTop,
    );
    tally(type);
  };

  const addRecord = (attributes: Attributes, container: Container | undefined, child: boolean) => {
    const { type, value: text } = attributes;
    let detail = container?.detail;
    let weight = container?.weight ?? 0;
    let value = numberOf(text);
    if (value === null && text !== undefined && text !== "" && type !== undefined) {
      value = codes.categoryCode(type, text) ?? null;
      if (value === null) weight += setDetail(detail ??= {}, "value", text);
    }
    addRow(type, attributes, value, detail, weight, container?.zone, container?.line ?? line(), child);
  };

  const otherAttributes = (attributes: Attributes, into: Detail, omit: ReadonlySet<string>) => {
    let weight = 0;
    for (const name in attributes) {
      const value = attributes[name];
      if (value !== undefined && !omit.has(name)) weight += setDetail(into, name, value);
    }
    return weight;
  };

  const addWorkout = (container: Container) => {
    const { attributes } = container;
    const activity = attributes["workoutActivityType"];
    const value = activity === undefined ? null : codes.activityCode(activity) ?? numberOf(activity);
    const detail = container.detail ??= {};
    const weight = container.weight +
      otherAttributes(attributes, detail, value === null ? rowAttributes : workoutAttributes);
    addRow(
      "HKWorkoutTypeIdentifier",
      withoutUnit(attributes),
      value,
      detail,
      weight,
      container.zone,
      container.line,
      false,
    );
  };

  const addActivitySummary = (attributes: Attributes) => {
    const day = attributes["dateComponents"] ?? "";
    const midnight = readDate(`${day} 00:00:00 +0000`).at;
    const values = activityTotals.map(([, name]) => numberOf(attributes[name]));
    if (Number.isNaN(midnight)) {
      noteUnreadable(report, "date", { line: line(), what: "ActivitySummary" });
      return;
    }
    const standHours = numberOf(attributes["appleStandHours"]) ?? 0;
    // Stand hours are events of their own in the export, and no sum.
    if (standHours > 0) countName(report.notTaken, "ActivitySummary appleStandHours");
    if (standHours === 0 && values.every((value) => value === null || value === 0)) return;
    // The summary has a date and no zone: with one offset for all, start + offset is that date in any case.
    const start = midnight - exportOffset * 60_000;
    activityTotals.forEach(([type, name, unitName, unit], index) => {
      const value = values[index] ?? null;
      // Move time stands at 0 for everybody who counts energy instead.
      if (value === null || (value === 0 && name === "appleMoveTime")) return;
      const stated = unitName === undefined ? undefined : attributes[unitName];
      batches.addDayTotal(
        type,
        stated ?? unit,
        "Apple Health",
        report.exportedAt ?? start + 86_400_000,
        start,
        exportOffset,
        value,
        line(),
      );
      report.rows++;
      countName(report.byType, type);
    });
  };
  let exportOffset = 0;

  const openTop = (name: string, attributes: Attributes, selfClosing: boolean) => {
    switch (name) {
      case "Record":
        if (selfClosing) addRecord(attributes, undefined, false);
        else contain("row", name, attributes);
        return;
      case "Correlation":
        return contain("correlation", name, attributes);
      case "Workout":
        return contain("workout", name, attributes);
      case "ActivitySummary":
        return addActivitySummary(attributes);
      case "ExportDate": {
        const date = readDate(attributes["value"] ?? "");
        if (!Number.isNaN(date.at)) report.exportedAt = date.at;
        exportOffset = date.offset;
        return;
      }
      case "Me": {
        const birthDate = attributes["HKCharacteristicTypeIdentifierDateOfBirth"];
        const sex = attributes["HKCharacteristicTypeIdentifierBiologicalSex"]?.replace("HKBiologicalSex", "");
        report.person = { ...(birthDate ? { birthDate } : {}), ...(sex ? { sex: sex.toLowerCase() } : {}) };
        return;
      }
      default:
        skip(name);
    }
  };

  const contain = (kind: Container["kind"], name: string, attributes: Attributes) => {
    containers.push({
      kind,
      depth,
      name,
      attributes,
      detail: undefined,
      zone: undefined,
      weight: 0,
      line: line(),
    });
  };
  const skip = (name: string) => {
    countName(report.notTaken, name);
    skippedFrom = depth;
  };

  const openChild = (parent: Container, name: string, attributes: Attributes, selfClosing: boolean) => {
    if (name === "MetadataEntry") {
      const { key, value } = attributes;
      if (key === undefined) return;
      if (key === "HKTimeZone" && parent.kind !== "part" && value !== undefined && value.length <= 60) {
        parent.zone = value;
      } else parent.weight += setDetail(parent.detail ??= {}, key, value ?? "");
      return;
    }
    if (name === "Record" && parent.kind === "correlation") {
      parent.weight += 60 + (attributes["type"]?.length ?? 0);
      const member: Detail = {};
      for (const part of ["type", "value", "unit"]) setDetail(member, part, attributes[part] ?? "");
      pushDetail(parent.detail ??= {}, "members", member);
      if (selfClosing) addRecord(attributes, undefined, true);
      else contain("row", name, attributes);
      return;
    }
    if (name === "WorkoutRoute") return skip(name);
    // A mere list around its entries (HeartRateVariabilityMetadataList) adds nothing of its own.
    if (Object.keys(attributes).length === 0 && !selfClosing) return;
    contain("part", name, attributes);
  };

  const finish = (container: Container) => {
    const parent = containers.at(-1);
    switch (container.kind) {
      case "row":
        return addRecord(container.attributes, container, parent !== undefined);
      case "workout":
        return addWorkout(container);
      case "correlation":
        return addRow(
          container.attributes["type"],
          container.attributes,
          null,
          container.detail,
          container.weight,
          container.zone,
          container.line,
          false,
        );
      case "part": {
        if (parent === undefined) return;
        const entry: Detail = {};
        const weight = otherAttributes(container.attributes, entry, onlyCreation);
        pushDetail(parent.detail ??= {}, container.name, { ...entry, ...container.detail });
        parent.weight += weight + container.weight + container.name.length;
      }
    }
  };

  parser.on("opentag", (tag) => {
    // After a stray closing tag the parser has left the root, and the rows that follow still belong to it.
    if (depth === 0 && tag.name !== "HealthData") depth = 1;
    depth++;
    if (skippedFrom !== 0) return;
    const attributes: Attributes = tag.attributes;
    // The parser has complained about every forbidden character before it hands one on.
    if (report.xmlErrors.count > 0) makeSafe(attributes);
    const parent = containers.at(-1);
    if (parent !== undefined) openChild(parent, tag.name, attributes, tag.isSelfClosing);
    else if (depth === 2) openTop(tag.name, attributes, tag.isSelfClosing);
    else if (depth > 2) skip(tag.name);
  });
  parser.on("closetag", () => {
    if (skippedFrom === depth) skippedFrom = 0;
    else if (skippedFrom === 0) {
      const container = containers.at(-1);
      if (container?.depth === depth) {
        containers.pop();
        finish(container);
      }
    }
    depth--;
  });
  parser.on("error", (error) => {
    noteXmlError(report, line(), error.message);
    // From a stray end tag on the parser holds back text, and would put it before the next attribute's value.
    parser.on("text", () => {});
  });

  return {
    write(text) {
      parser.write(devices.shorten(text).replace(bareAmpersand, "&amp;"));
      flushTally();
    },
  };
}

const withoutUnit = ({ unit: _, ...rest }: Attributes): Attributes => rest;
