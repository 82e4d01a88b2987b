import { assert, assertEquals, assertStringIncludes } from "deno-std/assert/mod.js";
import { renderToString } from "preact-render-to-string";
import { initials } from "./Avatar.tsx";
import { Button } from "./Button.tsx";
import { errorOf, ErrorSummary } from "./ErrorSummary.tsx";
import { CheckField, HiddenFields, SelectField, TextField } from "./Field.tsx";
import { Icon, iconNames } from "./Icon.tsx";
import { Island } from "./Island.tsx";
import { Pagination } from "./Pagination.tsx";
import { Progress } from "./Progress.tsx";
import { Table } from "./Table.tsx";
import { Tabs } from "./Tabs.tsx";

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;

Deno.test("a field ties its label, hint and error to its control", () => {
  const html = renderToString(
    <TextField name="email" label="Email" hint="Yours" error="Not an address" required />,
  );
  assertStringIncludes(html, `<label class="field-label" for="field-email">`);
  assertStringIncludes(html, `aria-describedby="field-email-hint field-email-error"`);
  assertStringIncludes(html, `aria-invalid="true"`);
  assertStringIncludes(html, `id="field-email-error"`);
});

Deno.test("a field without hint and error refers to neither", () => {
  const html = renderToString(<TextField name="email" label="Email" />);
  assert(!html.includes("aria-describedby") && !html.includes("aria-invalid"));
});

Deno.test("a select keeps what was chosen and a checkbox its tick", () => {
  const html = renderToString(
    <SelectField
      name="sex"
      label="Sex"
      value="b"
      choices={[{ value: "a", label: "A" }, { value: "b", label: "B" }]}
    />,
  );
  assertStringIncludes(html, `<option value="b" selected>`);
  assert(!html.includes(`value="a" selected`));
  assertStringIncludes(renderToString(<CheckField name="c" label="C" checked />), "checked");
});

Deno.test("what people typed is shown as text, wherever it lands", () => {
  const html = renderToString(
    <>
      <TextField name="x" label={hostile} value={hostile} error={hostile} />
      <HiddenFields values={{ [hostile]: hostile }} />
      <Button>{hostile}</Button>
      <Table
        caption={hostile}
        rows={[hostile]}
        rowKey={(row) => row}
        columns={[{ key: "a", label: hostile, render: (row) => row }]}
      />
      <Island name="Toasts" of={() => <p>{hostile}</p>} props={{ text: hostile }} />
    </>,
  );
  assert(!html.includes("<script") && !html.includes("<img"));
});

Deno.test("an island's props survive the attribute they travel in", () => {
  const props = { text: hostile, list: [1, null, "ü"] };
  const html = renderToString(<Island name="Toasts" of={() => <p />} props={props} />);
  const attribute = /data-props="([^"]*)"/.exec(html)![1]!;
  const decoded = attribute.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
  assertEquals(JSON.parse(decoded), props);
});

Deno.test("an error summary is an alert that links to the fields, and nothing when all is well", () => {
  const html = renderToString(
    <ErrorSummary errors={[{ field: "email", message: "Wrong" }, { field: "", message: "All" }]} />,
  );
  assertStringIncludes(html, `role="alert"`);
  assertStringIncludes(html, `<a href="#field-email">Wrong</a>`);
  assertEquals(renderToString(<ErrorSummary />), "");
  assertEquals(errorOf([{ field: "a", message: "m" }], "a"), { error: "m" });
  assertEquals(errorOf(undefined, "a"), {});
});

Deno.test("an icon alone is hidden from readers, a named one is an image", () => {
  for (const name of iconNames) {
    assertStringIncludes(renderToString(<Icon name={name} />), `aria-hidden="true"`);
  }
  assertStringIncludes(renderToString(<Icon name="heart" label="Heart" />), `role="img" aria-label="Heart"`);
});

Deno.test("a button with an icon alone still has its name in words", () => {
  assertStringIncludes(
    renderToString(<Button icon="close" iconOnly>Close</Button>),
    `<span class="visually-hidden">Close</span>`,
  );
});

Deno.test("a step of a searched list is a form, so that no name stands in a URL", () => {
  const html = renderToString(
    <Pagination
      label="Pages"
      first={26}
      last={50}
      total={214}
      previous={{ href: "/p" }}
      next={{ action: "/s", fields: { query: "okon" } }}
    />,
  );
  assertStringIncludes(html, "26–50 of 214");
  assertStringIncludes(
    html,
    `<form method="post" action="/s"><input type="hidden" name="query" value="okon"`,
  );
  assert(!html.includes("?query"));
});

Deno.test("the current tab says so", () => {
  const html = renderToString(
    <Tabs label="Chart" tabs={[{ href: "/a", label: "A", current: true }, { href: "/b", label: "B" }]} />,
  );
  assertEquals(html.match(/aria-current="page"/g)?.length, 1);
});

Deno.test("progress without a value is indeterminate, and never leaves 0–1", () => {
  assert(!renderToString(<Progress label="x" />).includes("value="));
  assertStringIncludes(renderToString(<Progress label="x" value={7} />), `value="1"`);
});

Deno.test("initials() takes whole letters of the first and last word", () => {
  const cases: [string, string][] = [
    ["Élodie N\u0303o", "ÉÑ".normalize("NFC")],
    ["Plato", "P"],
    ["Mei Chen, FNP-C", "MC"],
    ["Dr. Hannah Osei, MD, FACP", "HO"],
    ["Abernathy, Josephine", "AJ"],
    ["", ""],
    [
      "李 明",
      "李明",
    ],
    ["<b> O’Hara", "BO"],
  ];
  for (const [name, expected] of cases) assertEquals(initials(name).normalize("NFC"), expected, name);
});
