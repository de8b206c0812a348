import { useState } from "preact/hooks";

/** Buttons that copy a text each. */
export function Copy({ texts }: { readonly texts: Readonly<Record<string, () => string>> }) {
  const [copied, setCopied] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const copy = async (name: string) => {
    const text = texts[name]();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(name);
    } catch {
      setShown(text); // A page from a file may be refused the clipboard: then it is there to be marked.
    }
  };
  return (
    <div class="copy">
      <p>
        Copy as{" "}
        {Object.keys(texts).map((name) => (
          <button type="button" class="quiet" key={name} onClick={() => copy(name)}>
            {copied === name ? `${name} ✓` : name}
          </button>
        ))}
      </p>
      <p role="status" class="hidden">
        {copied !== null && `copied: ${copied}`}
      </p>
      {shown !== null && <textarea readOnly aria-label="To be copied" value={shown} rows={12} />}
    </div>
  );
}
