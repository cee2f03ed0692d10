import { api } from "./api";
import { edit, served, story } from "./state";
import { count, utc, visible } from "./text";
import { copy, EventId, Prose, Section } from "./ui";

/** What responders pinned, in the order of its time or theirs, with their notes. */
export function StoryView() {
  const pins = story.value.pins;
  const move = (at: number, by: number) =>
    edit((all) => {
      const next = [...all];
      const [one] = next.splice(at, 1);
      if (one) next.splice(Math.max(0, Math.min(next.length, at + by)), 0, one);
      return next;
    });
  return (
    <Section title="Story" note={served.value ? "saved in the case" : "saved in this browser; picks serve saves it in the case"}>
      {pins.length === 0 && <p class="note">Nothing is pinned yet. Pin findings, changes and steps as you read; they come here with room for a note.</p>}
      {pins.length > 0 && (
        <div class="bar">
          <span>{count(pins.length, "pin")}</span>
          <button type="button" onClick={() => edit((all) => [...all].sort((a, b) => (a.time ?? "~").localeCompare(b.time ?? "~")))}>
            Put in order of time
          </button>
          <button type="button" onClick={() => void markdown().then((text) => copy(text, "Markdown"))}>
            Copy as Markdown
          </button>
          <button type="button" onClick={() => void markdown().then(download)}>
            Save Markdown
          </button>
        </div>
      )}
      <ol class="story">
        {pins.map((p, i) => (
          <li key={p.id}>
            <p>
              {p.mark && <span class="mark">{visible(p.mark)}</span>}
              {p.time && <time class="num">{utc(p.time)}</time>} <Prose text={p.text} />
            </p>
            <p class="row">
              {p.eventIds.slice(0, 8).map((id) => (
                <EventId key={id} id={id} claim={p.text} />
              ))}
              {p.eventIds.length > 8 && <span class="dim">and {p.eventIds.length - 8} more</span>}
            </p>
            <textarea
              aria-label={`Note on: ${visible(p.text.slice(0, 60))}`}
              placeholder="Note"
              rows={2}
              value={p.note}
              onInput={(e) => {
                const note = e.currentTarget.value;
                edit((all) => all.map((o) => (o.id === p.id ? { ...o, note } : o)));
              }}
            />
            <p class="row">
              <button type="button" class="quiet" disabled={i === 0} onClick={() => move(i, -1)}>
                Up
              </button>
              <button type="button" class="quiet" disabled={i === pins.length - 1} onClick={() => move(i, 1)}>
                Down
              </button>
              <button type="button" class="quiet" onClick={() => edit((all) => all.filter((o) => o.id !== p.id))}>
                Take out
              </button>
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

async function markdown(): Promise<string> {
  if (served.value) return (await api.storyMarkdown(story.value)).text;
  // As StoryReport.cs writes it: no character of a text from the log is markup.
  const code = (text: string) => {
    const fence = "`".repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map((m) => m[0].length)) + 1);
    return fence.length > 1 ? `${fence} ${text} ${fence}` : `\`${text}\``;
  };
  const safe = /^(?!.*(?::\/\/|www\.|@))[\p{L}\p{N}.,;:'"()/%–→-]+$/u;
  const prose = (text: string) => visible(text).split(/\s+/).map((word) => (!word || safe.test(word) ? word : code(word))).join(" ");
  return `# Story\n${story.value.pins
    .map(
      (p) =>
        `\n${p.mark ? `**${prose(p.mark)}** ` : ""}${p.time ? `${p.time}: ` : ""}${prose(p.text)}\n${p.note ? `\n${prose(p.note)}\n` : ""}${p.eventIds.length ? `\n${p.eventIds.map((id) => `- ${code(visible(id))}\n`).join("")}` : ""}`,
    )
    .join("")}`;
}

function download(text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }));
  link.download = "story.md";
  link.click();
  URL.revokeObjectURL(link.href);
}
