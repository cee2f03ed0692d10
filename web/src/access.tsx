import { useState } from "preact/hooks";
import { objects, table, type Cell, type Letter } from "./data";
import { visible } from "./text";
import { Section } from "./ui";

const levels = ["List", "Read", "Write", "Permissions management", "Tagging"];
const number = (cell: Cell | undefined): number => Number(cell ?? 0) || 0;

interface At {
  granted: number;
  total: number;
  used: number;
  denied: number;
  scopes: Set<string>;
  conditional: boolean;
}

/** Service by level: how much is granted, how much of it was used, what was refused. */
export function Access({ letter }: { letter: Letter }) {
  const rows = objects(table(letter, "access"));
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const grid = new Map<string, Map<string, At>>();
  for (const row of rows) {
    const [service, level] = [String(row["service"] ?? ""), String(row["level"] ?? "")];
    const of = grid.get(service) ?? new Map<string, At>();
    grid.set(service, of);
    const at = of.get(level) ?? { granted: 0, total: 0, used: 0, denied: 0, scopes: new Set<string>(), conditional: false };
    at.granted += number(row["granted"]);
    at.total = Math.max(at.total, number(row["total"]));
    at.used += number(row["used"]);
    at.denied += number(row["denied"]);
    if (row["scope"]) at.scopes.add(String(row["scope"]));
    at.conditional ||= row["conditional"] === true || (typeof row["conditional"] === "number" && row["conditional"] > 0);
    of.set(level, at);
  }
  const known = [...new Set(rows.map((r) => String(r["level"] ?? "")))];
  const columns = [...levels.filter((l) => known.some((k) => k.toLowerCase() === l.toLowerCase())), ...known.filter((k) => !levels.some((l) => l.toLowerCase() === k.toLowerCase()))];
  const find = (of: Map<string, At>, level: string) => [...of].find(([k]) => k.toLowerCase() === level.toLowerCase())?.[1];
  const total = (of: Map<string, At>) => [...of.values()].reduce((n, at) => n + at.used * 1000 + at.denied * 1000 + at.granted, 0);
  const services = [...grid].sort((a, b) => total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1));
  const shown = all ? services : services.slice(0, 40);
  return (
    <Section title="Access by service and level" note="granted of all actions; used and denied in this evidence">
      <div class="matrix-scroll" tabIndex={0} role="region" aria-label="Access by service and level">
        <table class="matrix">
          <thead>
            <tr>
              <th scope="col">service</th>
              {columns.map((c) => (
                <th scope="col" key={c}>
                  {visible(c)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(([service, of]) => (
              <tr key={service}>
                <th scope="row" class="mono">
                  {visible(service)}
                </th>
                {columns.map((c) => {
                  const at = find(of, c);
                  if (!at || (at.granted === 0 && at.used === 0 && at.denied === 0)) return <td key={c} class="nothing">·</td>;
                  return (
                    <td key={c} title={[...at.scopes].map(visible).join(", ")}>
                      <span class="granted num">
                        {at.granted}
                        {at.total > 0 && <small>/{at.total}</small>}
                        {at.conditional && <abbr title="under conditions">*</abbr>}
                      </span>
                      <i class="meter" aria-hidden="true">
                        <i style={{ width: `${at.total > 0 ? Math.min(100, (at.granted / at.total) * 100) : 100}%` }} />
                      </i>
                      {at.used > 0 && <span class="used num">{at.used.toLocaleString("en")} used</span>}
                      {at.denied > 0 && <span class="refused num">{at.denied.toLocaleString("en")} denied</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {services.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {services.length - shown.length} more services
        </button>
      )}
    </Section>
  );
}
