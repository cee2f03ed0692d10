import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api } from "./api";
import type { QuotedRecord } from "./data";
import { close, find, opened, served } from "./state";
import { count, shell, sqlText, visible } from "./text";
import { Command, Copy, Prose } from "./ui";
import { RecordView } from "./record";

const fetched = signal<Map<string, QuotedRecord[] | string>>(new Map());

function records(eventId: string): QuotedRecord[] | string | null {
  const known = find(eventId);
  if (known.length > 0) return known;
  const got = fetched.value.get(eventId);
  if (got !== undefined) return got;
  if (!served.value) return [];
  void api
    .event(eventId)
    .then((r) => (fetched.value = new Map(fetched.value).set(eventId, r)))
    .catch((e: unknown) => (fetched.value = new Map(fetched.value).set(eventId, e instanceof Error ? e.message : String(e))));
  return null;
}

/** Beside the page: the events behind a claim, each whole, with its place and the ways to fetch it elsewhere. */
export function EvidenceDrawer() {
  const box = useRef<HTMLDivElement>(null);
  const at = opened.value;
  const key = at ? at.refs[at.at]!.eventId + at.at : "";
  useEffect(() => {
    if (at) box.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }, [at?.claim, at?.refs]);
  useEffect(() => {
    const marked = box.current?.querySelector(".marked");
    const view = box.current?.querySelector(".record");
    if (marked instanceof HTMLElement && view instanceof HTMLElement) view.scrollTop = Math.max(0, marked.offsetTop - 60);
  }, [key]);
  if (!at) return null;
  const ref = at.refs[at.at]!;
  const got = ref.eventId ? records(ref.eventId) : [];
  const step = (by: number) => (opened.value = { ...at, at: Math.min(at.refs.length - 1, Math.max(0, at.at + by)) });
  return (
    <div
      class="drawer"
      ref={box}
      role="dialog"
      aria-label="Evidence"
      onKeyDown={(e) => {
        if (e.key === "Escape") close();
        else if (e.key === "ArrowRight" && e.altKey) step(1);
        else if (e.key === "ArrowLeft" && e.altKey) step(-1);
      }}
    >
      <header>
        <h2 tabIndex={-1}>Evidence</h2>
        {at.refs.length > 1 && (
          <nav aria-label="Events of this claim">
            <button type="button" disabled={at.at === 0} onClick={() => step(-1)}>
              ‹<span class="sr">Previous event</span>
            </button>
            <span class="num">
              {at.at + 1} of {at.refs.length}
            </span>
            <button type="button" disabled={at.at === at.refs.length - 1} onClick={() => step(1)}>
              ›<span class="sr">Next event</span>
            </button>
          </nav>
        )}
        <button type="button" class="quiet" onClick={close}>
          Close
        </button>
      </header>
      {at.claim && (
        <p class="claim">
          <Prose text={at.claim} />
        </p>
      )}
      {got === null && <p class="note">Fetching the record …</p>}
      {typeof got === "string" && <p class="note">{got}</p>}
      {Array.isArray(got) && got.length === 0 && <Absent eventId={ref.eventId} file={ref.file} record={ref.record} />}
      {Array.isArray(got) && got.length > 1 && (
        <p class="note warn">{count(got.length, "record")} of different content have this eventID. All are shown.</p>
      )}
      {Array.isArray(got) && got.map((record, i) => <One key={i} record={record} claim={at.claim} paths={at.paths} />)}
    </div>
  );
}

function Absent({ eventId, file, record }: { eventId: string; file: string; record: number }) {
  return (
    <>
      <p class="note">
        {file && (
          <>
            Record {record} of <span class="mono">{visible(file)}</span>.{" "}
          </>
        )}
        This report does not quote the record. In the case it is printed whole by:
      </p>
      {eventId && <Command text={`picks show ${eventId} --case ./case`} what="Command" />}
    </>
  );
}

function One({ record, claim, paths }: { record: QuotedRecord; claim: string; paths: string[] }) {
  const folder = served.value?.caseFolder ?? "./case";
  const isGz = record.file.endsWith(".gz");
  return (
    <article>
      <RecordView json={record.json} claim={claim} paths={paths} />
      <div class="record-bar">
        <span class="note">▸ marks the members that the claim rests on</span>
        <Copy text={record.json} what="Record" label="Copy JSON" />
      </div>
      <dl class="facts">
        <dt>eventID</dt>
        <dd class="mono">{visible(record.eventId)}</dd>
        <dt>file</dt>
        <dd class="mono">{visible(record.file)}</dd>
        <dt>record</dt>
        <dd class="num">{record.record} (from 1)</dd>
        <dt>SHA-256 of the file</dt>
        <dd class="mono">{record.sha256 ?? "not in the ledger"}</dd>
      </dl>
      <h3>Elsewhere</h3>
      <Command text={`picks show ${record.eventId} --case ${shell(folder)}`} what="picks command" />
      <Command text={`SELECT * FROM cloudtrail_logs WHERE eventid = ${sqlText(record.eventId)}`} what="Athena SQL" language="sql" />
      {!record.file.includes("!") && (
        <Command text={`${isGz ? "gzip -dc" : "cat"} ${shell(record.file)} | jq '.Records[${record.record - 1}]'`} what="shell command" />
      )}
    </article>
  );
}
