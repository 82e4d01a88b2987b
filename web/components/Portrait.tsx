/** A person's photo where there is one, else their initials. Decoration: the name always stands beside it. */
import { Avatar } from "./Avatar.tsx";

/** `src` is a path on our own origin. */
export function Portrait(
  { name, src, large = false }: { name: string; src: string | null; large?: boolean },
) {
  if (src === null) return <Avatar name={name} large={large} />;
  return (
    <img class={large ? "portrait portrait-large" : "portrait"} src={src} alt="" width={96} height={96} />
  );
}
