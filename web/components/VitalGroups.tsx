/** Every vital there is, by group, with an index to jump by. Groups without data aren't shown. */
import { type HealthGroup, healthGroups } from "../../schema/health_type.ts";
import type { VitalTile as Vital } from "../../schema/observation.ts";
import { HiddenFields } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { groupLooks, VitalTile } from "./VitalTile.tsx";

/** The groups that have tiles, in the order of the Vitals page. */
export function grouped(tiles: readonly Vital[]): { group: HealthGroup; tiles: Vital[] }[] {
  return healthGroups
    .map((group) => ({ group, tiles: tiles.filter((tile) => tile.group === group) }))
    .filter(({ tiles: some }) => some.length > 0);
}

/** The caller's pinned types, and where the star's form posts. */
export interface TilePins {
  types: readonly string[];
  action: string;
}

/** The pinned tiles in the order of pinning, and the rest. */
function split(tiles: readonly Vital[], pins: TilePins | undefined): { pinned: Vital[]; rest: Vital[] } {
  const types = pins?.types ?? [];
  return {
    pinned: types.flatMap((type) => tiles.filter((tile) => tile.type === type)),
    rest: tiles.filter((tile) => !types.includes(tile.type)),
  };
}

/** Links to the groups of the page. */
export function VitalsIndex({ tiles, pins }: { tiles: readonly Vital[]; pins?: TilePins | undefined }) {
  const { pinned, rest } = split(tiles, pins);
  return (
    <nav class="vitals-index" aria-label="Groups of vitals">
      {pinned.length > 0 && (
        <a href="#pinned">
          <Icon name="star" size={16} />
          Pinned
        </a>
      )}
      {grouped(rest).map(({ group }) => (
        <a key={group} href={`#${group}`} data-group={group}>
          <Icon name={groupLooks[group].icon} size={16} />
          {groupLooks[group].label}
        </a>
      ))}
    </nav>
  );
}

/** A star beside the tile's link: a form of its own, since a link holds no button. */
function Star({ vital, pinned, action }: { vital: Vital; pinned: boolean; action: string }) {
  return (
    <form class="tile-pin" method="post" action={action}>
      <HiddenFields values={{ type: vital.type, pinned: pinned ? "0" : "1" }} />
      <button
        type="submit"
        class="button button-quiet button-icon button-small"
        aria-pressed={pinned}
        title={pinned ? "Unpin" : "Pin to the top"}
      >
        <Icon name="star" size={16} />
        <span class="visually-hidden">Pin {vital.display}</span>
      </button>
    </form>
  );
}

interface TilesProps {
  tiles: readonly Vital[];
  href: (type: string) => string;
  pins?: TilePins | undefined;
  now: string;
  zone: string;
}

function Tiles({ tiles, href, pins, now, zone }: TilesProps) {
  return (
    <ul class="tiles">
      {tiles.map((vital) => (
        <li
          key={vital.type}
          id={`tile-${vital.type}`}
          class={pins === undefined ? undefined : "tile-pinnable"}
        >
          <VitalTile vital={vital} href={href(vital.type)} now={now} zone={zone} />
          {pins !== undefined && (
            <Star vital={vital} pinned={pins.types.includes(vital.type)} action={pins.action} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** One section with a heading for each group; with `pins`, the pinned ones first in one of their own. */
export function VitalGroups(props: TilesProps) {
  const { pinned, rest } = split(props.tiles, props.pins);
  return (
    <>
      {pinned.length > 0 && (
        <section class="vital-group" aria-labelledby="pinned">
          <h2 class="vital-group-title" id="pinned">
            <Icon name="star" size={20} />
            Pinned
          </h2>
          <Tiles {...props} tiles={pinned} />
        </section>
      )}
      {grouped(rest).map(({ group, tiles: some }) => (
        <section key={group} class="vital-group" aria-labelledby={group}>
          <h2 class="vital-group-title" id={group} data-group={group}>
            <Icon name={groupLooks[group].icon} size={20} />
            {groupLooks[group].label}
          </h2>
          <Tiles {...props} tiles={some} />
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
