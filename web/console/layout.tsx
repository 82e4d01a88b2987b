/**
 * The clinician's frame: sidebar, search, content. What stands in the sidebar is data, so a part of the product
 * that isn't there yet isn't shown. Below 900 px the sidebar becomes a panel behind a button, by the popover
 * attribute alone: it needs no script.
 */
import type { ComponentChildren } from "preact";
import { Avatar } from "../components/Avatar.tsx";
import { Breadcrumb, type Crumb } from "../components/Breadcrumb.tsx";
import { Icon, type IconName } from "../components/Icon.tsx";
import { Mark } from "../components/Mark.tsx";

export interface NavigationItem {
  href: string;
  label: string;
  icon: IconName;
  current?: boolean;
  count?: number;
}

export interface ConsoleLayoutProps {
  /** The clinic's name. */
  organization: string;
  items: readonly NavigationItem[];
  person: { name: string; role: string; profileHref?: string };
  /** Where the sign-out form posts. */
  signOutAction: string;
  /** Where the patient search posts its `query`; left out, there is no search box. */
  searchAction?: string;
  /** What was searched for, when this page is the answer. */
  query?: string | undefined;
  crumbs?: readonly Crumb[];
  /** `wide` for charts and tables, `narrow` for forms and text. */
  width?: "wide" | "narrow";
  children: ComponentChildren;
}

function PatientSearch({ action, query }: { action: string; query: string | undefined }) {
  return (
    <form class="search" role="search" method="post" action={action}>
      <Icon name="search" size={16} />
      <input
        type="search"
        name="query"
        value={query}
        placeholder="Find a patient"
        aria-label="Find a patient by name, birth date or number"
        autocomplete="off"
        spellcheck={false}
        maxlength={100}
        data-shortcut="/"
      />
      <kbd class="search-key" aria-hidden="true">/</kbd>
    </form>
  );
}

/** Header, sidebar and `main` around a page's content. */
export function ConsoleLayout(props: ConsoleLayoutProps) {
  const { person } = props;
  return (
    <div class="console">
      <nav class="sidebar" id="navigation" popover="auto" aria-label="Main">
        <p class="sidebar-brand">
          <Mark />
          <span class="sidebar-clinic">{props.organization}</span>
        </p>
        <ul class="sidebar-items" role="list">
          {props.items.map((item) => (
            <li key={item.href}>
              <a
                class="sidebar-item"
                href={item.href}
                {...(item.current ? { "aria-current": "page" as const } : {})}
              >
                <Icon name={item.icon} />
                <span>{item.label}</span>
                {item.count !== undefined && <span class="sidebar-count">{item.count}</span>}
              </a>
            </li>
          ))}
        </ul>
        <div class="sidebar-foot">
          <div class="sidebar-person">
            <Avatar name={person.name} />
            <div class="sidebar-person-text">
              {person.profileHref === undefined
                ? <span class="sidebar-name">{person.name}</span>
                : <a class="sidebar-name" href={person.profileHref}>{person.name}</a>}
              <span class="sidebar-role">{person.role}</span>
            </div>
          </div>
          <form method="post" action={props.signOutAction}>
            <button type="submit" class="sidebar-item sidebar-sign-out">
              <Icon name="sign-out" />
              <span>Sign out</span>
            </button>
          </form>
        </div>
      </nav>
      <div class="console-page">
        <header class="topbar">
          <button
            type="button"
            class="button button-quiet button-icon topbar-menu"
            popovertarget="navigation"
          >
            <Icon name="menu" size={20} />
            <span class="visually-hidden">Menu</span>
          </button>
          {props.crumbs !== undefined && <Breadcrumb crumbs={props.crumbs} />}
          {props.searchAction !== undefined && (
            <PatientSearch action={props.searchAction} query={props.query} />
          )}
        </header>
        <main class={`content content-${props.width ?? "wide"}`} id="main" tabindex={-1}>
          {props.children}
        </main>
      </div>
    </div>
  );
}
