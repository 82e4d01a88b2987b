/** When a page can't be shown: what happened, in one sentence, and where to go. No detail that helps an attacker. */
import { Button, ButtonLink } from "../components/Button.tsx";
import { EntranceLayout } from "./layout.tsx";

export type ErrorStatus = 403 | 404 | 429 | 500 | 503 | "offline";

const words: Record<ErrorStatus, { title: string; text: string }> = {
  403: {
    title: "This isn't yours to open",
    text: "Your sign-in doesn't include this page. If you need it, ask an administrator of your clinic.",
  },
  404: {
    title: "There is nothing here",
    text: "The page may have moved, or the link may be incomplete. What you were working on is untouched.",
  },
  429: {
    title: "A little too fast",
    text: "Too many requests came from here in a short time. Wait a minute, then try again.",
  },
  500: {
    title: "Something went wrong on our side",
    text: "Nothing you entered was half-saved: a change is stored whole or not at all. Please try again.",
  },
  503: {
    title: "Back in a moment",
    text: "The clinic's records can't be reached right now. This usually passes within a minute.",
  },
  offline: {
    title: "You are offline",
    text: "This page needs a connection. It opens again as soon as you have one.",
  },
};

/** `requestId` helps support find the case; it says nothing about anyone. */
export function ErrorPage(
  { status, organization, homeHref = "/", requestId }: {
    status: ErrorStatus;
    organization: string;
    homeHref?: string;
    requestId?: string;
  },
) {
  const { title, text } = words[status];
  const retry = status === 500 || status === 503 || status === 429 || status === "offline";
  return (
    <EntranceLayout organization={organization} title={title} lead={text}>
      <div class="row error-page-actions">
        {retry && (
          <form method="get">
            <Button type="submit" tone="primary" icon="reset">Try again</Button>
          </form>
        )}
        <ButtonLink href={homeHref} tone={retry ? "plain" : "primary"} icon="home">
          Go to the start
        </ButtonLink>
      </div>
      <p class="error-page-reference">
        {status === "offline" ? "No connection" : `Error ${status}`} {requestId !== undefined && (
          <>
            · request <span class="mono">{requestId}</span>
          </>
        )}
      </p>
    </EntranceLayout>
  );
}
