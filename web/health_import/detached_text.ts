/** A text that shares no memory with the text that it was cut from. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A copy for keeping: a mere slice would hold the whole piece of file that it comes from in memory. */
export const detached = (text: string): string => decoder.decode(encoder.encode(text));
