/**
 * The large chart of one vital: look at it, point at it, zoom, pan, and see the readings behind a point. The same
 * state is in the URL, the same figures are in a table, and everything the mouse does the keyboard does too.
 * Before it wakes it is a still picture with working links.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { HealthGroup } from "../../../schema/health_type.ts";
import type { Chart, Reading } from "../../../schema/observation.ts";
import { Button } from "../../components/Button.tsx";
import { downloadHref } from "../../components/download_href.ts";
import { type Segment, Segments } from "../../components/Segments.tsx";
import { DataTable } from "./DataTable.tsx";
import type { draw as Draw, Drawing } from "./draw.ts";
import { listenForGestures } from "./gestures.ts";
import { Legend } from "./Legend.tsx";
import { loadChart, loadReadings, type Subject } from "./load.ts";
import { Readings } from "./Readings.tsx";
import { type ChartMark, marksIn } from "./marks.ts";
import { pointSpan } from "./series.ts";
import { Still } from "./Still.tsx";
import { chartQuery, type RangeKey, rangeNames } from "./url_state.ts";
import { clampView, panView, sameView, type View, zoomView } from "./view.ts";
import { readout, summary, whenText } from "./words.ts";

export interface VitalsChartProps {
  /** Where the API stands, e.g. `/api`. */
  api: string;
  /** The patient's id. */
  patient: string;
  /** The page's own path; the range links are this with a query. */
  path: string;
  type: string;
  display: string;
  group: HealthGroup;
  unitDisplay: string;
  decimals: number;
  /** The preset in force. */
  range: RangeKey;
  /** Every preset's instants, as the server reckons them. */
  ranges: { key: RangeKey; from: string; to: string }[];
  /** First reading there is, and now: the view stays inside. */
  bounds: { from: string; to: string };
  /** The chart of the range, or of the view that the URL asked for. */
  chart: Chart;
  reference?: { low?: number | undefined; high?: number | undefined; source: string } | undefined;
  /** Clinicians' notes on this vital. */
  marks?: ChartMark[] | undefined;
  /** The newest readings of the range. */
  readings: Reading[];
  /** Where a reading of the clinic is corrected (`?replaces=`), for those who may. */
  correctPath?: string;
}

const viewOf = ({ from, to }: { from: string; to: string }): View => ({
  from: Date.parse(from),
  to: Date.parse(to),
});
const settleMs = 160;

interface Selection {
  title: string;
  readings: Reading[];
  span: View | null;
  next: string | null;
}

