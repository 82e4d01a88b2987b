/** Turns a whole document into HTML text; the one place where pages become strings. */
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { Document, type DocumentProps } from "./document.tsx";

/** HTML with its doctype, ready to be sent as `text/html; charset=utf-8`. */
export function renderDocument(props: DocumentProps): string {
  return `<!doctype html>${renderToString(h(Document, props))}`;
}
