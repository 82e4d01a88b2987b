/**
 * HKDevice as the export prints it: `<<HKDevice: 0x2816…>, name:Apple Watch, …, hardware:Watch6,1, …>`.
 * The memory address is another one each time and would make one watch many sources; it goes, the rest stays.
 */

export interface DeviceText {
  readonly device?: string;
  /** Hardware, e.g. `Watch6,1`. */
  readonly product?: string;
}

/** Cleans one device text. A text of another form is kept as it is, cut to the wire's 1000 characters. */
export function readDevice(text: string): DeviceText {
  const inner = /^<<HKDevice: 0x[0-9a-fA-F]+>,?\s*([^]*?)>?$/.exec(text);
  const device = (inner?.[1] ?? text).replace(/<?HKDevice: 0x[0-9a-fA-F]+>?,?\s*/g, "").trim()
    .slice(0, 1000).toWellFormed();
  if (device === "") return {};
  const product = /(?:^|, )hardware:(.+?)(?=, [a-z][a-z ]*:|$)/.exec(device)?.[1]?.slice(0, 100);
  return product === undefined ? { device } : { device, product };
}
