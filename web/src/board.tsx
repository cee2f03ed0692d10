import type { Finding, Letter } from "./data";
import { letterName } from "./data";
import { address, coverage, go, inSpan, names, page } from "./state";
import { count, plain, seconds, utc, visible } from "./text";
import { Command, PinButton, Proof, Prose, Section, SeverityMark, Time, timeIn } from "./ui";

const rank = { critical: 3, warning: 2, notice: 1, info: 0 };

export const states: Record<Letter["status"], string> = { answered: "answered", partial: "partial", "not-in-evidence": "not in evidence" };

/** What a responder reads first: what is known, what to do, what cannot be seen, and the eleven answers. */
export function Board() {
  const of = page.value!.investigation;
  return (
    <>
      <Lead />
      <div class="columns">
        <Containment />
        <Section title="The eleven answers">
          <ol class="letters">
            {of.letters.map((letter) => (
              <LetterRow key={letter.key} letter={letter} />
            ))}
          </ol>
        </Section>
      </div>
      <BlindSpots />
      <Worst />
    </>
  );
}

function Lead() {
  const of = page.value!.investigation;
  return (
    <section class="lead" aria-label="The lead and how it was read">
      <ul>
        {of.reading.map((sentence, i) => (
          <li key={i}>
            <Prose text={sentence} />
          </li>
        ))}
      </ul>
      <Evidence />
    </section>
  );
}

/** How much evidence there is, and what nobody saw. */
export function Evidence() {
  const of = coverage.value!;
  return (
    <>
      <p class="note">
        {count(of.files, "file")} · {count(of.events, "event")} · {count(of.accounts.length, "account")} · {count(of.regions.length, "region")}
        {of.conflictingDuplicates > 0 && ` · ${count(of.conflictingDuplicates, "eventID")} with two contents`}
        {of.rejected > 0 && ` · ${count(of.rejected, "piece")} rejected`} ·{" "}
        <a href={address({ view: "coverage" })}>what the evidence covers</a>
      </p>
      <BlindLine />
    </>
  );
}

/** The spans that nobody saw, in sight before any answer. */
function BlindLine() {
  const gaps = coverage.value!.gaps;
  const spans = gaps.filter((g) => g.missing?.length && (g.from || g.to));
  const rest = gaps.length - spans.length;
  if (gaps.length === 0) return null;
  return (
    <p class="blind">
      <b>Blind</b>
      {spans.slice(0, 6).map((g, i) => (
        <button type="button" key={i} title={visible(g.text)} onClick={() => go({ from: seconds(g.from), to: seconds(g.to) })}>
          {kinds[g.kind] ?? g.kind.replaceAll("-", " ")} {g.region && <span>{visible(g.region)}</span>}{" "}
          <span class="num">
            {g.from ? utc(g.from).slice(5, 16) : "…"} – {g.to ? utc(g.to).slice(5, 16) : "end"}
          </span>
        </button>
      ))}
      {rest + Math.max(0, spans.length - 6) > 0 && (
        <a
          href="#blind-spots"
          onClick={(e) => {
            e.preventDefault();
            document.getElementById("blind-spots")?.scrollIntoView({ block: "start" });
          }}
        >
          and {rest + Math.max(0, spans.length - 6)} more
        </a>
      )}
    </p>
  );
}

