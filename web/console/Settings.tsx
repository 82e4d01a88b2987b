/** Where one's sessions are seen and ended, the look is chosen, and administrators see how the system is. */
import { Badge } from "../components/Badge.tsx";
import { Button } from "../components/Button.tsx";
import { Card } from "../components/Card.tsx";
import { Icon } from "../components/Icon.tsx";
import { Island } from "../components/Island.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { ExactTime, RelativeTime } from "../components/RelativeTime.tsx";
import { Stats } from "../components/Stat.tsx";
import ThemeToggle from "../islands/ThemeToggle.tsx";
import type { Theme } from "../theme.ts";

export interface SessionRow {
  id: string;
  /** Browser and system in words, e.g. "Safari on iPhone". */
  agent: string;
  current: boolean;
  signedInAt: string;
  lastActiveAt: string;
}

export interface SystemHealth {
  version: string;
  migration: string;
  database: "reachable" | "unreachable";
  /** The whole database's check; null when it never ran. */
  integrity: { ok: boolean; at: string } | null;
}

export interface SettingsProps {
  /** "Settings" unless said. */
  title?: string;
  sessions: readonly SessionRow[];
  /** Posts `session`, the id. */
  endSessionAction: string;
  signOutEverywhereAction: string;
  theme: Theme;
  /** Other pages of settings. */
  /** For administrators only. */
  health?: SystemHealth;
  /** Runs the integrity check. */
  checkAction?: string;
  apiDocsHref?: string;
  /** Pages of their own, in reading order. */
  links?: readonly { href: string; label: string; description: string }[];
  now: string;
  zone: string;
}

function Links({ links }: { links: NonNullable<SettingsProps["links"]> }) {
  return (
    <Card flush>
      <ul class="list-rows">
        {links.map((link) => (
          <li key={link.href}>
            <a class="list-row list-row-link" href={link.href}>
              <span class="list-row-text">
                <span class="list-row-title">{link.label}</span>
                <span class="muted small">{link.description}</span>
              </span>
              <Icon name="chevron-right" size={16} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Sessions({ sessions, endSessionAction, signOutEverywhereAction, now, zone }: SettingsProps) {
  return (
    <Card
      title="Where you are signed in"
      description="End any session that you don't recognize."
      flush
      actions={
        <form method="post" action={signOutEverywhereAction}>
          <Button type="submit" tone="danger" size="small" icon="sign-out">Sign out everywhere</Button>
        </form>
      }
    >
      <ul class="list-rows">
        {sessions.map((session) => (
          <li key={session.id} class="list-row">
            <div class="list-row-text">
              <p class="list-row-title">
                {session.agent}
                {session.current && <Badge tone="accent">This one</Badge>}
              </p>
              <p class="muted small">
                <RelativeTime at={session.lastActiveAt} now={now} zone={zone} prefix="Active" /> · signed in
                {" "}
                <ExactTime at={session.signedInAt} zone={zone} />
              </p>
            </div>
            {!session.current && (
              <form method="post" action={endSessionAction}>
                <input type="hidden" name="session" value={session.id} />
                <Button type="submit" size="small">
                  Sign out<span class="visually-hidden">{session.agent}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function System({ health, checkAction, now, zone, apiDocsHref }: SettingsProps & { health: SystemHealth }) {
  return (
    <Card
      title="System"
      actions={
        <>
          {apiDocsHref !== undefined && (
            <a class="button button-quiet button-small" href={apiDocsHref}>API reference</a>
          )}
          {checkAction !== undefined && (
            <form method="post" action={checkAction}>
              <Button type="submit" size="small" icon="shield">Check the database</Button>
            </form>
          )}
        </>
      }
    >
      <Stats
        label="System"
        stats={[
          { label: "Version", value: health.version, note: `Migration ${health.migration}` },
          { label: "Database", value: health.database === "reachable" ? "Reachable" : "Not reachable" },
          {
            label: "Integrity",
            value: health.integrity === null
              ? "Not checked"
              : health.integrity.ok
              ? "Sound"
              : "Needs attention",
            ...(health.integrity === null
              ? {}
              : { note: <RelativeTime at={health.integrity.at} now={now} zone={zone} prefix="Checked" /> }),
          },
        ]}
      />
    </Card>
  );
}

/** Uses the island `ThemeToggle`. Inside `ConsoleLayout` with `width="narrow"`. */
export function Settings(props: SettingsProps) {
  return (
    <>
      <PageHeader title={props.title ?? "Settings"} />
      <div class="sections">
        {props.links !== undefined && props.links.length > 0 && <Links links={props.links} />}
        <Sessions {...props} />
        <Card title="Appearance" description="Kept in this browser.">
          <Island name="ThemeToggle" of={ThemeToggle} props={{ theme: props.theme }} />
        </Card>
        {props.health !== undefined && <System {...props} health={props.health} />}
      </div>
    </>
  );
}
