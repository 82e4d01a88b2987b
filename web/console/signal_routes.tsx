/** The pages of signals and their rules: the worklist, a patient's own, and the settings. Every form works as HTML. */
import { type Context, Hono } from "hono";
import type { ComponentChildren } from "preact";
import type { Problem } from "../../schema/problem.ts";
import type { SignalCondition, SignalRule, SignalRuleDefinition, SignalStatus } from "../../schema/signal.ts";
import { kindWords, toastWords } from "../components/signal_words.ts";
import { answerOf, clients, formOf, type PageContext, type PageEnv, tried } from "../page.tsx";
import { clockOf } from "../signed_in.tsx";
import { chartPage, consolePage } from "./chart_page.tsx";
import { OpenSignals, PatientSignals } from "./PatientSignals.tsx";
import { Signals } from "./Signals.tsx";
import { fieldsOf, SignalRuleForm, type SignalRuleFormProps, SignalRules } from "./SignalRules.tsx";

type Kind = SignalCondition["kind"];
const newKey = () => crypto.randomUUID();
const pageNumber = (c: PageContext) => String(Math.max(1, Math.trunc(Number(c.req.query("page"))) || 1));

/** What a redirect says was done. */
export function signalToasts(c: PageContext) {
  const did = c.req.query("did") ?? "";
  return Object.hasOwn(toastWords, did) ? [{ id: did, ...toastWords[did]! }] : [];
}

function withDid(path: string, did: string): string {
  const url = new URL(path, "http://page");
  url.searchParams.set("did", did);
  return url.pathname + url.search;
}

/** Only a page of ours: forms carry where they came from, and a form can be made by anyone. */
const backOf = (back: string | undefined, otherwise: string) =>
  back !== undefined && /^\/(signals|patients\/[0-9a-z]+\/(signals|vitals))(\?[\w=&.-]*)?$/.test(back)
    ? back
    : otherwise;

async function worklist(c: PageContext) {
  const status = (["open", "snoozed", "done"] as const).find((one) => one === c.req.query("status")) ??
    "open" satisfies SignalStatus;
  const found = await answerOf(
    clients(c).signal.signal.$get({ query: { status, page: pageNumber(c) } }),
  );
  return consolePage(
    c,
    { title: "Signals", current: "signals", toasts: signalToasts(c) },
    <Signals found={found} status={status} rulesHref="/settings/signals" newKey={newKey} {...clockOf(c)} />,
  );
}

/** The open signals of a patient, for above the tiles of the Vitals page. */
export async function openSignals(c: PageContext, patient: string): Promise<ComponentChildren> {
  const found = await answerOf(
    clients(c).signal.patient[":patient"].signal.$get({ param: { patient }, query: { status: "open" } }),
  );
  const base = `/patients/${patient}`;
  return (
    <OpenSignals
      found={found}
      href={`${base}/signals`}
      back={`${base}/vitals`}
      newKey={newKey}
      {...clockOf(c)}
    />
  );
}

function patientSignals(c: PageContext) {
  return chartPage(c, "vitals", async ({ id }) => {
    const api = clients(c).signal.patient[":patient"];
    const [found, { rules }] = await Promise.all([
      answerOf(api.signal.$get({ param: { patient: id }, query: { page: pageNumber(c) } })),
      answerOf(api["signal-rule"].$get({ param: { patient: id } })),
    ]);
    return (
      <PatientSignals
        found={found}
        rules={rules}
        base={`/patients/${id}/signals`}
        newKey={newKey}
        {...clockOf(c)}
      />
    );
  }, { crumb: "Signals", toasts: signalToasts(c) });
}

async function act(c: PageContext) {
  const patient = c.req.param("patient") ?? "", signal = c.req.param("signal") ?? "";
  const { action = "", back, idempotencyKey = "", note = "", until = "" } = await formOf(c);
  const said = note.trim() === "" ? {} : { note: note.replaceAll("\r\n", "\n") };
  const json = action === "snooze"
    ? { action, until, ...said } as const
    : action === "comment"
    ? { action, note: "", ...said } as const
    : { action: action === "reopen" ? action : "acknowledge", ...said } as const;
  const outcome = await tried(
    clients(c).signal.patient[":patient"].signal[":signal"].action.$post({
      param: { patient, signal },
      header: { "idempotency-key": idempotencyKey },
      json,
    }),
  );
  return c.redirect(
    withDid(backOf(back, `/patients/${patient}/signals`), outcome.ok ? json.action : "refused"),
    303,
  );
}

