import { BlindSpots } from "./board";
import { coverage } from "./state";
import { count, visible } from "./text";
import { Id, Section, Time } from "./ui";

export function CoverageView() {
  const of = coverage.value!;
  return (
    <>
      <Section title="What the evidence covers">
        <dl class="facts wide">
          <dt>Span</dt>
          <dd>
            {of.from && <Time at={of.from} />} – {of.to && <Time at={of.to} />}
          </dd>
          <dt>Taken in</dt>
          <dd>
            {count(of.files, "file")}, {count(of.records, "record")}, {count(of.events, "event")}, {count(of.duplicates, "duplicate")}
          </dd>
          <dt>Two contents of one eventID</dt>
          <dd>{of.conflictingDuplicates}</dd>
          <dt>Rejected</dt>
          <dd>{of.rejected}</dd>
          <dt>Accounts</dt>
          <dd>
            {of.accounts.map((a) => (
              <span key={a}>
                <Id text={a} />{" "}
              </span>
            ))}
          </dd>
          <dt>Regions</dt>
          <dd>{of.regions.map(visible).join(", ")}</dd>
          <dt>Data events</dt>
          <dd>
            {of.dataEvents.map((d) => (
              <span key={d.type} class={d.events ? "has" : "has-not"}>
                {visible(d.what)} {d.events.toLocaleString("en")}
                {"  "}
              </span>
            ))}
          </dd>
        </dl>
      </Section>
      <BlindSpots />
    </>
  );
}