function Containment() {
  const steps = page.value!.investigation.containment;
  const open = steps.filter((s) => !s.done);
  const done = steps.filter((s) => s.done);
  return (
    <Section title="Contain first" id="containment" note={steps.length ? `${open.length} open, ${done.length} closed by the log` : ""}>
      {steps.length === 0 && <p class="note">The log shows nothing that these identities left open. What it does not record may still be open.</p>}
      <ol class="steps">
        {open.map((step, i) => (
          <li key={i}>
            <details>
              <summary>
                <span class="step-text">
                  <b>{visible(head(step.text))}</b> <span class="dim">{plain(tail(step.text))}</span>
                </span>
                <span class="step-tag">{step.command ? "command" : "by hand"}</span>
              </summary>
              {step.command && <Command text={step.command} what={`command: ${head(step.text)}`} />}
              {step.breaks && (
                <p class="note">
                  <b>Breaks</b> <Prose text={step.breaks} />
                </p>
              )}
              <p class="row">
                <Proof claim={step.text} refs={step.evidence} />
                <PinButton id={`step:${step.text}`} mark="" text={step.text} time={timeIn(step.text)} eventIds={step.evidence.map((e) => e.eventId)} />
              </p>
            </details>
          </li>
        ))}
      </ol>
      {open.some((s) => s.command) && (
        <details class="all-commands">
          <summary>All commands, for a shell</summary>
          <Command text={open.flatMap((s) => (s.command ? [`# ${head(s.text)}`, s.command] : [])).join("\n")} what="all commands" />
        </details>
      )}
      {done.length > 0 && (
        <details class="closed">
          <summary>{count(done.length, "step")} that the log shows done</summary>
          <ul>
            {done.map((s, i) => (
              <li key={i}>
                <Prose text={s.text} /> <Proof claim={s.text} refs={s.evidence} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** The subject of a step stands before the first colon and space; how it came about, behind. */
function head(text: string): string {
  const at = text.search(/: |; /);
  return at > 0 ? text.slice(0, at) : text;
}

function tail(text: string): string {
  const at = text.search(/: |; /);
  return at > 0 ? text.slice(at + 2) : "";
}

const kinds: Record<string, string> = {
  "logging-stopped": "logging stopped",
  "event-selectors": "trail narrowed",
  "data-selectors": "data events off",
  "missing-hours": "hours missing",
  "no-logs-of-account": "no log of account",
  "no-data-events": "no data events",
  "some-data-events": "data events in part",
  "no-network-events": "no network events",
  "no-insights": "no Insights",
  "skipped-file": "files passed over",
};

export function BlindSpots() {
  const gaps = coverage.value!.gaps;
  const timed = gaps.filter((g) => g.from || g.to);
  const others = gaps.filter((g) => !g.from && !g.to);
  return (
    <Section title="Blind spots" note="what this evidence cannot show" id="blind-spots">
      {gaps.length === 0 && <p class="note">None known.</p>}
      <ul class="gaps timed">
        {timed.map((gap, i) => (
          <li key={i} class={gap.missing?.length ? "dark" : undefined}>
            <p class="gap-head">
              <b>{kinds[gap.kind] ?? gap.kind.replaceAll("-", " ")}</b>
              <span class="num">
                {gap.from ? <Time at={gap.from} /> : "…"} – {gap.to ? <Time at={gap.to} /> : "the end"}
              </span>
            </p>
            <p>
              <Prose text={gap.text} />
            </p>
          </li>
        ))}
      </ul>
      <ul class="gaps">
        {others.map((gap, i) => (
          <li key={i}>
            <b>{kinds[gap.kind] ?? gap.kind.replaceAll("-", " ")}</b> <Prose text={gap.text} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The gravest claims of all letters in the order of their time. */
function Worst() {
  const worst = page
    .value!.investigation.letters.flatMap((letter) => letter.findings.map((finding) => ({ letter, finding })))
    .filter(({ finding }) => finding.severity === "critical" || finding.severity === "warning")
    .filter(({ finding }) => shows(finding))
    .sort((a, b) => rank[b.finding.severity] - rank[a.finding.severity] || (timeIn(a.finding.text) ?? "~").localeCompare(timeIn(b.finding.text) ?? "~"));
  if (worst.length === 0) return null;
  const texts = [...new Set(worst.map((w) => w.finding.text))];
  const few = texts.slice(0, 10).map((text) => {
    const same = worst.filter((w) => w.finding.text === text);
    return { letter: same[0]!.letter, finding: same[0]!.finding, marks: same.map((w) => w.letter.mark).join("") };
  });
  return (
    <Section title="What stands out" note={texts.length > few.length ? `${few.length} of ${texts.length}; the rest with their letters` : ""}>
      <ol class="findings">
        {few.map(({ letter, finding, marks }, i) => (
          <FindingRow key={i} letter={letter} finding={finding} marks={marks} />
        ))}
      </ol>
    </Section>
  );
}

export function shows(finding: Finding): boolean {
  const time = timeIn(finding.text);
  return inSpan(time) && names([finding.text, ...finding.evidence.map((e) => e.eventId)]);
}

export function FindingRow({ letter, finding, marks = letter.mark }: { letter: Letter; finding: Finding; marks?: string }) {
  return (
    <li class={`finding ${finding.severity}`}>
      <span class="marks">
        {[...marks].map((m, i) => (
          <span class="mark" key={i}>
            {m}
          </span>
        ))}
      </span>
      <SeverityMark of={finding.severity} />
      <p>
        <Prose text={finding.text} />
        {finding.certainty !== "exact" && <em class="certainty"> {finding.certainty}</em>}
      </p>
      <span class="row">
        <Proof claim={finding.text} refs={finding.evidence} />
        <PinButton
          id={`finding:${letter.key}:${finding.text}`}
          mark={letter.mark}
          text={finding.text}
          time={timeIn(finding.text)}
          eventIds={finding.evidence.map((e) => e.eventId).filter(Boolean).slice(0, 50)}
        />
      </span>
    </li>
  );
}

function LetterRow({ letter }: { letter: Letter }) {
  const grave = letter.findings.filter((f) => rank[f.severity] >= 2).length;
  return (
    <li class={`letter ${letter.status}`}>
      <a
        href={address({ view: letter.key })}
        onClick={(e) => {
          e.preventDefault();
          go({ view: letter.key });
          scrollTo(0, 0);
        }}
      >
        <span class="mark" aria-hidden="true">
          {letter.mark}
        </span>
        <span class="letter-name">
          {letterName(letter)}
          <span class={`state ${letter.status}`}>{states[letter.status]}</span>
        </span>
        <span class="headline" title={visible(letter.asks)}>
          {plain(letter.headline)}
        </span>
        <span class="tally num">{grave > 0 && <b class="grave">‼ {grave}<span class="sr"> grave</span></b>}</span>
      </a>
    </li>
  );
}

