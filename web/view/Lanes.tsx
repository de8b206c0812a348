import type { ComponentChildren } from "preact";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { type LaneLine, locksAt, type Walk } from "../../walk/index.ts";

interface Properties {
  readonly walk: Walk;
  /** After how many steps one looks. */
  readonly at: number;
  readonly lines: readonly LaneLine[];
  readonly isWrong: boolean;
  readonly onLook: (at: number) => void;
}

/** A run, time going down, with a lane for each actor that does something in it. */
export function Lanes({ walk, at, lines, isWrong, onLook }: Properties) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const places = [0, ...lines.map((line) => line.at)];
  const here = Math.max(
    0,
    places.findLastIndex((place) => place <= at),
  );
  const actors = walk.reference.system.actors
    .map(({ name }) => name)
    .filter((name) => lines.length === 0 || lines.some(({ actor }) => actor === name));
  const slots = useMemo(() => slotsOf(walk), [walk]);
  useEffect(() => scrollTo(list.current, document.getElementById(`${id}-${here}`)), [here, walk]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = placeFor(event.key, here, places.length - 1);
    if (to === null) return;
    event.preventDefault();
    onLook(places[to]);
  };
  const row = (place: number) => ({
    id: `${id}-${place}`,
    isHere: here === place,
    actors,
    onPress: () => onLook(places[place]),
    onKeyDown,
  });
  return (
    <div
      class="lanes"
      ref={list}
      role="listbox"
      aria-label="The run, step by step"
      aria-activedescendant={`${id}-${here}`}
      tabIndex={0}
      style={{ "--actors": actors.length }}
      onKeyDown={onKeyDown}
    >
      <Heads walk={walk} actors={actors} />
      <Row {...row(0)} number={0} laneOf={() => null} isWrong={false}>
        at first
      </Row>
      {lines.map((line, before) => (
        <Row
          key={line.at}
          {...row(before + 1)}
          number={before + 1}
          isWrong={isWrong && before === lines.length - 1}
          laneOf={(actor) => <Lane {...{ walk, actor, line, slots }} before={places[before]} />}
        >
          <LineText line={line} isHere={here === before + 1} />
        </Row>
      ))}
    </div>
  );
}

/** Where a key leads from a line; null: it is none of these. */
function placeFor(key: string, here: number, last: number): number | null {
  const keys: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowUp: here - 1,
    j: here + 1,
    k: here - 1,
    PageDown: here + 10,
    PageUp: here - 10,
    Home: 0,
    End: last,
  };
  const to = keys[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), last);
}

/** What the heads of the lanes cover, which stay. */
const covered = 48;

/** Scrolls the list to a line, and not the page. */
function scrollTo(list: HTMLElement | null, row: HTMLElement | null): void {
  if (row === null || list === null) return;
  const [top, bottom] = [row.offsetTop - covered, row.offsetTop + row.offsetHeight];
  if (top < list.scrollTop) list.scrollTop = top;
  if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}

interface RowProperties {
  readonly id: string;
  readonly number: number;
  readonly isHere: boolean;
  readonly isWrong: boolean;
  readonly actors: readonly string[];
  readonly laneOf: (actor: string) => ComponentChildren;
  readonly onPress: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly children: ComponentChildren;
}

function Row({ id, number, isHere, isWrong, actors, laneOf, ...rest }: RowProperties) {
  return (
    <div
      id={id}
      role="option"
      class={isWrong ? "line wrong" : "line"}
      tabIndex={-1}
      aria-selected={isHere}
      onClick={rest.onPress}
      onKeyDown={rest.onKeyDown}
    >
      <span class="number">{number}</span>
      {actors.map((actor) => (
        <span class="lane" key={actor}>
          {laneOf(actor)}
        </span>
      ))}
      <span class="says">{rest.children}</span>
    </div>
  );
}

function Heads({ walk, actors }: { readonly walk: Walk; readonly actors: readonly string[] }) {
  const threads = walk.subject.scenario.threads;
  return (
    <div class="line heads" role="presentation">
      <span class="number" />
      {actors.map((actor) => {
        const thread = threads.find(({ name }) => name === actor);
        return (
          <span class="lane" key={actor}>
            <b>{actor}</b>
            <small>{thread && `cpu${thread.cpu}, ${thread.mm === "parent" ? "P" : "C"}`}</small>
          </span>
        );
      })}
      <span class="says" />
    </div>
  );
}

/** Where each lock's bar is in a lane: in the order in which they are first taken. */
function slotsOf(walk: Walk): ReadonlyMap<string, number> {
  const labels = walk.states.flatMap((_, at) => locksAt(walk, at).map(({ label }) => label));
  return new Map([...new Set(labels)].map((label, slot) => [label, slot]));
}

interface LaneProperties {
  readonly walk: Walk;
  readonly actor: string;
  readonly line: LaneLine;
  /** After how many steps the line before this one ends. */
  readonly before: number;
  readonly slots: ReadonlyMap<string, number>;
}

/** An actor's lane beside one line: whether it moves there, and the locks that it holds. */
function Lane({ walk, actor, line, before, slots }: LaneProperties) {
  const held = (at: number) =>
    new Set(
      locksAt(walk, at)
        .filter((lock) => lock.actor === actor)
        .map(({ label }) => label),
    );
  const [was, is] = [held(before), held(line.at)];
  return (
    <>
      {[...slots].map(([label, slot]) => {
        const [wasHeld, isHeld] = [was.has(label), is.has(label)];
        if (!wasHeld && !isHeld) return null;
        const part = wasHeld && isHeld ? "held" : isHeld ? "taken" : "dropped";
        const title = `${actor} holds ${label}`;
        return (
          <i
            key={label}
            class={`bar ${part} slot${slot % 6}`}
            style={{ "--slot": slot }}
            title={title}
          />
        );
      })}
      {line.actor === actor && <i class="dot" />}
    </>
  );
}

function LineText({ line, isHere }: { readonly line: LaneLine; readonly isHere: boolean }) {
  const { actor, says, changes, step } = line;
  return (
    <>
      <span class="what">
        <b>{actor}</b> {says}
      </span>
      {changes.length > 0 && (
        <span class="changes">
          {changes.map((change) => (
            <span key={change}>{change}</span>
          ))}
        </span>
      )}
      <small class="source">
        {step.source}
        {isHere && (
          <>
            {" "}
            · model step {step.procedure}.{step.step}
            {step.chosen.length > 0 && ` (${step.chosen.join(", ")})`}
            {step.calls.map(({ name, source }, at) => (
              // The same function may be called twice: its place tells the two apart.
              <span class="call" key={`${at} ${name}`}>
                {name}() — {source}
              </span>
            ))}
          </>
        )}
      </small>
    </>
  );
}

/** Which bar is which lock. */
export function LockLegend({ walk }: { readonly walk: Walk }) {
  return (
    <p class="legend">
      {[...slotsOf(walk)].map(([label, slot]) => (
        <span key={label}>
          <i class={`bar slot${slot % 6}`} /> {label}
        </span>
      ))}
    </p>
  );
}
