/**
 * A letter as HTML that mail programs draw: one table, styles on the elements, no image, nothing loaded from
 * anywhere. Dark mode by the two ways there are: `color-scheme` with a media query, and colours that survive inversion.
 */
import { renderToString } from "preact-render-to-string";
import type { Letter } from "./letter.ts";

const font = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const dark = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .canvas { background: #101312 !important; }
  .sheet { background: #191d1b !important; border-color: #2c322f !important; }
  .ink { color: #eef1ee !important; }
  .soft { color: #a9b1ac !important; }
  .button { background: #4fb8a3 !important; color: #06231d !important; }
}
@media (max-width: 480px) { .sheet { padding: 24px 20px !important; } }`;

const text = `margin: 0 0 16px; font: 400 16px/1.55 ${font}; color: #191c1a;`;
const small = `margin: 0 0 12px; font: 400 13px/1.5 ${font}; color: #565d58;`;

/** A whole document, doctype included. */
export function letterHtml({ subject, title, paragraphs, action, notes }: Letter, clinic: string): string {
  return `<!doctype html>${
    renderToString(
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="supported-color-schemes" content="light dark" />
          <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
          <title>{subject}</title>
          <style dangerouslySetInnerHTML={{ __html: dark }} />
        </head>
        <body class="canvas" style="margin: 0; padding: 0; background: #f6f6f3;">
          <table
            role="presentation"
            class="canvas"
            width="100%"
            cellpadding="0"
            cellspacing="0"
            style="background: #f6f6f3;"
          >
            <tr>
              <td align="center" style="padding: 32px 12px;">
                <table
                  role="presentation"
                  width="100%"
                  cellpadding="0"
                  cellspacing="0"
                  style="max-width: 520px;"
                >
                  <tr>
                    <td
                      class="soft"
                      style={`padding: 0 4px 16px; font: 600 15px/1.4 ${font}; color: #474d49;`}
                    >
                      {clinic}
                    </td>
                  </tr>
                  <tr>
                    <td
                      class="sheet"
                      style="padding: 32px; background: #ffffff; border: 1px solid #e3e3dd; border-radius: 14px;"
                    >
                      <h1 class="ink" style={`margin: 0 0 16px; font: 600 22px/1.3 ${font}; color: #191c1a;`}>
                        {title}
                      </h1>
                      {paragraphs.map((line) => <p key={line} class="ink" style={text}>{line}</p>)}
                      {action !== undefined && (
                        <>
                          <p style="margin: 24px 0;">
                            <a
                              class="button"
                              href={action.href}
                              style={`display: inline-block; padding: 13px 22px; border-radius: 9px; background: ` +
                                `#0c6657; color: #ffffff; text-decoration: none; font: 600 16px/1.2 ${font};`}
                            >
                              {action.label}
                            </a>
                          </p>
                          <p class="soft" style={`${small} word-break: break-all;`}>
                            Or copy this address: {action.href}
                          </p>
                        </>
                      )}
                      {notes.map((line) => <p key={line} class="soft" style={small}>{line}</p>)}
                    </td>
                  </tr>
                </table>
              </td>
            </tr>
          </table>
        </body>
      </html>,
    )
  }`;
}
