/**
 * Drops everything before `<HealthData`: the XML declaration and the DOCTYPE.
 *
 * The internal DTD of some iOS versions is malformed (iOS 16 closes and opens declarations in each other), which
 * no XML parser should have to survive; nothing in it is needed.
 */

/** Bytes-worth of characters before the root beyond which a file is no export. */
export const maxPrologCharacters = 1_048_576;

export interface PrologSkipper {
  /** The text from the root on, `""` while the root has not come. */
  skip(text: string): string;
  /** True once the root was found. */
  readonly found: boolean;
  /** True once the prolog is longer than any export's. */
  readonly hopeless: boolean;
  /** Line breaks that were dropped. */
  readonly lines: number;
}

const root = /<HealthData[\s/>]/;

/** A skipper for one file; the text may come in any pieces. */
export function createPrologSkipper(): PrologSkipper {
  let held = "";
  let found = false;
  let dropped = 0;
  let lines = 0;
  const drop = (text: string) => {
    dropped += text.length;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  };
  return {
    skip(text) {
      if (found) return text;
      held += text;
      const match = root.exec(held);
      if (match === null) {
        // The root's name may be cut by the end of this piece: keep as much as it has characters.
        const keep = Math.max(0, held.length - 16);
        drop(held.slice(0, keep));
        held = held.slice(keep);
        return "";
      }
      found = true;
      drop(held.slice(0, match.index));
      const rest = held.slice(match.index);
      held = "";
      return rest;
    },
    get found() {
      return found;
    },
    get hopeless() {
      return !found && dropped > maxPrologCharacters;
    },
    get lines() {
      return lines;
    },
  };
}
