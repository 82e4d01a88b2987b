/** The part of a row that has no column: metadata and nested elements, as JSON that any server can take. */
import type { Detail } from "./build_batches.ts";

const forbidden = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;

/** A text without what JSON columns choke on: control characters and lone surrogates become U+FFFD. */
export const safeText = (text: string): string => text.replace(forbidden, "\ufffd").toWellFormed();

/**
 * Puts a value under its key as given. A key that is taken, or that means something to every object (`__proto__`), gets
 * underscores at its end; keys are cut to the wire's 200 characters. Answers with about the JSON's characters.
 */
export function setDetail(detail: Detail, key: string, value: string): number {
  let name = key.length > 190 ? key.slice(0, 190).toWellFormed() : key;
  while (name in detail || name === "prototype") name += "_";
  detail[name] = value;
  return name.length + value.length + 8;
}

/** Adds an object to the list under that name, for elements that can stand more than once. */
export function pushDetail(detail: Detail, name: string, entry: Detail): void {
  const list = Object.hasOwn(detail, name) ? detail[name] : undefined;
  if (Array.isArray(list)) list.push(entry);
  else detail[name] = [entry];
}