/** A rule as it would be where nobody said anything yet, for the form of a new one. */
function newDefinition(kind: Kind): SignalRuleDefinition {
  const conditions: Record<Kind, SignalCondition> = {
    threshold: { kind, is: "above", value: 100 } as SignalCondition,
    change: { kind, is: "above", by: 2, withinDays: 3 } as SignalCondition,
    baseline: { kind, is: "above", by: 10, baselineDays: 60, minBaselineDays: 20 } as SignalCondition,
    missing: { kind, baselineDays: 30, minBaselineDays: 15 } as SignalCondition,
  };
  return {
    title: "",
    metric: "HKQuantityTypeIdentifierRestingHeartRate",
    statistic: "average",
    condition: conditions[kind],
    days: kind === "change" ? 1 : 3,
    ofDays: kind === "change" ? 1 : 5,
    minReadings: 1,
    minHours: 0,
    clearsAfterDays: 5,
  };
}

const kindOf = (text: string | undefined): Kind | undefined =>
  (Object.keys(kindWords) as Kind[]).find((kind) => kind === text);

/** The fields of a form as a definition; what is no number is sent as it is, and the API says so. */
function definitionOf(values: Readonly<Record<string, string>>): SignalRuleDefinition {
  const number = (name: string) => {
    const text = (values[name] ?? "").trim().replace(",", ".");
    return text === "" ? NaN : Number(text);
  };
  const kind = kindOf(values.kind) ?? "threshold";
  const is = values["condition.is"];
  const days = {
    baselineDays: number("condition.baselineDays"),
    minBaselineDays: number("condition.minBaselineDays"),
  };
  const second = (values["condition.second"] ?? "").trim() === ""
    ? {}
    : { second: number("condition.second") };
  const conditions: Record<Kind, object> = {
    threshold: { kind, is, value: number("condition.value"), ...second },
    change: { kind, is, by: number("condition.by"), withinDays: number("condition.withinDays") },
    baseline: { kind, is, by: number("condition.by"), ...days },
    missing: { kind, ...days },
  };
  // A form holds what somebody typed: whether it is a definition is the API's to say.
  return {
    title: values.title ?? "",
    metric: values.metric ?? "",
    statistic: values.statistic ?? "average",
    condition: conditions[kind],
    days: number("days"),
    ofDays: number("ofDays"),
    minReadings: number("minReadings"),
    minHours: number("minHours"),
    clearsAfterDays: number("clearsAfterDays"),
  } as SignalRuleDefinition;
}

function refused({ title, errors = [] }: Problem) {
  return {
    message: title,
    errors: errors.map(({ field, reason }) => ({
      field: field.replace("override.definition.", ""),
      message: reason.includes("NaN") || reason.includes("null") ? "a number" : reason,
    })),
  };
}

type Level = SignalRuleFormProps["level"];

/** The form of a rule in force, or of a new one of a kind. */
function ruleForm(
  rule: SignalRule | undefined,
  level: Level,
  kind: Kind,
  more: Pick<SignalRuleFormProps, "action" | "cancelHref"> & Partial<SignalRuleFormProps>,
) {
  const definition = rule?.definition ?? newDefinition(kind);
  return (
    <SignalRuleForm
      hidden={{ idempotencyKey: newKey(), level, ...(rule === undefined ? {} : { key: rule.key }) }}
      values={fieldsOf(definition)}
      kind={definition.condition.kind}
      metric={definition.metric}
      enabled={rule?.enabled ?? true}
      level={level}
      says={rule?.level === level}
      isNew={rule === undefined}
      {...more}
    />
  );
}

const clinicLevel = (text: string | undefined) => text === "practitioner" ? "practitioner" : "clinic";
const settingsHref = (level: "clinic" | "practitioner") =>
  `/settings/signals${level === "clinic" ? "" : "?level=practitioner"}`;

async function clinicRules(c: PageContext, level: "clinic" | "practitioner") {
  const { rules } = await answerOf(clients(c).signal["signal-rule"].$get({ query: { level } }));
  return rules;
}

