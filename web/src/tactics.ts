// ATT&CK's tactics: two letters and a colour each, for colour alone tells nobody enough.

export interface Tactic {
  code: string;
  name: string;
  hue: number;
}

const all: Tactic[] = [
  { code: "RC", name: "Reconnaissance", hue: 0 },
  { code: "RD", name: "Resource Development", hue: 1 },
  { code: "IA", name: "Initial Access", hue: 2 },
  { code: "EX", name: "Execution", hue: 3 },
  { code: "PE", name: "Persistence", hue: 4 },
  { code: "PR", name: "Privilege Escalation", hue: 5 },
  { code: "DE", name: "Defense Evasion", hue: 6 },
  { code: "CA", name: "Credential Access", hue: 7 },
  { code: "DI", name: "Discovery", hue: 8 },
  { code: "LM", name: "Lateral Movement", hue: 9 },
  { code: "CO", name: "Collection", hue: 10 },
  { code: "CC", name: "Command and Control", hue: 11 },
  { code: "XF", name: "Exfiltration", hue: 12 },
  { code: "IM", name: "Impact", hue: 13 },
];

export const none: Tactic = { code: "··", name: "no tactic", hue: -1 };

export function tactic(name: string | null | undefined): Tactic {
  return all.find((t) => t.name === name) ?? (name ? { code: name.slice(0, 2).toUpperCase(), name, hue: 3 } : none);
}

export function tacticColour(of: Tactic): string {
  return of.hue < 0 ? "var(--tactic-none)" : `var(--tactic-${of.hue})`;
}
