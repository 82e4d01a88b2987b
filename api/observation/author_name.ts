/** SQL for the name of a practitioner `p` as it stands beside what they measured: `Ada Moreno, MD`; NULL for none. */
export const authorName = "trim(p.given_name || ' ' || p.family_name || coalesce(', ' || p.credentials, ''))";
