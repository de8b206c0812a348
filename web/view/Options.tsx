import { useEffect, useId, useRef, useState } from "preact/hooks";

/** Something to choose. */
export interface Option {
  readonly value: string;
  readonly about?: string;
}

interface Properties {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
  readonly onClose: () => void;
}

/** What can be chosen, found by typing any part of its name. */
export function Options({ label, value, options, onChoose, onClose }: Properties) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const chosen = options.findIndex((option) => option.value === value);
  const [at, setAt] = useState(Math.max(0, chosen));
  const input = useRef<HTMLInputElement>(null);
  const found = options.filter(({ value: name, about = "" }) =>
    `${name} ${about}`.toLowerCase().includes(typed.toLowerCase()),
  );
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const option = found[at];
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setAt(Math.min(found.length - 1, at + 1)),
      ArrowUp: () => setAt(Math.max(0, at - 1)),
      Enter: () => option !== undefined && onChoose(option.value),
      Escape: onClose,
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  return (
    <span class="popup">
      <input
        ref={input}
        role="combobox"
        aria-label={`${label}, type to find`}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={`${id}-${at}`}
        placeholder="type to find"
        value={typed}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <List {...{ id, label, found, at, onChoose, onKeyDown }} />
    </span>
  );
}

interface ListProperties {
  readonly id: string;
  readonly label: string;
  readonly found: readonly Option[];
  readonly at: number;
  readonly onChoose: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function List({ id, label, found, at, onChoose, onKeyDown }: ListProperties) {
  return (
    <div class="options" id={`${id}-list`} role="listbox" aria-label={label}>
      {found.map(({ value, about }, place) => (
        <div
          key={value}
          id={`${id}-${place}`}
          role="option"
          tabIndex={-1}
          aria-selected={place === at}
          onClick={() => onChoose(value)}
          onKeyDown={onKeyDown}
        >
          <span class="name">{value}</span>
          {about && <small>{about}</small>}
        </div>
      ))}
      {found.length === 0 && <small class="none">nothing of that name</small>}
    </div>
  );
}
