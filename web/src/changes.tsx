import { objects, table, type Cell, type Letter } from "./data";
import { inSpan, names, place } from "./state";
import { count, short, visible } from "./text";
import { EventId, Id, PinButton, Section, Time } from "./ui";

type Change = Record<string, Cell>;
const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? "" : String(cell));

/** Each call that changed something, and what it changed: the value before against the value after. */
export function Changes({ letter }: { letter: Letter }) {
  void place.value;
  const all = objects(table(letter, "states")).filter((c) => inSpan(text(c["time"])) && names(Object.values(c)));
  if (all.length === 0) return null;
  const calls = new Map<string, Change[]>();
  for (const change of all) {
    const key = `${text(change["eventid"])} ${text(change["resource"])}`;
    calls.set(key, [...(calls.get(key) ?? []), change]);
  }
  const list = [...calls.values()];
  return (
    <Section title="Changes" note={`${count(list.length, "change")} of state, in order`}>
      <ol class="changes">
        {list.slice(0, 200).map((values, i) => (
          <One key={i} values={values} />
        ))}
      </ol>
      {list.length > 200 && <p class="note">{count(list.length - 200, "more change")} in the table below.</p>}
    </Section>
  );
}

function One({ values }: { values: Change[] }) {
  const first = values[0]!;
  const claim = `${text(first["eventname"])} ${text(first["resource"])} by ${text(first["arn"])} ${values.map((v) => text(v["after"])).join(" ")}`;
  return (
    <li class="change">
      <p class="change-head">
        <Time at={text(first["time"])} />
        <b class="mono">{visible(text(first["eventname"]))}</b>
        <span>
          <Id text={text(first["resource"])} /> <span class="dim">{visible(text(first["resourcetype"]).replace("AWS::", ""))}</span>
        </span>
        <span class="dim">
          by <Id text={text(first["arn"]) || text(first["accesskeyid"])} label={short(text(first["arn"]) || text(first["accesskeyid"]))} />
        </span>
        <span class="row">
          <EventId id={text(first["eventid"])} claim={claim} />
          <PinButton
            id={`change:${text(first["eventid"])}:${text(first["resource"])}`}
            mark="C"
            text={`${text(first["eventname"])} changed ${text(first["resource"])}: ${values.map((v) => text(v["diff"])).join("; ")}`}
            time={text(first["time"])}
            eventIds={[text(first["eventid"])]}
          />
        </span>
      </p>
      <dl class="diff">
        {values.map((value, i) => (
          <Diff key={i} value={value} />
        ))}
      </dl>
    </li>
  );
}

function Diff({ value }: { value: Change }) {
  const before = side(value["before"], value["before_is"]);
  const after = side(value["after"], value["after_is"]);
  const [gone, came] = parts(before.text, after.text);
  return (
    <>
      <dt class="mono">
        {visible(text(value["path"]))}
        {value["certainty"] !== "exact" && <em class="certainty"> {visible(text(value["certainty"]))}</em>}
      </dt>
      <dd>
        {before.known ? (
          <del>
            <span class="sign" aria-hidden="true">
              −
            </span>
            <span class="sr">before: </span>
            {gone}
          </del>
        ) : (
          <span class="unknown">
            <span class="sign" aria-hidden="true">
              ?
            </span>
            before: {before.text}
          </span>
        )}
        {after.known ? (
          <ins>
            <span class="sign" aria-hidden="true">
              +
            </span>
            <span class="sr">after: </span>
            {came}
          </ins>
        ) : (
          <span class="unknown">
            <span class="sign" aria-hidden="true">
              ?
            </span>
            after: {after.text}
          </span>
        )}
      </dd>
    </>
  );
}

function side(cell: Cell | undefined, is: Cell | undefined): { text: string; known: boolean } {
  const kind = text(is);
  if (kind === "unknown") return { text: "not known", known: false };
  if (kind === "not-logged") return { text: text(cell) || "not logged", known: false };
  if (kind === "absent" || cell === null || cell === undefined) return { text: kind === "value" ? "null" : "absent", known: kind === "absent" || kind === "value" };
  return { text: text(cell), known: true };
}

/** Two texts, what they share left plain and what differs marked; JSON is parted at its members. */
function parts(before: string, after: string): [preact.ComponentChildren, preact.ComponentChildren] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (head + tail < 8) return [visible(before), visible(after)];
  const mark = (whole: string) => (
    <>
      {visible(whole.slice(0, head))}
      <mark>{visible(whole.slice(head, whole.length - tail))}</mark>
      {visible(whole.slice(whole.length - tail))}
    </>
  );
  return [mark(before), mark(after)];
}
