import { autocompletion, closeBrackets, completionKeymap, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { sql, StandardSQL } from "@codemirror/lang-sql";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { Compartment } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api, Refused, type SheetEntry, type SqlResult, type SqlWords } from "./api";
import { go, page, place } from "./state";
import { DataTable } from "./table";
import { count, visible } from "./text";
import { copy, Section } from "./ui";

const words = signal<SqlWords | null>(null);
const sheet = signal<SheetEntry[]>([]);
const result = signal<SqlResult | null>(null);
const failure = signal<string>("");
const running = signal<AbortController | null>(null);
const lenient = signal(false);

const first = "SELECT eventname, count(*) AS calls\nFROM cloudtrail_logs\nGROUP BY 1\nORDER BY 2 DESC\nLIMIT 20";

async function run(text: string): Promise<void> {
  running.value?.abort();
  const stop = new AbortController();
  running.value = stop;
  failure.value = "";
  go({ sql: text }, true);
  try {
    result.value = await api.sql(text, lenient.value, stop.signal);
  } catch (e) {
    failure.value = e instanceof DOMException ? "Stopped." : e instanceof Refused ? e.message : String(e);
    result.value = null;
  } finally {
    if (running.value === stop) running.value = null;
  }
}

/** Athena's SQL on the case: with its columns and functions, the letters' questions at hand, and rows that can be carried on. */
export function SqlView() {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const text = () => editor.current?.state.doc.toString() ?? "";
  useEffect(() => {
    const made = edit(box.current!, place.value.sql || first, () => void run(text()));
    editor.current = made;
    void api.words().then((w) => (words.value = w)).catch(() => {});
    if (sheet.value.length === 0) {
      void api.sheet(page.value!.investigation.leads.map((l) => l.value)).then((s) => (sheet.value = s)).catch(() => {});
    }
    return () => made.destroy();
  }, []);
  const set = (to: string) => {
    editor.current?.dispatch({ changes: { from: 0, to: editor.current.state.doc.length, insert: to } });
    editor.current?.focus();
  };
  useEffect(() => {
    if (place.value.sql && editor.current && place.value.sql !== text()) set(place.value.sql);
  }, [place.value.sql]);
  const questions = sheet.value.filter((e) => e.engine === "athena");
  return (
      <Section title="SQL" note="Athena's, read only, on this case: cloudtrail_logs and config_items">
        <div class="sql">
          <div class="sql-main">
            <div class="editor" ref={box} />
            <div class="bar">
              <button type="button" class="primary" onClick={() => void run(text())} disabled={running.value !== null}>
                Run <kbd>Ctrl ↵</kbd>
              </button>
              <button type="button" disabled={running.value === null} onClick={() => running.value?.abort()}>
                Stop
              </button>
              <label>
                <input type="checkbox" checked={lenient.value} onChange={(e) => (lenient.value = e.currentTarget.checked)} /> put common mistakes right
              </label>
              <button
                type="button"
                class="quiet"
                onClick={() => {
                  go({ sql: text() }, true);
                  void copy(location.href, "Link");
                }}
              >
                Copy link
              </button>
              <button type="button" class="quiet" onClick={() => void copy(text(), "SQL")}>
                Copy SQL
              </button>
            </div>
            <div role="status" aria-live="polite">
              {running.value && <p class="note">Running …</p>}
              {failure.value && <pre class="failure">{visible(failure.value)}</pre>}
              {result.value && !running.value && (
                <p class="note">
                  {count(result.value.rows.length, "row")}
                  {result.value.cut && " (cut there; add LIMIT or conditions, or use picks sql)"} in {result.value.milliseconds} ms
                  {result.value.notices.map((n) => ` · ${visible(n)}`)}
                </p>
              )}
            </div>
            {result.value && result.value.columns.length > 0 && (
              <DataTable name="Rows" columns={result.value.columns} rows={result.value.rows} />
            )}
          </div>
          <div class="sheet">
            <h3>The letters' questions</h3>
            <ul tabIndex={0} aria-label="The letters' questions">
              {questions.map((q, i) => (
                <li key={i}>
                  <button type="button" onClick={() => set(q.text)} title={visible(q.text.slice(0, 400))}>
                    <span class="mark">{q.mark}</span> {visible(q.asks)}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </div>
      </Section>
  );
}

const look = HighlightStyle.define([
  { tag: tags.keyword, class: "tok-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "tok-string" },
  { tag: [tags.number, tags.bool, tags.null], class: "tok-number" },
  { tag: [tags.lineComment, tags.blockComment], class: "tok-comment" },
]);

/** The editor stands in a shadow root: there its style is a constructed sheet, which the page's policy allows. */
function edit(parent: HTMLElement, doc: string, onRun: () => void): EditorView {
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .cm-editor { color: var(--ink); background: var(--paper-2); font-size: 13px; border: 1px solid var(--line-2); border-radius: 6px; }
    .cm-editor.cm-focused { outline: 2px solid var(--accent); outline-offset: 1px; }
    .cm-scroller { font-family: var(--mono) !important; min-height: 8.5em; max-height: 22em; }
    .cm-gutters { background: transparent !important; color: var(--ink-3) !important; border: 0 !important; }
    .cm-cursor { border-left-color: var(--ink) !important; }
    .cm-selectionBackground { background: var(--select) !important; }
    .cm-tooltip { background: var(--paper) !important; border: 1px solid var(--line-2) !important; color: var(--ink); }
    .cm-tooltip-autocomplete li[aria-selected] { background: var(--accent) !important; color: var(--on-accent) !important; }
    .cm-matchingBracket { background: var(--select) !important; }
    .tok-keyword { color: var(--tok-keyword); font-weight: 600; } .tok-string { color: var(--tok-string); }
    .tok-number { color: var(--tok-number); } .tok-comment { color: var(--ink-2); font-style: italic; }
  `);
  root.adoptedStyleSheets = [sheet];
  const tab = new Compartment();
  return new EditorView({
    doc,
    parent: root,
    root,
    extensions: [
      keymap.of([{ key: "Ctrl-Enter", mac: "Cmd-Enter", run: () => (onRun(), true) }]),
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      closeBrackets(),
      tab.of([]),
      sql({ dialect: StandardSQL, upperCaseKeywords: true }),
      autocompletion({ override: [complete], aboveCursor: false }),
      syntaxHighlighting(look),
      keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": "SQL; Ctrl and Enter runs it" }),
      EditorView.lineWrapping,
    ],
  });
}

const keywords = "SELECT FROM WHERE GROUP BY ORDER BY HAVING LIMIT WITH AS AND OR NOT IN IS NULL LIKE BETWEEN CASE WHEN THEN ELSE END JOIN LEFT JOIN ON UNNEST CROSS JOIN DISTINCT UNION ALL ASC DESC FILTER OVER PARTITION BY".split(/ (?!BY|ALL|JOIN)/);

/** Columns, the fields of structs behind a dot, functions with their signature, and keywords. */
function complete(context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[\w.]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const known = words.value;
  const dot = word.text.lastIndexOf(".");
  const columns = known?.tables.flatMap((t) => t.columns.map((c) => ({ ...c, table: t.name }))) ?? [];
  if (dot >= 0) {
    const path = word.text.slice(0, dot).toLowerCase();
    const inside = columns.filter((c) => c.name.startsWith(`${path}.`) && !c.name.slice(path.length + 1).includes("."));
    return inside.length === 0
      ? null
      : { from: word.from + dot + 1, options: inside.map((c) => ({ label: c.name.slice(path.length + 1), type: "property", detail: c.type.toLowerCase().slice(0, 24) })) };
  }
  const functions = [...new Map((known?.functions ?? []).map((f) => [f.name, f])).values()];
  return {
    from: word.from,
    validFor: /^\w*$/,
    options: [
      ...columns.filter((c) => !c.name.includes(".")).map((c) => ({ label: c.name, type: "property", detail: c.type.startsWith("STRUCT") ? "struct" : c.type.toLowerCase(), info: c.table, boost: 2 })),
      ...(known?.tables ?? []).map((t) => ({ label: t.name, type: "class", boost: 3 })),
      ...functions.map((f) => ({ label: f.name, type: "function", info: f.signature, apply: `${f.name}(` })),
      ...keywords.map((k) => ({ label: k, type: "keyword" })),
    ],
  };
}
