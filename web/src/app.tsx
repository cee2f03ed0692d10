import { useEffect, useRef } from "preact/hooks";
import { BlindSpots, Board, Evidence } from "./board";
import { CoverageView } from "./coverage";
import { letterName } from "./data";
import { EvidenceDrawer } from "./evidence";
import { LetterView } from "./letter";
import { PivotMenu } from "./pivot";
import { SqlView } from "./sql";
import { address, asking, close, coverage, go, opened, page, place, problem, said, served, story, theme } from "./state";
import { StoryView } from "./story";
import { visible } from "./text";
import { TimeStrip } from "./time-strip";
import { Timeline } from "./timeline";
import { Waiting } from "./waiting";

const views = () => [
  { view: "board", label: "Board" },
  { view: "timeline", label: "Timeline" },
  ...(served.value ? [{ view: "sql", label: "SQL" }] : []),
  { view: "story", label: "Story" },
];

export function App() {
  const main = useRef<HTMLElement>(null);
  const { view } = place.value;
  useEffect(keys, []);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [view]);
  return (
    <>
      <a class="skip" href="#main" onClick={(e) => (e.preventDefault(), main.current?.focus())}>
        Skip to the answers
      </a>
      <Header />
      {problem.value && (
        <p class="problem" role="alert">
          {visible(problem.value)}{" "}
          <button type="button" class="quiet" onClick={() => (problem.value = "")}>
            Dismiss
          </button>
        </p>
      )}
      <TimeStrip />
      <div class={!page.value ? "body alone" : opened.value ? "body beside" : "body"}>
        {page.value && <Letters />}
        <main ref={main} id="main" tabIndex={-1}>
          {page.value ? <View view={view} /> : served.value ? <Opening view={view} /> : null}
        </main>
        <EvidenceDrawer />
      </div>
      <PivotMenu />
      <p class="said" role="status" aria-live="polite">
        {said.value}
      </p>
    </>
  );
}

/** What is seen before there is an answer. */
function Opening({ view }: { view: string }) {
  return (
    <div class="opening">
      {view === "coverage" && coverage.value ? (
        <CoverageView />
      ) : asking.value ? (
        <Waiting />
      ) : (
        <>
          <section class="lead">
            <Ask label="Ask about a key, an address, an identity, a resource or an event." />
            {coverage.value && <Evidence />}
          </section>
          {coverage.value && <BlindSpots />}
        </>
      )}
    </div>
  );
}

function View({ view }: { view: string }) {
  if (view === "timeline") return <Timeline />;
  if (view === "sql" && served.value) return <SqlView />;
  if (view === "story") return <StoryView />;
  if (view === "coverage") return <CoverageView />;
  const letter = page.value!.investigation.letters.find((l) => l.key === view);
  return letter ? <LetterView letter={letter} key={letter.key} /> : <Board />;
}

function Ask({ label }: { label?: string }) {
  return (
    <form
      class="ask"
      role="search"
      onSubmit={(e) => {
        e.preventDefault();
        const lead = new FormData(e.currentTarget).get("lead");
        if (typeof lead === "string" && lead.trim()) location.assign(`/?lead=${encodeURIComponent(lead.trim())}#/board`);
      }}
    >
      {label && <p>{label}</p>}
      <input name="lead" type="search" placeholder="Investigate …" aria-label="Investigate a lead" spellcheck={false} autocomplete="off" />
    </form>
  );
}

function Header() {
  const of = page.value?.investigation;
  return (
    <header class="top">
      <a class="brand" href={address({ view: "board" })}>
        <b>RECIPE</b> <b>PICKS</b>
      </a>
      <div class="leads">
        {of?.leads.map((lead) => (
          <span class="lead-chip" key={lead.value}>
            <span class="mono">{visible(lead.value)}</span>
            <small>{lead.kind.replace("-", " ")}</small>
          </span>
        ))}
      </div>
      {served.value && <Ask />}
      <nav class="views" aria-label="Views">
        {of &&
          views().map(({ view, label }) => (
            <a key={view} href={address({ view })} aria-current={place.value.view === view ? "page" : undefined}>
              {label}
              {view === "story" && story.value.pins.length > 0 && <span class="badge">{story.value.pins.length}</span>}
            </a>
          ))}
        <button
          type="button"
          class="quiet"
          aria-label={`Colours: ${theme.value}. Change`}
          title={`Colours: ${theme.value}`}
          onClick={() => (theme.value = theme.value === "system" ? "dark" : theme.value === "dark" ? "light" : "system")}
        >
          {theme.value === "dark" ? "☾" : theme.value === "light" ? "☀" : "◐"}
        </button>
      </nav>
    </header>
  );
}

/** The eleven letters, always in sight: where they stand tells which the page is at. */
function Letters() {
  return (
    <nav class="rail" aria-label="Letters">
      {page.value!.investigation.letters.map((letter) => (
        <a
          key={letter.key}
          href={address({ view: letter.key })}
          class={letter.status}
          aria-current={place.value.view === letter.key ? "page" : undefined}
          title={`${letterName(letter)}: ${letter.status.replaceAll("-", " ")}`}
        >
          <span class="mark" aria-hidden="true">
            {letter.mark}
          </span>
          <span class="rail-name">{letterName(letter)}</span>
        </a>
      ))}
    </nav>
  );
}

/** Keys for everything: b, t, q, s for the views, 1 to 9, 0 and - for the letters, / for the search, Escape to close. */
function keys() {
  const press = (e: KeyboardEvent) => {
    const into = e.composedPath()[0] as HTMLElement;
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(into.tagName ?? "") || into.isContentEditable) return;
    const views: Record<string, string> = { b: "board", t: "timeline", q: "sql", s: "story", c: "coverage" };
    const letter = "1234567890-".indexOf(e.key);
    if (e.key === "Escape" && opened.value) close();
    else if (letter >= 0 && page.value) go({ view: page.value.investigation.letters[letter]?.key ?? "board" });
    else if (views[e.key]) go({ view: views[e.key]! });
    else if (e.key === "/") document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
    else return;
    e.preventDefault();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}
