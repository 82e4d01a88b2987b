/** The languages that forms offer: BCP 47 tags and what English calls them. https://www.rfc-editor.org/info/bcp47 */
import { z } from "@hono/zod-openapi";

/** Most spoken in homes in the United States first among equals: English, Spanish, then by name. */
export const languageNames = {
  en: "English",
  es: "Spanish",
  am: "Amharic",
  ar: "Arabic",
  hy: "Armenian",
  bn: "Bengali",
  my: "Burmese",
  yue: "Cantonese",
  nl: "Dutch",
  tl: "Filipino",
  fr: "French",
  de: "German",
  el: "Greek",
  gu: "Gujarati",
  ht: "Haitian Creole",
  he: "Hebrew",
  hi: "Hindi",
  hmn: "Hmong",
  it: "Italian",
  ja: "Japanese",
  km: "Khmer",
  ko: "Korean",
  lo: "Lao",
  cmn: "Mandarin",
  nv: "Navajo",
  ne: "Nepali",
  fa: "Persian",
  pl: "Polish",
  pt: "Portuguese",
  pa: "Punjabi",
  ro: "Romanian",
  ru: "Russian",
  so: "Somali",
  sw: "Swahili",
  ta: "Tamil",
  te: "Telugu",
  th: "Thai",
  uk: "Ukrainian",
  ur: "Urdu",
  vi: "Vietnamese",
  ase: "American Sign Language",
} as const satisfies Record<string, string>;

export type Language = keyof typeof languageNames;

export const languages = Object.keys(languageNames) as [Language, ...Language[]];

/** One of the tags above. */
export const Language = z.enum(languages, "a language of the list");