async function settingsRulePage(
  c: PageContext,
  asked: { level: "clinic" | "practitioner"; key?: string | undefined; kind?: Kind | undefined },
  more: Partial<SignalRuleFormProps> = {},
) {
  const rule = (await clinicRules(c, asked.level)).find(({ key }) => key === asked.key);
  const kind = rule?.definition.condition.kind ?? asked.kind;
  if (kind === undefined) return c.redirect("/settings/signals", 303);
  const list = settingsHref(asked.level);
  return consolePage(
    c,
    {
      title: "Signal rule",
      current: "settings",
      width: "narrow",
      status: more.message === undefined ? 200 : 422,
      crumbs: [{ href: "/settings", label: "Settings" }, { href: list, label: "Signal rules" }, {
        label: rule?.definition.title ?? "New rule",
      }],
    },
    ruleForm(rule, asked.level, kind, { action: "/settings/signals/rule", cancelHref: list, ...more }),
  );
}

export const signalSettingsPages = new Hono<PageEnv>()
  .get("/", async (c) => {
    const own = c.var.session.roles.includes("practitioner");
    const level = own ? clinicLevel(c.req.query("level")) : "clinic";
    return consolePage(
      c,
      {
        title: "Signal rules",
        current: "settings",
        width: "narrow",
        crumbs: [{ href: "/settings", label: "Settings" }, { label: "Signal rules" }],
        toasts: signalToasts(c),
      },
      <SignalRules rules={await clinicRules(c, level)} level={level} own={own} />,
    );
  })
  .get("/rule", (c) =>
    settingsRulePage(c, {
      level: clinicLevel(c.req.query("level")),
      key: c.req.query("key"),
      kind: kindOf(c.req.query("kind")),
    }))
  .post("/rule", async (c) => {
    const { idempotencyKey = "", key, enabled, withdraw, ...values } = await formOf(c);
    const level = clinicLevel(values.level);
    const outcome = await tried(
      clients(c).signal["signal-rule"].$post({
        header: { "idempotency-key": idempotencyKey },
        json: {
          ...(key === undefined ? {} : { key }),
          level,
          override: withdraw === undefined
            ? { enabled: enabled !== undefined, definition: definitionOf(values) }
            : null,
        },
      }),
    );
    if (outcome.ok) return c.redirect(withDid(settingsHref(level), "rule"), 303);
    return await settingsRulePage(c, { level, key, kind: kindOf(values.kind) }, {
      ...refused(outcome.problem),
      values,
      enabled: enabled !== undefined,
    });
  });

function patientRulePage(c: PageContext, key: string | undefined, more: Partial<SignalRuleFormProps> = {}) {
  return chartPage(c, "vitals", async ({ id }) => {
    const { rules } = await answerOf(
      clients(c).signal.patient[":patient"]["signal-rule"].$get({ param: { patient: id } }),
    );
    const rule = rules.find((one) => one.key === key) ?? rules[0]!;
    const base = `/patients/${id}/signals`;
    return (
      <div class="content-narrow">
        {ruleForm(rule, "patient", rule.definition.condition.kind, {
          action: `${base}/rule`,
          cancelHref: base,
          ...more,
        })}
      </div>
    );
  }, { crumb: "Signal rule" });
}

export const patientSignalPages = new Hono<PageEnv>()
  .get("/", (c) => patientSignals(c))
  .get("/rule", (c) => patientRulePage(c, c.req.query("key")))
  .post("/rule", async (c: Context<PageEnv>) => {
    const { idempotencyKey = "", key = "", enabled, withdraw, ...values } = await formOf(c);
    const patient = c.req.param("patient") ?? "";
    const outcome = await tried(
      clients(c).signal.patient[":patient"]["signal-rule"].$post({
        param: { patient },
        header: { "idempotency-key": idempotencyKey },
        json: {
          key,
          override: withdraw === undefined
            ? { enabled: enabled !== undefined, definition: definitionOf(values) }
            : null,
        },
      }),
    );
    if (outcome.ok) return c.redirect(withDid(`/patients/${patient}/signals`, "rule"), 303);
    return await patientRulePage(c, key, {
      ...refused(outcome.problem),
      values,
      enabled: enabled !== undefined,
    });
  })
  .post("/:signal", act);

export const signalPages = new Hono<PageEnv>().get("/", worklist);
