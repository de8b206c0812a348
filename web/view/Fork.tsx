import { useMemo } from "preact/hooks";
import { movesAt, type NamedMove, type Walk } from "../../walk/index.ts";

interface Properties {
  readonly walk: Walk;
  readonly at: number;
  readonly isOwn: boolean;
  readonly onMove: (moves: readonly NamedMove[]) => void;
  readonly onBack: () => void;
}

/** What everybody could do at the cursor, and why who cannot: a press takes the step, as a run of one's own. */
export function Fork({ walk, at, isOwn, onMove, onBack }: Properties) {
  const state = walk.run.states[at];
  const actors = useMemo(
    () => (state === undefined ? [] : movesAt(walk.reference, state)),
    [walk, state],
  );
  const taken = walk.moves.slice(0, at);
  return (
    <section class="fork" aria-label="Fork here">
      <h3>Fork here</h3>
      <ul>
        {actors.map(({ actor, moves, blocked }) => (
          <li key={actor}>
            <b>{actor}</b> {blocked !== null && <span class="blocked">{blocked}</span>}
            {moves.map(({ move, says }) => (
              <button
                type="button"
                key={JSON.stringify(move)}
                title={[move.place, ...move.chosen].join(" ")}
                onClick={() => onMove([...taken, move])}
              >
                {says}
              </button>
            ))}
          </li>
        ))}
      </ul>
      <p>
        {at > 0 && (
          <button type="button" class="quiet" onClick={() => onMove(taken.slice(0, -1))}>
            step back
          </button>
        )}
        {isOwn && (
          <button type="button" class="quiet" onClick={onBack}>
            back to the trace
          </button>
        )}
      </p>
    </section>
  );
}
