/** Takes readings along: as a spreadsheet, or as FHIR for another system. Plain links to the API's downloads. */
import { downloadHref } from "./download_href.ts";
import { Menu, MenuLink } from "./Menu.tsx";

/** Everything there is of a patient, or of one type. */
export function DownloadMenu(
  { patient, type, path }: {
    patient: string;
    type?: string;
    /** The vitals page, which has a sheet for the printer. */
    path: string;
  },
) {
  return (
    <Menu label="Download" icon="download" showLabel size="small">
      <p class="menu-note">{type === undefined ? "All readings there are" : "All readings of this kind"}</p>
      <MenuLink href={downloadHref("csv", { patient, type })} icon="table">Spreadsheet (CSV)</MenuLink>
      <MenuLink href={downloadHref("bundle", { patient, type })} icon="file">FHIR R4 Bundle (JSON)</MenuLink>
      <MenuLink
        href={type === undefined ? `${path}?print` : `${path}?print&type=${encodeURIComponent(type)}`}
        icon="monitor"
      >
        Print or PDF
      </MenuLink>
    </Menu>
  );
}
