/**
 * Brings an Apple Health export onto a chart: gets a narrow grant, hands the file to a Web Worker, shows how far
 * it is, and at the end what came in and what was refused. The file is read here; only readings travel.
 */
import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { FromImportWorker, ToImportWorker } from "../health_import/messages.ts";
import { Banner } from "../components/Banner.tsx";
import { Button, ButtonLink } from "../components/Button.tsx";
import { Choose } from "./import/Choose.tsx";
import { failureText, typeWords } from "./import/import_words.ts";
import { Running } from "./import/Running.tsx";
import { nextState } from "./import/state.ts";
import { Summary } from "./import/Summary.tsx";

export interface ImportPanelProps {
  /** Where the API stands, e.g. `/api`. */
  api: string;
  /** The patient's id. */
  patient: string;
  /** The built worker; null where it wasn't built. */
  worker: string | null;
  /** Clinicians say why; patients bring their own. */
  askReason: boolean;
  /** Where to look at what came in. */
  doneHref: string;
  /** Display names of health types, by HealthKit identifier; others are put in words. */
  names?: Record<string, string>;
}

/** @throws {Error} with a sentence for the person. */
async function grantToken({ api, patient }: ImportPanelProps, reason: string | undefined): Promise<string> {
  const response = await fetch(`${api}/patient/${encodeURIComponent(patient)}/import-grant`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(reason === undefined ? {} : { reason }),
  });
  if (response.status === 401) throw new Error("Your session has ended. Sign in again to import.");
  if (!response.ok) throw new Error("The import was not permitted. Reload the page and try again.");
  const body: { token: string } = await response.json();
  return body.token;
}

export default function ImportPanel(props: ImportPanelProps) {
  const [state, dispatch] = useReducer(nextState, { step: "choose" });
  const [problem, setProblem] = useState<string | null>(null);
  const worker = useRef<Worker | null>(null);
  const ended = useRef<HTMLDivElement>(null);
  const say = (message: ToImportWorker) => worker.current?.postMessage(message);
  const running = state.step === "running";

  useEffect(() => {
    if (!running) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [running]);

  useEffect(() => {
    if (state.step === "done" || state.step === "failed") ended.current?.focus();
  }, [state.step]);

  useEffect(() => () => worker.current?.terminate(), []);

  const start = async (file: File, reason: string | undefined) => {
    if (props.worker === null) return setProblem("The importer is missing from this installation.");
    setProblem(null);
    try {
      const token = await grantToken(props, reason);
      dispatch({ kind: "start", file: { name: file.name, size: file.size } });
      const made = worker.current = new Worker(props.worker, { type: "module" });
      made.addEventListener("message", ({ data }: MessageEvent<FromImportWorker>) => {
        dispatch(data);
        if (data.kind !== "progress") made.terminate();
      });
      made.addEventListener("error", () => dispatch({ kind: "failed", reason: "unexpected", message: "" }));
      say({
        kind: "start",
        file,
        patient: props.patient,
        token,
        server: location.origin,
      });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The import could not be started.");
    }
  };

  if (state.step === "choose") {
    return (
      <Choose
        askReason={props.askReason}
        problem={problem}
        onStart={(file, reason) => void start(file, reason)}
      />
    );
  }
  if (state.step === "running") {
    return (
      <Running
        state={state}
        onPause={() => {
          say({ kind: state.paused ? "resume" : "pause" });
          dispatch({ kind: "pausing", paused: !state.paused });
        }}
        onStop={() => {
          say({ kind: "cancel" });
          dispatch({ kind: "stopping" });
        }}
      />
    );
  }
  const again = <Button onClick={() => dispatch({ kind: "again" })}>Import another file</Button>;
  return (
    <div class="stack" ref={ended} tabindex={-1}>
      {state.step === "done"
        ? (
          <>
            <Banner tone="good" title="The import is complete">
              Everything counted here is safely stored.
            </Banner>
            <Summary summary={state.summary} name={(type) => props.names?.[type] ?? typeWords(type)} />
            <div class="row">
              <ButtonLink href={props.doneHref} tone="primary" icon="vitals">See the vitals</ButtonLink>
              {again}
            </div>
          </>
        )
        : (
          <>
            <Banner tone={state.reason === "cancelled" ? "info" : "caution"} title="The import stopped">
              {failureText(state.reason)}
            </Banner>
            <div class="row">{again}</div>
          </>
        )}
    </div>
  );
}
