import { Access } from "./access";
import { Addresses } from "./addresses";
import { FindingRow, shows, states } from "./board";
import { Changes } from "./changes";
import { letterName, type Letter, type Table } from "./data";
import { Exposures } from "./exposure";
import { CredentialGraph } from "./graph";
import { filtered, go, inSpan, names, page, place, served } from "./state";
import { DataTable } from "./table";
import { count, isTime, visible } from "./text";
import { Command, Prose, Section } from "./ui";

/** One letter: its claims, the drawing that suits it, its rows, what it cannot say, and what gives the answer elsewhere. */
export function LetterView({ letter }: { letter: Letter }) {
  const findings = letter.findings.filter(shows);
  const blind = new Set(page.value!.investigation.coverage.gaps.map((g) => g.text));
  const own = letter.gaps.filter((g) => !blind.has(g));
  const shared = letter.gaps.length - own.length;
  return (
    <>
      <header class="letter-head">
        <span class="mark big" aria-hidden="true">
          {letter.mark}
        </span>
        <div>
          <h1>
            {letterName(letter)} <span class={`state ${letter.status}`}>{states[letter.status]}</span>
          </h1>
          <p class="asks">{visible(letter.asks)}</p>
          <p class="headline">
            <Prose text={letter.headline} />
          </p>
        </div>
      </header>
      {letter.key === "track" && <CredentialGraph />}
      {letter.key === "public" && <Exposures letter={letter} />}
      {(letter.key === "permissions" || letter.key === "entitlements") && <Access letter={letter} />}
      {letter.key === "changes" && <Changes letter={letter} />}
      {findings.length > 0 && (
        <Section title="Findings" note={findings.length < letter.findings.length ? `${findings.length} of ${letter.findings.length} in the span` : ""}>
          <Findings letter={letter} />
        </Section>
      )}
      {letter.key === "ip" && <Addresses letter={letter} />}
      {letter.tables.map((t) => (
        <LetterTable key={t.name} letter={letter} of={t} />
      ))}
      {(own.length > 0 || shared > 0) && (
        <Section title="What this evidence cannot say">
          {shared > 0 && (
            <p class="note">
              {count(shared, "blind spot")} of the evidence {shared === 1 ? "limits" : "limit"} this answer:{" "}
              <a
                href="#/board"
                onClick={(e) => {
                  e.preventDefault();
                  go({ view: "board" });
                  requestAnimationFrame(() => document.getElementById("blind-spots")?.scrollIntoView());
                }}
              >
                see them
              </a>
              .
            </p>
          )}
          {own.map((gap, i) => (
            <GapText key={i} text={gap} />
          ))}
        </Section>
      )}
      {letter.reproduce.length > 0 && (
        <Section title="The same answer elsewhere">
          {letter.reproduce.map((way, i) => (
            <details key={i} open={letter.reproduce.length <= 2}>
              <summary>
                {way.engine === "athena" ? "Athena SQL" : "AWS CLI"} <code class="dim">{visible(way.text.split("\n")[0]!.slice(0, 90))}</code>
              </summary>
              <Command text={way.text} what={`${way.engine} ${i + 1}`} language={way.engine === "athena" ? "sql" : "sh"} />
              {way.engine === "athena" && served.value && (
                <button type="button" onClick={() => go({ view: "sql", sql: way.text })}>
                  Run it on this case
                </button>
              )}
            </details>
          ))}
        </Section>
      )}
    </>
  );
}

/** The first line says what is missing, the rest is the command that fetches it. */
function GapText({ text }: { text: string }) {
  const [first, ...rest] = text.split("\n");
  return (
    <div class="gap-text">
      <p>
        <Prose text={first!} />
      </p>
      {rest.length > 0 && <Command text={rest.join("\n")} what="command" />}
    </div>
  );
}

function Findings({ letter }: { letter: Letter }) {
  const all = letter.findings.filter(shows);
  const most = letter.key === "changes" ? 3 : 12;
  const [few, rest] = [all.slice(0, most), all.slice(most)];
  return (
    <>
      <ol class="findings">
        {few.map((finding, i) => (
          <FindingRow key={i} letter={letter} finding={finding} marks="" />
        ))}
      </ol>
      {rest.length > 0 && (
        <details>
          <summary>{count(rest.length, "more finding")}</summary>
          <ol class="findings">
            {rest.map((finding, i) => (
              <FindingRow key={i} letter={letter} finding={finding} marks="" />
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

/** Times by which a row is placed, the first that there is. */
const times = ["eventtime", "time", "first", "from", "issuedat", "firstuse"];
const ends = ["last", "to", "lastuse"];

export function rowsInSight(of: Table): Table["rows"] {
  if (!filtered.value) return of.rows;
  const from = times.map((t) => of.columns.indexOf(t)).find((i) => i >= 0) ?? -1;
  const to = ends.map((t) => of.columns.indexOf(t)).find((i) => i >= 0) ?? from;
  return of.rows.filter((row) => {
    const [a, b] = [row[from], row[to]];
    return inSpan(isTime(a) ? a : null, isTime(b) ? b : isTime(a) ? a : null) && names(row);
  });
}

function LetterTable({ of }: { letter: Letter; of: Table }) {
  if (of.rows.length === 0) return null;
  void place.value;
  const rows = rowsInSight(of);
  const code = of.columns.indexOf("errorcode");
  return (
    <Section title={of.name.replaceAll("_", " ")} note={rows.length < of.rows.length ? `${rows.length} of ${of.rows.length} in sight` : ""}>
      <DataTable
        name={of.name}
        columns={of.columns}
        rows={rows}
        marks={(row) => (code >= 0 && row[code] ? "denied" : undefined)}
        claim={(row) => row.filter((c) => typeof c === "string").join(" ")}
      />
    </Section>
  );
}
