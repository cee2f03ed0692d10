import { objects, table, type Cell, type Letter } from "./data";
import { inSpan, names, place } from "./state";
import { count } from "./text";
import { Id, Section, Time } from "./ui";

const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? "" : String(cell));

/** Address by address, the identities at each kept apart: sharing an address makes nobody one. */
export function Addresses({ letter }: { letter: Letter }) {
  void place.value;
  const rows = objects(table(letter, "addresses")).filter((r) => inSpan(text(r["first"]), text(r["last"])) && names(Object.values(r)));
  if (rows.length === 0) return null;
  const byAddress = new Map<string, typeof rows>();
  for (const row of rows) byAddress.set(text(row["address"]), [...(byAddress.get(text(row["address"])) ?? []), row]);
  const sum = (of: typeof rows, column: string) => of.reduce((n, r) => n + Number(r[column] ?? 0), 0);
  const most = Math.max(...rows.map((r) => Number(r["calls"] ?? 0)), 1);
  const list = [...byAddress].sort((a, b) => sum(b[1], "denied") - sum(a[1], "denied") || sum(b[1], "calls") - sum(a[1], "calls"));
  return (
    <Section title="Who was at each address" note="identities at one address are kept apart">
      <ol class="addresses">
        {list.slice(0, 60).map(([address, at]) => (
          <li key={address}>
            <p class="address-head">
              <Id text={address} />
              <span class="num">
                {count(at.length, "identity").replace("identitys", "identities")} · {count(sum(at, "calls"), "call")}
                {sum(at, "denied") > 0 && <b class="refused"> · {count(sum(at, "denied"), "denied")?.replace("denieds", "denied")}</b>}
              </span>
            </p>
            <ul>
              {at.map((r, i) => (
                <li key={i}>
                  <span class="who">
                    <Id text={text(r["identity"]) || "(nobody named)"} />
                    {r["accesskeyid"] && (
                      <>
                        {" "}
                        <Id text={text(r["accesskeyid"])} />
                      </>
                    )}
                  </span>
                  <span class="calls">
                    <i class="meter" aria-hidden="true">
                      <i style={{ width: `${(Number(r["calls"]) / most) * 100}%` }} />
                      <i class="refused" style={{ width: `${(Number(r["denied"] ?? 0) / most) * 100}%` }} />
                    </i>
                    <span class="num">
                      {Number(r["calls"]).toLocaleString("en")}
                      {Number(r["denied"]) > 0 && <b class="refused"> {Number(r["denied"]).toLocaleString("en")}✕</b>}
                    </span>
                  </span>
                  <span class="num when">
                    <Time at={text(r["first"])} /> – <Time at={text(r["last"])} />
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {list.length > 60 && <p class="note">{count(list.length - 60, "more address").replace("addresss", "addresses")} in the table below.</p>}
    </Section>
  );
}
