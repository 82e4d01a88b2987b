/**
 * A download that is made while it is sent: one piece in memory at a time, however long the whole. The reader sets
 * the pace; who stops reading stops the making.
 */
import type { Scope } from "./scope.ts";

export interface Download {
  /** With its charset. */
  contentType: string;
  /** Letters, digits, dots and hyphens; never a name of a person. */
  fileName: string;
}

/**
 * Answers with the pieces as a file to save. The first piece is made before the head is sent, so that an outage then
 * is still a refusal; a later one breaks the download off, which browsers tell.
 */
export async function streamText(
  scope: Scope,
  { contentType, fileName }: Download,
  pieces: AsyncGenerator<string>,
): Promise<Response> {
  let next = await pieces.next();
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  scope.running.push(ended);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (next.done) {
          end();
          return controller.close();
        }
        controller.enqueue(encoder.encode(next.value));
        next = await pieces.next();
      } catch (error) {
        end();
        scope.log("download_broken", { error: error instanceof Error ? error.name : typeof error });
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined).catch(() => {});
      end();
    },
  }, { highWaterMark: 0 });
  return new Response(body, {
    headers: { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"` },
  });
}
