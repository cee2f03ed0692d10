import { useEffect, useState } from "preact/hooks";
import { asking } from "./state";
import { visible } from "./text";

const letters: [mark: string, key: string, name: string][] = [
  ["R", "resource", "Resource"],
  ["E", "events", "Events"],
  ["C", "changes", "Changes"],
  ["I", "identity", "Identity"],
  ["P", "permissions", "Permissions"],
  ["E", "entitlements", "Entitlements"],
  ["P", "public", "Public"],
  ["I", "ip", "IP"],
  ["C", "caller", "Caller"],
  ["K", "track", "tracK"],
  ["S", "forensics", "forensicS"],
];

/** What is asked, which letter the engine is at, and for how long. */
export function Waiting() {
  const { leads, letter } = asking.value!;
  const [seconds, tick] = useState(0);
  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => tick(Math.floor((Date.now() - began) / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);
  const at = letters.findIndex(([, key]) => key === letter);
  return (
    <div class="waiting">
      <h1>
        Asking about <span class="mono">{leads.map(visible).join(", ")}</span>
      </h1>
      <ol>
        {letters.map(([mark, key, name], i) => (
          <li key={key} class={i < at ? "asked" : i === at ? "at" : ""}>
            <span class="mark" aria-hidden="true">
              {mark}
            </span>
            {name}
            <span class="what">{i < at ? "asked" : i === at ? "asking …" : ""}</span>
          </li>
        ))}
      </ol>
      <p role="status">{at < 0 ? "Reading who the lead is …" : `Letter ${at + 1} of ${letters.length}`}</p>
      <p class="note">{seconds > 0 && `${seconds} s`}</p>
    </div>
  );
}
