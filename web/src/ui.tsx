import type { ComponentChildren } from "preact";
import type { EvidenceRef, Severity } from "./data";
import { open, openEvent, pin, pivot, say, story } from "./state";
import { isEventId, isTime, local, pieces, short, utc, visible } from "./text";

export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from a file may have no clipboard: the older way needs a selection.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say(`${what} copied`);
}

export function Copy({ text, what, label }: { text: string; what: string; label?: string }) {
  return (
    <button type="button" class="quiet" onClick={() => void copy(text, what)}>
      {label ?? "Copy"}
      <span class="sr"> {what}</span>
    </button>
  );
}

export function Command({ text, what, language = "sh" }: { text: string; what: string; language?: string }) {
  return (
    <div class="command">
      <pre data-language={language} tabIndex={0} role="region" aria-label={what}>
        {visible(text)}
      </pre>
      <Copy text={text} what={what} />
    </div>
  );
}

/** A time in UTC; hovering or focusing tells it as the reader's clock does. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={`${local(at)} (local)`} class="num">
      {utc(at)}
    </time>
  );
}

/** A text from the evidence, cut by the page's width and never by ours; whole on hover. */
export function Id({ text, label }: { text: string; label?: string }) {
  return (
    <button
      type="button"
      class="id"
      title={visible(text)}
      onClick={(e) => {
        e.stopPropagation();
        pivot.value = { text, anchor: e.currentTarget };
      }}
    >
      {visible(label ?? short(text))}
    </button>
  );
}

/** Several identifiers in the room of one: they are chosen from in a menu. */
function Ids({ all, cut }: { all: string[]; cut: string }) {
  return (
    <button
      type="button"
      class="id"
      onClick={(e) => {
        e.stopPropagation();
        pivot.value = { text: all[0]!, among: all, anchor: e.currentTarget };
      }}
    >
      {visible(short(all[0]!))}
      {cut || ` and ${all.length - 1} more`}
    </button>
  );
}

export function EventId({ id, claim = "", paths }: { id: string; claim?: string; paths?: string[] }) {
  return (
    <button type="button" class="id event" title={`Show event ${visible(id)}`} onClick={() => openEvent(id, claim, paths)}>
      {visible(id.slice(0, 8))}
      <span class="sr">, show event</span>
    </button>
  );
}

/** A sentence whose identifiers can be followed. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {pieces(text).map((piece, i) =>
        piece.kind === "text" ? (
          visible(piece.text)
        ) : piece.kind === "time" ? (
          <Time key={i} at={piece.text} />
        ) : piece.kind === "event" ? (
          <EventId key={i} id={piece.text} claim={text} />
        ) : (
          <Id key={i} text={piece.text} />
        ),
      )}
    </>
  );
}

const severities: Record<Severity, string> = { critical: "critical", warning: "warning", notice: "notice", info: "info" };

export function SeverityMark({ of }: { of: Severity }) {
  return <span class={`severity ${of}`}>{severities[of]}</span>;
}

export function Proof({ claim, refs, paths }: { claim: string; refs: EvidenceRef[]; paths?: string[] }) {
  if (refs.length === 0) return null;
  return (
    <button type="button" class="proof" onClick={() => open(claim, refs, paths)}>
      {refs.length === 1 ? "evidence" : `${refs.length} events`}
      <span class="sr"> for: {visible(claim.slice(0, 80))}</span>
    </button>
  );
}

export function PinButton({ id, mark, text, time, eventIds }: { id: string; mark: string; text: string; time: string | null; eventIds: string[] }) {
  const pinned = story.value.pins.some((p) => p.id === id);
  return (
    <button type="button" class="quiet pin" aria-pressed={pinned} onClick={() => pin(id, mark, text, time, eventIds)}>
      {pinned ? "pinned" : "pin"}
      <span class="sr">: {visible(text.slice(0, 60))}</span>
    </button>
  );
}

/** The first time that a claim speaks of. */
export function timeIn(text: string): string | null {
  return pieces(text).find((p) => p.kind === "time")?.text ?? null;
}

/** Any cell of a table. */
export function Value({ value, column, claim }: { value: unknown; column: string; claim?: string }) {
  if (value === null || value === undefined) return <span class="null">–</span>;
  if (typeof value === "number") return <span class="num">{value.toLocaleString("en")}</span>;
  if (typeof value === "boolean") return <span>{value ? "yes" : "no"}</span>;
  if (typeof value !== "string") return <span class="mono">{visible(JSON.stringify(value))}</span>;
  if (isTime(value)) return <Time at={value} />;
  if (isEventId(value)) return <EventId id={value} claim={claim ?? ""} />;
  const all = pieces(value);
  if (all.length === 1 && all[0]!.kind === "id") return <Id text={value} />;
  const ids = all.filter((p) => p.kind === "id").map((p) => p.text);
  const rest = ids.length > 1 && value.startsWith(ids.join(", ")) ? value.slice(ids.join(", ").length) : null;
  if (rest !== null && /^(, … \(.*\))?$/.test(rest)) return <Ids all={ids} cut={rest} />;
  if (ids.length > 0 && value.length < 400) return <Prose text={value} />;
  return <span class={column === "eventname" ? "mono" : undefined}>{visible(value)}</span>;
}

export function Section({ title, note, children, id }: { title: string; note?: ComponentChildren; children: ComponentChildren; id?: string }) {
  return (
    <section class="section" id={id} aria-label={title}>
      <h2>
        {title}
        {note && <small>{note}</small>}
      </h2>
      {children}
    </section>
  );
}
