/** Notes among the points: which are in view, and where they stand in the table. */
import { assertEquals } from "deno-std/assert/mod.js";
import { type ChartMark, marksIn, tableRows } from "./marks.ts";

const mark = (id: string, at: number): ChartMark => ({ id, at, on: "2026-03-01", text: id });
const words = (rows: ReturnType<typeof tableRows>) =>
  rows.map((row) => "mark" in row ? row.mark.id : row.row);

Deno.test("marksIn() keeps what the view shows, oldest first", () => {
  const marks = [mark("late", 30), mark("first", 10), mark("after", 40), mark("before", 9)];
  assertEquals(marksIn(marks, { from: 10, to: 40 }).map(({ id }) => id), ["first", "late"]);
});

Deno.test("tableRows() says every point and every note once, newest first, a note above its bucket", () => {
  const marks = [mark("in second", 25), mark("before all", 5), mark("after all", 99), mark("at start", 10)];
  assertEquals(words(tableRows([10, 20, 30], marks)), [
    "after all",
    2,
    "in second",
    1,
    "at start",
    0,
    "before all",
  ]);
  assertEquals(words(tableRows([], marks)), ["after all", "in second", "at start", "before all"]);
  assertEquals(words(tableRows([10, 20], [])), [1, 0]);
});
