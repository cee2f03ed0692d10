import { useEffect, useState } from "preact/hooks";
import { BlindSpots, Evidence, states } from "./board";
import { asking, coverage } from "./state";
import { plain, visible } from "./text";
import { Prose } from "./ui";

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

/** What is asked and how the lead was read, what evidence there is, and each answer as it comes. */
export function Waiting() {
  const { leads, reading } = asking.value!;
  return (
    <>
      <section class="lead" aria-label="The lead and how it was read">
        <h1>
          Asking about <span class="mono">{leads.map(visible).join(", ")}</span>
        </h1>
        <ul>
          {reading.map((sentence, i) => (
            <li key={i}>
              <Prose text={sentence} />
            </li>
          ))}
        </ul>
        {coverage.value && <Evidence />}
      </section>
      <Answers />
      {coverage.value && <BlindSpots />}
    </>
  );
}

function Answers() {
  const { reading, letters: answered, asking: at } = asking.value!;
  const [seconds, tick] = useState(0);
  useEffect(() => {
    const began = Date.now();
    const timer = setInterval(() => tick(Math.floor((Date.now() - began) / 1000)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <section class="waiting">
      <ol>
        {letters.map(([mark, key, name]) => {
          const answer = answered.find((a) => a.key === key);
          return (
            <li key={key} class={answer ? "asked" : key === at ? "at" : ""}>
              <span class="mark" aria-hidden="true">
                {mark}
              </span>
              <span class="letter-name">{name}</span>
              <span class="what">{answer ? plain(answer.headline) : key === at ? "asking …" : ""}</span>
              {answer && <span class={`state ${answer.status}`}>{states[answer.status]}</span>}
            </li>
          );
        })}
      </ol>
      <p role="status">
        {reading.length === 0
          ? "Reading who the lead is …"
          : at === null
            ? "Following who became whom …"
            : `Letter ${letters.findIndex(([, key]) => key === at) + 1} of ${letters.length}`}
      </p>
      <p class="note">{seconds > 0 && `${seconds} s`}</p>
    </section>
  );
}
