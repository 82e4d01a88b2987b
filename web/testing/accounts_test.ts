/** Getting in: a forgotten password, a link that the clinic sends or prints, invitations, one's own password. */
import { assert, assertEquals, assertMatch } from "deno-std/assert/mod.js";
import type { Page } from "playwright-core";
import { accessibilityFaults, sidewaysFaults } from "./audit_page.ts";
import { browserTests, desk, look, phone } from "./browser.ts";
import { people } from "./clinic.ts";

const test = browserTests();
const fresh = "a lantern above the quiet pier";

/** Both schemes of the page as it stands, and what is wrong with it. */
async function see(page: Page, name: string): Promise<void> {
  const faults: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await look(page, name, true);
    faults.push(...await accessibilityFaults(page));
  }
  await page.emulateMedia({ colorScheme: "light" });
  faults.push(...await sidewaysFaults(page));
  assertEquals(faults, [], name);
}

/** The newest mail to somebody in this machine's outbox, by its subject. */
async function mailOf(page: Page, recipient: string, subject: RegExp): Promise<string> {
  for (let tries = 0; tries < 60; tries++) {
    const answer = await page.request.get("/api/dev/outbox");
    const { mails } = await answer.json() as {
      mails: { recipient: string; subject: string; text: string }[];
    };
    const found = mails.find((mail) => mail.recipient === recipient && subject.test(mail.subject));
    if (found !== undefined) return found.text;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`no mail to ${recipient} about ${subject}`);
}

const linkIn = (text: string) => /https?:\/\/\S+\/(?:reset|invitation)\/\S+/.exec(text)?.[0] ?? "no link";

test("who forgot their password finds the link, is told what is wrong, and is signed in", async ({ newPage }) => {
  const { page, allow } = await newPage({ viewport: phone });
  allow(410, 422);
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await see(page, "forgot");
  await page.getByLabel("Email").fill(people.patient.email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  await see(page, "forgot-sent");
  const text = await mailOf(page, people.patient.email, /Choose a new password/);
  await page.getByRole("link", { name: "Open the outbox" }).click();
  await page.getByRole("heading", { name: "Outbox" }).waitFor();
  await see(page, "outbox");
  // Following the link by a GET alone, as scanners do, uses nothing.
  for (let scan = 0; scan < 3; scan++) assertEquals((await page.request.get(linkIn(text))).status(), 200);
  await page.getByRole("link", { name: linkIn(text) }).click();
  await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
  await see(page, "reset");
  const password = page.getByLabel("New password", { exact: true });
  await password.fill("qwertyuiop12345");
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.locator("#error-summary").getByText(/one of the most common passwords/).waitFor();
  await see(page, "reset-common");
  await password.fill(fresh);
  await page.getByRole("button", { name: "Show the password" }).click();
  await page.getByRole("button", { name: "Save and sign in" }).click();
  await page.waitForURL("**/health");

  await page.goto(linkIn(text));
  await page.getByRole("heading", { name: "This link is over" }).waitFor();
  await see(page, "link-over");
  await mailOf(page, people.patient.email, /was changed/);
  // As it was, for the tests after this one.
  await page.goto("/account");
  await page.getByRole("link", { name: "Password" }).click();
  await see(page, "account-password");
  await page.getByLabel("Present password").fill("not the present one");
  await page.getByLabel("New password", { exact: true }).fill(people.patient.password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.locator("#error-summary").getByText("Type your present password.").waitFor();
  await page.getByLabel("Present password").fill(fresh);
  await page.getByLabel("New password", { exact: true }).fill(people.patient.password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.waitForURL("**/account?password");
});

test("a clinician sends a reset link from the chart, and prints one", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.practitioner });
  const patient = await newPage({ viewport: phone, as: people.otherPatient });
  await page.goto("/patients/patient2");
  await page.getByRole("link", { name: "Send reset link" }).click();
  await see(page, "chart-reset");
  await page.getByRole("button", { name: `Send to ${people.otherPatient.email}` }).click();
  await page.waitForURL("**/patients/patient2?sent=reset");
  await see(page, "chart-reset-sent");
  const text = await mailOf(page, people.otherPatient.email, /sent you a link/);
  assert(!(await page.content()).includes(linkIn(text)), "the clinician never sees the link");

  await page.getByRole("link", { name: "Send reset link" }).click();
  await page.getByRole("button", { name: "Make a link to hand over" }).click();
  await page.locator(".printed-link").waitFor();
  await see(page, "chart-reset-printed");
  const printed = await page.locator(".printed-link").textContent() ?? "";
  assertMatch(printed, /\/reset\/(?:[0-9A-Z]{4}-?){4}$/);
  patient.allow(410);
  await patient.page.goto(linkIn(text));
  await patient.page.getByRole("heading", { name: "This link is over" }).waitFor();
  // Typed by hand, as it was read out.
  await patient.page.goto("/reset");
  await see(patient.page, "reset-code");
  await patient.page.getByLabel("Code").fill(printed.split("/").at(-1)!.toLowerCase().replaceAll("-", " "));
  await patient.page.getByRole("button", { name: "Go on" }).click();
  await patient.page.getByLabel("New password", { exact: true }).fill(people.otherPatient.password);
  await patient.page.getByRole("button", { name: "Save and sign in" }).click();
  await patient.page.waitForURL("**/health");
  await page.goto("/patients/patient2/access");
  await page.getByText("Made a link to choose a new password, to hand over").waitFor();
});