/** `draw` is handed in by the island alone, so that the server's bundle carries no charting library. */
export function ChartBody(props: VitalsChartProps & { draw?: typeof Draw }) {
  const { type, display, decimals, unitDisplay, path } = props;
  // One range can't speak for two curves: a pair is drawn without.
  const reference = props.chart.shape === "pair" ? undefined : props.reference;
  const look = { decimals, unitDisplay };
  const subject: Subject = { api: props.api, patient: props.patient, type };
  const [chart, setChart] = useState(props.chart);
  const [range, setRange] = useState(props.range);
  const [row, setRow] = useState(-1);
  const [awake, setAwake] = useState(false);
  const [stale, setStale] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [theme, setTheme] = useState(0);
  const [loadingReadings, setLoadingReadings] = useState(false);
  const [selection, setSelection] = useState<Selection>({
    title: "The newest in this range",
    readings: props.readings,
    span: null,
    next: null,
  });

  const holder = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const view = useRef<View>(viewOf(props.chart));
  const cursor = useRef(-1);
  const shown = useRef(chart);
  shown.current = chart;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const fetching = useRef<AbortController | undefined>(undefined);
  const fetchingReadings = useRef<AbortController | undefined>(undefined);

  const preset = (key: RangeKey): View | undefined => {
    const found = props.ranges.find((candidate) => candidate.key === key);
    return found && viewOf(found);
  };
  // A preset may begin before the first reading: it is shown whole, so it widens the bounds.
  const bounds = (): View => {
    const whole = viewOf(props.bounds);
    const own = preset(rangeNow.current) ?? whole;
    return { from: Math.min(whole.from, own.from), to: Math.max(whole.to, own.to) };
  };
  const rangeNow = useRef(range);
  rangeNow.current = range;

  const settle = useCallback(() => {
    const wanted = view.current;
    const own = preset(rangeNow.current);
    const state = own && sameView(own, wanted) ? {} : { view: wanted };
    history.replaceState(
      history.state,
      "",
      `${path}?${chartQuery({ type, range: rangeNow.current, ...state })}`,
    );
    fetching.current?.abort();
    const abort = fetching.current = new AbortController();
    loadChart(subject, wanted, abort.signal).then((loaded) => {
      setProblem(null);
      setChart(loaded);
      setStale(false);
    }, (error: unknown) => {
      if (abort.signal.aborted) return;
      setStale(false);
      setProblem(error instanceof Error ? error.message : "The readings couldn't be fetched.");
    });
  }, []);

  const show = useCallback((next: View) => {
    if (sameView(next, view.current)) return;
    view.current = next;
    drawing.current?.show(next);
    setStale(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(settle, settleMs);
  }, []);

  const choose = (segment: Segment, event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    const key = props.ranges.find((candidate) => rangeNames[candidate.key] === segment.label)?.key;
    const next = key && preset(key);
    if (!key || !next) return;
    event.preventDefault();
    setRange(key);
    rangeNow.current = key;
    show(next);
  };
  const reset = () => {
    const own = preset(rangeNow.current);
    if (own) show(own);
  };

  const readingsOf = async (span: View, title: string, cursorText: string | null, before: Reading[]) => {
    fetchingReadings.current?.abort();
    const abort = fetchingReadings.current = new AbortController();
    setLoadingReadings(true);
    try {
      const page = await loadReadings(subject, span, cursorText, abort.signal);
      setSelection({ title, readings: [...before, ...page.readings], span, next: page.next });
      setProblem(null);
      setLoadingReadings(false);
    } catch (error) {
      if (abort.signal.aborted) return;
      setLoadingReadings(false);
      setProblem(error instanceof Error ? error.message : "The readings couldn't be fetched.");
    }
  };
  const select = (chosen: number) => {
    if (chosen < 0) return;
    const now = shown.current;
    void readingsOf(pointSpan(now, chosen), whenText(now, chosen), null, []);
  };
  const selectNow = useRef(select);
  selectNow.current = select;

  const empty = chart.at.length === 0;
  const marks = marksIn(props.marks ?? [], viewOf(chart));

  // The plot is made anew only when its shape or the theme changes; data and view are handed to the living one.
  useLayoutEffect(() => {
    const element = holder.current;
    if (element === null || empty || props.draw === undefined) return;
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    const made = props.draw(element, {
      chart: shown.current,
      view: view.current,
      decimals,
      reference,
      marks: props.marks,
      ...size(),
      onPoint: setRow,
      onSelect: (next) => show(clampView(next, bounds())),
    });
    drawing.current = made;
    setAwake(true);
    const over = made.plot.over;
    const stop = listenForGestures(over, {
      view: () => view.current,
      bounds,
      show,
      scrub: (share) => made.plot.setCursor({ left: share * over.clientWidth, top: 1 }),
    });
    let pressed: { x: number; y: number } | null = null;
    const press = (event: PointerEvent) => pressed = { x: event.clientX, y: event.clientY };
    const click = (event: MouseEvent) => {
      if (pressed === null || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 5) return;
      const { index, row: hit } = made.nearest(made.plot.posToVal(event.offsetX, "x"));
      cursor.current = index;
      selectNow.current(hit);
    };
    over.addEventListener("pointerdown", press);
    over.addEventListener("click", click);
    over.addEventListener("dblclick", reset);
    const watch = new ResizeObserver(() => {
      const { width, height } = size();
      if (width > 0 && (width !== made.plot.width || height !== made.plot.height)) made.size(width, height);
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      stop();
      made.destroy();
      drawing.current = null;
    };
  }, [chart.shape, theme, empty]);

  useEffect(() => {
    drawing.current?.replace(chart, view.current);
    cursor.current = -1;
    setRow(-1);
  }, [chart]);

  useEffect(() => {
    const redraw = () => setTheme((count) => count + 1);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", redraw);
    document.addEventListener("themechange", redraw);
    if (document.fonts.status !== "loaded") document.fonts.ready.then(redraw);
    return () => {
      dark.removeEventListener("change", redraw);
      document.removeEventListener("themechange", redraw);
    };
  }, []);

  const move = (by: number) => {
    const made = drawing.current;
    if (made === null) return;
    const { from, to } = view.current;
    const start = cursor.current < 0 ? made.nearest(by > 0 ? from : to).index : made.step(cursor.current, by);
    cursor.current = start;
    const at = made.plot.data[0][start];
    if (at !== undefined && (at < from || at > to)) {
      show(panView(view.current, at - (from + to) / 2, bounds()));
    }
    made.point(start);
  };
  const around = () => {
    const at = drawing.current?.plot.data[0][cursor.current];
    return at ?? (view.current.from + view.current.to) / 2;
  };
  const zoom = (factor: number) => show(zoomView(view.current, factor, around(), bounds()));
  const pan = (share: number) =>
    show(panView(view.current, share * (view.current.to - view.current.from), bounds()));

  const keys: Record<string, () => void> = {
    ArrowLeft: () => move(-1),
    ArrowRight: () => move(1),
    "Shift+ArrowLeft": () => pan(-0.25),
    "Shift+ArrowRight": () => pan(0.25),
    "+": () => zoom(0.6),
    "=": () => zoom(0.6),
    "-": () => zoom(1 / 0.6),
    Home: () => {
      cursor.current = -1;
      move(1);
    },
    End: () => {
      cursor.current = -1;
      move(-1);
    },
    Enter: () => select(row),
    " ": () => select(row),
    Escape: reset,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = keys[event.shiftKey && event.key.startsWith("Arrow") ? `Shift+${event.key}` : event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  const last = chart.at.length - 1;
  const said = empty ? null : readout(chart, row >= 0 && row <= last ? row : last, look);
  const segments = props.ranges.map(({ key }) => ({
    href: `${path}?${chartQuery({ type, range: key })}`,
    label: rangeNames[key],
    current: key === range,
  }));

  return (
    <div data-group={props.group}>
      <section class="chart" data-state={stale ? "stale" : "fresh"} aria-label={`Chart of ${display}`}>
        <div class="chart-bar">
          <Segments label="Range" segments={segments} {...(awake ? { onChoose: choose } : {})} />
          <div class="chart-tools" hidden={!awake}>
            <Button tone="quiet" size="small" icon="chevron-left" iconOnly onClick={() => pan(-0.5)}>
              Earlier
            </Button>
            <Button tone="quiet" size="small" icon="chevron-right" iconOnly onClick={() => pan(0.5)}>
              Later
            </Button>
            <Button tone="quiet" size="small" icon="plus" iconOnly onClick={() => zoom(0.5)}>Zoom in</Button>
            <Button tone="quiet" size="small" icon="minus" iconOnly onClick={() => zoom(2)}>Zoom out</Button>
            <Button tone="quiet" size="small" icon="reset" iconOnly onClick={reset}>
              Show the whole range
            </Button>
          </div>
        </div>
        <div class="chart-readout" aria-live="polite" aria-atomic="true">
          {said !== null && (
            <>
              <span class="chart-readout-when">{said.when}</span>
              <span class="chart-readout-value">{said.value}</span>
              <span class="chart-readout-more">{said.more.join(" · ")}</span>
            </>
          )}
        </div>
        <div
          class="chart-plot"
          tabindex={empty ? undefined : 0}
          role="application"
          aria-roledescription="chart"
          aria-label={summary(chart, display, look)}
          aria-describedby="chart-help"
          onKeyDown={onKeyDown}
        >
          {!awake && <Still chart={chart} marks={marks} />}
          <div class="chart-canvas" ref={holder} />
          {empty && (
            <div class="chart-none">
              <p>Nothing was recorded in this range.</p>
              <p class="muted small">That can also mean that it wasn't shared. Try a longer range.</p>
            </div>
          )}
        </div>
        <div class="chart-foot">
          <Legend chart={chart} reference={reference} {...look} />
          <p class="chart-help push" id="chart-help">
            Drag to zoom, Shift-drag to move, click a point for its readings. Keys: <kbd>←</kbd> <kbd>→</kbd>
            {" "}
            <kbd>+</kbd> <kbd>−</kbd> <kbd>Enter</kbd> <kbd>Esc</kbd>
          </p>
        </div>
        {problem !== null && (
          <div class="chart-problem" role="alert">
            <p>{problem}</p>
            <Button size="small" onClick={settle}>Try again</Button>
          </div>
        )}
        <DataTable chart={chart} display={display} look={look} marks={marks} />
      </section>
      <Readings
        title={selection.title}
        readings={selection.readings}
        look={look}
        loading={loadingReadings}
        {...(props.correctPath === undefined ? {} : { correctPath: props.correctPath })}
        downloadHref={downloadHref("csv", { ...subject, from: chart.from, to: chart.to })}
        onMore={selection.next === null || selection.span === null
          ? undefined
          : () => void readingsOf(selection.span!, selection.title, selection.next, selection.readings)}
      />
    </div>
  );
}
