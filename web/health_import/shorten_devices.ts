/**
 * Puts a short mark in place of each long `device` attribute before the XML parser sees it.
 *
 * The device is two fifths of a typical row and the same in hundreds of thousands of them; a parser that goes
 * through it letter by letter spends a third of the import on it. Only whole attributes inside one piece of
 * text are replaced; the others go through as they are, which is slower and means the same.
 */

import { detached } from "./detached_text.ts";

export interface DeviceShortener {
  /** The text with marks. Line breaks stay where they are. */
  shorten(text: string): string;
  /** The device that a mark stands for; any other text is itself. */
  restore(device: string): string;
}

/** A private-use character that no device name has; a text that starts so and isn't known stays as it is. */
const mark = "\ue000";
/** How Apple's device texts begin, with the end of the attribute before. */
const opening = '" device="&lt;&lt;HKDevice: ';
const mostDevices = 2_000;
/** Devices that are looked for in one piece of text; each costs a search through it. */
const mostAtOnce = 4;

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? parseInt(hex, 16) : Number(decimal);
    return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code).toWellFormed() : whole;
  });
}

interface Known {
  readonly attribute: string;
  readonly replacement: string;
}

/** A shortener with its own memory of devices, for one file. */
export function createDeviceShortener(): DeviceShortener {
  const known = new Map<string, Known>();
  const devices: string[] = [];
  let recent: Known[] = [];

  const learn = (attribute: string): Known | undefined => {
    const before = known.get(attribute);
    if (before !== undefined || devices.length >= mostDevices) return before;
    const own = detached(attribute);
    const device = { attribute: own, replacement: `" device="${mark}${devices.length}"` };
    devices.push(unescape(own.slice('" device="'.length, -1)));
    known.set(own, device);
    return device;
  };
  const nextUnknown = (text: string): Known | undefined => {
    const start = text.indexOf(opening);
    const end = start < 0 ? -1 : text.indexOf('"', start + opening.length);
    const attribute = end < 0 ? "" : text.slice(start, end + 1);
    return attribute === "" || /[\n\r\t<]/.test(attribute) ? undefined : learn(attribute);
  };

  return {
    shorten(text) {
      const found: Known[] = [];
      let short = text;
      const replace = (device: Known) => {
        const parts = short.split(device.attribute);
        if (parts.length === 1) return;
        short = parts.join(device.replacement);
        found.push(device);
      };
      recent.forEach(replace);
      while (found.length < mostAtOnce) {
        const device = nextUnknown(short);
        if (device === undefined) break;
        replace(device);
      }
      recent = found;
      return short;
    },
    restore: (device) => device.startsWith(mark) ? devices[Number(device.slice(1))] ?? device : device,
  };
}
