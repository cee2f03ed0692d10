import { useMemo } from "preact/hooks";
import { bounds } from "./activity";
import { objects, table, type Cell, type Letter } from "./data";
import { inSpan, names, openEvent, place } from "./state";
import { iso, seconds, span, utc, visible } from "./text";
import { EventId, Id, Section, Time } from "./ui";

const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? "" : String(cell));

/** Verdicts of what stands open; what is closed, shut by a gate or not known stands in the table below. */
const openings = new Set(["PUBLIC", "PUBLIC-AUTH", "PUBLIC-VIA-LINK", "EXTERNAL"]);

/** What was open to whom, from when to when, as intervals on one axis; what is open still runs out of the drawing. */
export function Exposures({ letter }: { letter: Letter }) {
  void place.value;
  const all = objects(table(letter, "exposures"));
  const rows = useMemo(() => all.filter((e) => openings.has(text(e["verdict"])) && inSpan(text(e["from"]) || null, text(e["to"]) || "9999-01-01T00:00:00Z") && names(Object.values(e))), [all, place.value]);
  if (rows.length === 0) return null;
  const [start, end] = [place.value.from ?? bounds.value[0], place.value.to ?? bounds.value[1]];
  const left = (at: number) => `${Math.min(100, Math.max(0, ((at - start) / Math.max(1, end - start)) * 100))}%`;
  return (
    <Section title="Open to whom, and when" note={`${utc(iso(start))} to ${utc(iso(end))}`}>
      <ol class="intervals">
        {rows.map((e, i) => {
          const [from, to] = [seconds(text(e["from"])), seconds(text(e["to"]))];
          const a = left(from ?? start);
          const b = left(to ?? end);
          const verdict = (text(e["verdict"]) || "UNKNOWN").toLowerCase();
          const known = from !== null || to !== null;
          return (
            <li key={i}>
              <p class="interval-head">
                <span class={`verdict ${verdict}`}>{visible(verdict)}</span>
                <Id text={text(e["resource"])} />
                <span class="dim">{visible(text(e["what"]))}</span>
                <span class="num">
                  {from === null ? (known ? "before the log" : "not known since when") : <Time at={text(e["from"])} />} –{" "}
                  {to === null ? <b>still open</b> : <Time at={text(e["to"])} />}
                  {from !== null && to !== null && ` (${span(from, to)})`}
                </span>
              </p>
              <div class="interval" aria-hidden="true">
                <button
                  type="button"
                  tabIndex={-1}
                  class={`${verdict}${to === null ? " open" : ""}`}
                  style={{ left: a, width: `max(4px, calc(${b} - ${a}))` }}
                  onClick={() => openEvent(text(e["eventid"]), `${text(e["resource"])} ${text(e["why"])}`)}
                />
                {seconds(text(e["foreignfirst"])) !== null && <i class="foreign" style={{ left: left(seconds(text(e["foreignfirst"]))!) }} />}
              </div>
              <p class="note">
                {visible(text(e["why"]))}
                {e["eventid"] && (
                  <>
                    {" "}
                    <EventId id={text(e["eventid"])} claim={`${text(e["resource"])} ${text(e["why"])} ${text(e["sharedwith"])}`} />
                  </>
                )}
                {Number(e["foreigncalls"]) > 0 && (
                  <b class="warn">
                    {" "}
                    used by others: {String(e["foreigncalls"])} {Number(e["foreigncalls"]) === 1 ? "call" : "calls"} from <Time at={text(e["foreignfirst"])} />
                  </b>
                )}
                {e["endedby"] && (
                  <>
                    {" "}
                    ended by <EventId id={text(e["endedby"])} claim={`${text(e["resource"])} ended`} />
                  </>
                )}
              </p>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
