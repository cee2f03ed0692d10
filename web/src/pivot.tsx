import { useEffect, useRef } from "preact/hooks";
import { go, pivot, place, served } from "./state";
import { count, shell, short, sqlText, visible } from "./text";
import { copy } from "./ui";

/** Where an identifier leads: its calls, its kin, what names it. */
export function PivotMenu() {
  const box = useRef<HTMLDivElement>(null);
  const at = pivot.value;
  useEffect(() => {
    if (!at || !box.current) return;
    const rect = at.anchor.getBoundingClientRect();
    const own = box.current.getBoundingClientRect();
    box.current.style.left = `${Math.max(8, Math.min(rect.left, innerWidth - own.width - 8))}px`;
    box.current.style.top = `${rect.bottom + own.height + 8 > innerHeight ? Math.max(8, rect.top - own.height - 4) : rect.bottom + 4}px`;
    box.current.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const away = (e: Event) => {
      if (!box.current?.contains(e.target as globalThis.Node)) pivot.value = null;
    };
    addEventListener("pointerdown", away);
    addEventListener("scroll", away, true);
    return () => {
      removeEventListener("pointerdown", away);
      removeEventListener("scroll", away, true);
    };
  }, [at]);
  if (!at) return null;
  const leave = (then: () => void) => () => {
    pivot.value = null;
    at.anchor.focus();
    then();
  };
  const shown = at.among ? count(at.among.length, "identifier") : visible(at.text);
  const items: [string, () => void][] = at.among
    ? at.among.map((text) => [visible(short(text)), () => (pivot.value = { text, anchor: at.anchor })])
    : choices(at.text);
  return (
    <div
      class="menu"
      role="menu"
      aria-label={shown}
      ref={box}
      onKeyDown={(e) => {
        const all = [...box.current!.querySelectorAll<HTMLElement>("[role=menuitem]")];
        const now = all.indexOf(document.activeElement as HTMLElement);
        if (e.key === "Escape" || e.key === "Tab") {
          e.preventDefault();
          e.stopPropagation();
          leave(() => {})();
        } else if (e.key === "ArrowDown") all[(now + 1) % all.length]!.focus();
        else if (e.key === "ArrowUp") all[(now + all.length - 1) % all.length]!.focus();
        else return;
        e.preventDefault();
      }}
    >
      <p class="mono">{shown}</p>
      {items.map(([label, then], i) => (
        <button type="button" role="menuitem" tabIndex={-1} key={i} onClick={leave(then)}>
          {label}
        </button>
      ))}
    </div>
  );
}

/** What can be done with an identifier. */
function choices(text: string): [string, () => void][] {
  const sql = (where: string) =>
    `SELECT eventtime, eventname, useridentity.arn, sourceipaddress, errorcode, eventid\nFROM cloudtrail_logs\nWHERE ${where}\nORDER BY eventtime\nLIMIT 1000`;
  const quoted = sqlText(text);
  const called = /^(AKIA|ASIA)/.test(text)
    ? `useridentity.accesskeyid = ${quoted}`
    : /^[\d.]+$|^[\da-f:]+$/.test(text) && /[.:]/.test(text)
      ? `sourceipaddress = ${quoted}`
      : `useridentity.arn = ${quoted} OR useridentity.sessioncontext.sessionissuer.arn = ${quoted} OR useridentity.principalid = ${quoted}`;
  const named = sql(
    `strpos(requestparameters, ${quoted}) > 0 OR strpos(responseelements, ${quoted}) > 0\n   OR any_match(resources, r -> r.arn = ${quoted})`,
  );
  const items: [string, () => void][] = [
    [
      place.value.only.includes(text) ? "Show everything again" : "Show only what names it",
      () =>
        go({ only: place.value.only.includes(text) ? place.value.only.filter((o) => o !== text) : [...place.value.only, text] }),
    ],
    ["Its calls on the timeline", () => go({ view: "timeline", only: [text] })],
    ["Where it came from, what came of it", () => go({ view: "track", only: [text] })],
  ];
  if (served.value) {
    items.push(
      ["Investigate it", () => location.assign(`/?lead=${encodeURIComponent(text)}#/board`)],
      ["Calls by it, in SQL", () => go({ view: "sql", sql: sql(called) })],
      ["Events that name it, in SQL", () => go({ view: "sql", sql: named })],
    );
  } else {
    items.push(["Copy the command that investigates it", () => void copy(`picks investigate ${shell(text)} --case ./case`, "Command")]);
  }
  items.push(["Copy it", () => void copy(text, "Identifier")]);
  return items;
}
