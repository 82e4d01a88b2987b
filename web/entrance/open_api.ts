/**
 * The part of OpenAPI 3.1 that the reference page reads. https://spec.openapis.org/oas/v3.1.0
 * The document is ours, but it is read as data from outside: whatever is missing or odd is left out, never an error.
 */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
}

export interface Parameter {
  name: string;
  in: string;
  description?: string;
  required?: boolean;
  schema?: Schema;
}

type Content = Record<string, { schema?: Schema }>;

/** One rule of `x-access`: any of these roles, within this scope. */
export interface AccessRule {
  roles: string[];
  scope: string;
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { description?: string; required?: boolean; content?: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
  "x-access"?: AccessRule | AccessRule[];
}

export interface OpenApi {
  info: { title: string; version: string; description?: string };
  /** Every refusal by tag: what a problem's `type` points at. */
  "x-problems"?: Record<string, { status: number; title: string }>;
  paths?: Record<string, Record<string, Operation>>;
  tags?: { name: string; description?: string }[];
  components?: { schemas?: Record<string, Schema> };
}

export interface Route {
  method: string;
  path: string;
  /** For links inside the page. */
  id: string;
  operation: Operation;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** Routes under their first tag, in the order of the document; routes without one come last. */
export function routesByTag(document: OpenApi): { tag: string; description?: string; routes: Route[] }[] {
  const groups = new Map<string, Route[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      const tag = operation.tags?.[0] ?? "Other";
      const id = anchor(operation.operationId ?? method + path);
      groups.set(tag, [...groups.get(tag) ?? [], { method, path, id, operation }]);
    }
  }
  return [...groups].map(([tag, routes]) => {
    const description = document.tags?.find(({ name }) => name === tag)?.description;
    return { tag, routes, ...(description === undefined ? {} : { description }) };
  });
}

/** A name as the fragment of a link. */
export function anchor(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-+|-+$/g, "");
}

/** The last part of a reference: `#/components/schemas/Patient` → `Patient`. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** A schema's type in one line, without its properties: `string (date-time)`, `array of Reading`. */
export function typeText(schema: Schema): string {
  if (schema.$ref !== undefined) return refName(schema.$ref);
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) return variants.map(typeText).join(" | ");
  if (schema.allOf !== undefined) return schema.allOf.map(typeText).join(" & ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const types = schema.type === undefined ? ["any"] : [schema.type].flat();
  return types.map((type) => {
    if (type === "array" && schema.items !== undefined) return `array of ${typeText(schema.items)}`;
    return schema.format !== undefined && type !== "null" ? `${type} (${schema.format})` : type;
  }).join(" | ");
}

/** The limits of a schema: `1–200 characters`, `at most 5,000 items`, `matches …`. */
export function limits(schema: Schema): string[] {
  const between = (low: number | undefined, high: number | undefined, noun: string) => {
    const say = (value: number) =>
      Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value.toLocaleString("en-US");
    const from = low === undefined ? undefined : say(low);
    const to = high === undefined ? undefined : say(high);
    if (from === undefined && to === undefined) return [];
    if (from === undefined) return [`at most ${to}${noun}`];
    return [to === undefined ? `at least ${from}${noun}` : `${from}–${to}${noun}`];
  };
  return [
    ...between(schema.minLength, schema.maxLength, " characters"),
    ...between(schema.minItems, schema.maxItems, " items"),
    ...between(schema.minimum, schema.maximum, ""),
    ...(schema.pattern === undefined ? [] : [`matches ${schema.pattern}`]),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ];
}

/** Who may call a route, in words; null where the document doesn't say. */
export function accessText(operation: Operation): string | null {
  const rules = [operation["x-access"] ?? []].flat();
  if (rules.length === 0) return null;
  const scopes: Record<string, string> = {
    self: "for their own record",
    proxied: "for those they speak for",
    careTeam: "for patients in their care",
    clinic: "for the whole clinic",
  };
  return rules.map(({ roles, scope }) =>
    roles.includes("public") ? "anyone" : `${roles.join(", ")} ${scopes[scope] ?? scope}`
  ).join("; ");
}