test("a new patient is invited, accepts without scripts, and is in", async ({ newPage }) => {
  const { page, allow } = await newPage({ viewport: desk, as: people.practitioner });
  allow(422);
  await page.goto("/patients/new");
  await page.getByLabel("Given names").fill("Ida");
  await page.getByLabel("Family name").fill("Lindqvist");
  await page.getByLabel("Birth date", { exact: true }).fill("1961-07-09");
  await page.getByLabel("Sex").selectOption("female");
  await page.getByLabel("Invite to the patient app").check();
  await see(page, "new-patient-invite");
  await page.getByRole("button", { name: "Add the patient" }).click();
  await page.waitForURL("**/invite");
  await see(page, "chart-invite");
  await page.getByLabel("Email").fill("ida@example.org");
  await page.getByRole("button", { name: "Send the invitation" }).click();
  await page.waitForURL("**?sent=invitation");
  await page.getByText("Invited", { exact: true }).waitFor();
  await see(page, "chart-invited");
  const link = linkIn(await mailOf(page, "ida@example.org", /invites you/));

  const ida = await newPage({ viewport: phone, javaScriptEnabled: false });
  ida.allow(410, 422);
  await ida.page.goto(link);
  await ida.page.getByRole("heading", { name: "Welcome, Ida" }).waitFor();
  await look(ida.page, "invitation", true);
  await ida.page.getByLabel("New password", { exact: true }).fill(fresh);
  await ida.page.getByRole("button", { name: "Accept and sign in" }).click();
  await ida.page.getByText(/tick “I agree”/).first().waitFor();
  await ida.page.getByLabel("New password", { exact: true }).fill(fresh);
  await ida.page.getByLabel("I agree").check();
  await ida.page.getByRole("button", { name: "Accept and sign in" }).click();
  await ida.page.waitForURL("**/health");
  await page.reload();
  await page.getByRole("link", { name: "Send reset link" }).waitFor();
  await ida.page.goto(link);
  await ida.page.getByRole("heading", { name: "This link is over" }).waitFor();
});

test("an administrator invites a colleague, sends it again, withdraws one, and looks at every mail", async ({ newPage }) => {
  const { page } = await newPage({ viewport: desk, as: people.administrator });
  await page.goto("/settings");
  await page.getByRole("link", { name: "Colleagues" }).click();
  const inviteOne = async (given: string, email: string) => {
    await page.getByLabel("Given name").fill(given);
    await page.getByLabel("Family name").fill("Haddad");
    await page.getByLabel("Email").fill(email);
    await page.getByLabel("Credentials").fill("NP");
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await page.getByRole("listitem").filter({ hasText: email }).waitFor();
  };
  await inviteOne("Noor", "noor@clinic.test");
  await inviteOne("Wrong", "wrong@clinic.test");
  await see(page, "colleagues");
  await page.getByRole("button", { name: /Withdraw.*Wrong Haddad/ }).click();
  await page.waitForURL("**/settings/colleagues?done=withdrawn");
  assertEquals(await page.getByText("wrong@clinic.test").count(), 0);
  const first = linkIn(await mailOf(page, "noor@clinic.test", /Join/));
  await page.getByRole("button", { name: /Send again.*Noor Haddad/ }).click();
  await page.waitForURL("**/settings/colleagues?done=sent");
  let link = first;
  for (let tries = 0; link === first && tries < 60; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    link = linkIn(await mailOf(page, "noor@clinic.test", /Join/));
  }
  const noor = await newPage({ viewport: desk });
  await noor.page.goto(link);
  await noor.page.getByRole("heading", { name: "Welcome, Noor" }).waitFor();
  await see(noor.page, "invitation-staff");
  await noor.page.getByLabel("New password", { exact: true }).fill(fresh);
  await noor.page.getByLabel("I agree").check();
  await noor.page.getByRole("button", { name: "Accept and sign in" }).click();
  await noor.page.waitForURL("**/patients");
  await noor.page.goto("/settings/mail");
  await noor.page.waitForURL("**/patients");

  await page.goto("/settings/mail");
  await see(page, "settings-mail");
  const cards = await page.getByRole("link", { name: /^As HTML/ }).all();
  assertEquals(cards.length, 7);
  await page.goto(await cards[0]!.getAttribute("href") ?? "");
  await page.setViewportSize(phone);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await look(page, "mail-password-reset");
  }
});
