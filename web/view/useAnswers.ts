import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Row } from "../../checks/index.ts";
import type { Question } from "../question/index.ts";
import { Checker, type Said } from "../worker/index.ts";
import { cancelled, progressText } from "./progressText.ts";

/** What has been found, and what is being searched. */
export interface Answers {
  /** Of the kernel that is asked; null while it is searched. */
  readonly rows: readonly Row[] | null;
  /** Have they their traces? */
  readonly isTraced: boolean;
  /** Of other kernels, without traces. */
  readonly others: ReadonlyMap<string, readonly Row[]>;
  /** Where somebody can come to stand: "procedure.step". */
  readonly places: readonly string[];
  readonly progress: string | null;
  readonly failed: string | null;
  readonly searchOthers: () => void;
  readonly cancel: () => void;
}

/** Other kernels are searched unasked where that is quick: in seconds of search, for the first one. */
const quick = 1;

const nothing: ReadonlyMap<string, readonly Row[]> = new Map();

/** Checks the question in a worker whenever it changes, and then, in another, the other kernels. */
export function useAnswers(question: Question, kernels: readonly string[]): Answers {
  const { scenario, mapping, kernel, proposals, edits, threads, asks } = question;
  const system = JSON.stringify([scenario, mapping, proposals, edits, threads, asks]);
  const [checker, otherChecker] = useMemo(() => [new Checker(), new Checker()], []);
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const [isTraced, setTraced] = useState(false);
  const [others, setOthers] = useState(nothing);
  const [places, setPlaces] = useState<readonly string[]>([]);
  const [progress, setProgress] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  const searched = useRef("");
  const searchOthers = () => {
    searched.current = system;
    const asked = kernels.filter((name) => name !== kernel);
    otherChecker.ask({ kind: "check", question, kernels: asked, traces: false }, (said) => {
      if (said.kind === "rows") setOthers((known) => new Map(known).set(said.kernel, said.rows));
      else tell(said);
    });
  };
  const tell = (said: Said) => {
    if (said.kind === "progress") {
      setProgress(`Linux ${said.kernel}: ${progressText(said)}`);
      return;
    }
    setProgress(null);
    if (said.kind === "failed") setFailed(`${said.what}. ${said.advice}`);
  };

  useEffect(() => {
    setOthers(nothing);
    otherChecker.cancel();
  }, [system]);
  useEffect(() => {
    setRows(null);
    setTraced(false);
    setFailed(null);
    setProgress(`Linux ${kernel}: compiling`);
    checker.ask({ kind: "check", question, kernels: [kernel], traces: true }, (said) => {
      if (said.kind === "rows") {
        setRows(said.rows);
        setTraced(!said.isFirst);
        if (said.isFirst) return;
        setOthers((known) => new Map(known).set(said.kernel, said.rows));
        if (searched.current !== system && said.rows[0].seconds < quick) searchOthers();
      } else if (said.kind === "places") setPlaces(said.places);
      else tell(said);
    });
  }, [system, kernel]);

  const cancel = () => {
    checker.cancel();
    otherChecker.cancel();
    setProgress(null);
    if (rows === null) setFailed(cancelled);
  };
  return { rows, isTraced, others, places, progress, failed, searchOthers, cancel };
}
