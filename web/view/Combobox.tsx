import { useEffect, useRef, useState } from "preact/hooks";
import { type Option, Options } from "./Options.tsx";

interface Properties {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChoose: (value: string) => void;
}

/** A choice that opens where it stands. */
export function Combobox({ label, value, options, onChoose }: Properties) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const onPress = ({ target }: Event) => {
      if (target instanceof Node && !box.current?.contains(target)) setOpen(false);
    };
    addEventListener("pointerdown", onPress);
    return () => removeEventListener("pointerdown", onPress);
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    box.current?.querySelector("button")?.focus();
  };
  const choose = (chosen: string) => {
    close();
    if (chosen !== value) onChoose(chosen);
  };
  return (
    <span class="combobox" ref={box}>
      <button
        type="button"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        aria-label={`${label}: ${value}`}
        onClick={() => (isOpen ? close() : setOpen(true))}
      >
        {value}
      </button>
      {isOpen && <Options {...{ label, value, options }} onChoose={choose} onClose={close} />}
    </span>
  );
}
