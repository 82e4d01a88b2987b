/** Every vital there is, by group, with an index to jump by. Groups without data aren't shown. */
import { type HealthGroup, healthGroups } from "../../schema/health_type.ts";
import type { VitalTile as Vital } from "../../schema/observation.ts";
import { Icon } from "./Icon.tsx";
import { groupLooks, VitalTile } from "./VitalTile.tsx";

/** The groups that have tiles, in the order of the Vitals page. */
export function grouped(tiles: readonly Vital[]): { group: HealthGroup; tiles: Vital[] }[] {
  return healthGroups
    .map((group) => ({ group, tiles: tiles.filter((tile) => tile.group === group) }))
    .filter(({ tiles: some }) => some.length > 0);
}

/** Links to the groups of the page. */
export function VitalsIndex({ tiles }: { tiles: readonly Vital[] }) {
  return (
    <nav class="vitals-index" aria-label="Groups of vitals">
      {grouped(tiles).map(({ group }) => (
        <a key={group} href={`#${group}`} data-group={group}>
          <Icon name={groupLooks[group].icon} size={16} />
          {groupLooks[group].label}
        </a>
      ))}
    </nav>
  );
}

/** One section with a heading for each group. */
export function VitalGroups(
  { tiles, href, now, zone }: {
    tiles: readonly Vital[];
    href: (type: string) => string;
    now: string;
    zone: string;
  },
) {
  return (
    <>
      {grouped(tiles).map(({ group, tiles: some }) => (
        <section key={group} class="vital-group" aria-labelledby={group}>
          <h2 class="vital-group-title" id={group} data-group={group}>
            <Icon name={groupLooks[group].icon} size={20} />
            {groupLooks[group].label}
          </h2>
          <ul class="tiles">
            {some.map((vital) => (
              <li key={vital.type}>
                <VitalTile vital={vital} href={href(vital.type)} now={now} zone={zone} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** When anything was last received, in milliseconds; null when nothing was. */
export function lastHeard(tiles: readonly Vital[]): string | null {
  return tiles.reduce<string | null>(
    (newest, tile) => newest === null || tile.receivedAt > newest ? tile.receivedAt : newest,
    null,
  );
}
