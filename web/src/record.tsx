import { visible } from "./text";

export interface Line {
  depth: number;
  path: string;
  key: string | null;
  value: string;
  text: string | null;
  open: boolean;
}

/** Parts a record into lines without reading its values: numbers keep their digits, members their order and repetition. */
export function lines(json: string): Line[] {
  const out: Line[] = [];
  const path: string[] = [];
  const indexes: number[] = [];
  let i = 0;
  let key: string | null = null;
  const space = () => {
    while (i < json.length && /\s/.test(json[i]!)) i++;
  };
  const string = (): string => {
    const start = i++;
    while (i < json.length && json[i] !== '"') i += json[i] === "\\" ? 2 : 1;
    return json.slice(start, ++i);
  };
  const here = () => path.join(".") + (key === null ? "" : (path.length ? "." : "") + key);
  const push = (value: string, text: string | null, open = false) =>
    out.push({ depth: indexes.length, path: here(), key, value, text, open });
  while (i < json.length) {
    space();
    const c = json[i];
    if (c === undefined) break;
    if (c === "{" || c === "[") {
      i++;
      space();
      const close = c === "{" ? "}" : "]";
      if (json[i] === close) {
        i++;
        push(c + close, null);
      } else {
        push(c, null, true);
        path.push(key ?? (indexes.length && indexes.at(-1)! >= 0 ? `[${indexes.at(-1)}]` : ""));
        if (path.at(-1) === "") path.pop(), path.push("$");
        indexes.push(c === "[" ? 0 : -1);
      }
      key = null;
    } else if (c === "}" || c === "]") {
      i++;
      indexes.pop();
      path.pop();
      key = null;
      out.push({ depth: indexes.length, path: "", key: null, value: c, text: null, open: false });
    } else if (c === ",") {
      i++;
      const last = out.at(-1);
      if (last) last.value += ",";
      if (indexes.at(-1)! >= 0) indexes[indexes.length - 1]!++;
      key = null;
    } else if (c === '"') {
      const token = string();
      space();
      if (json[i] === ":" && indexes.at(-1) === -1 && key === null) {
        i++;
        key = decode(token);
      } else {
        push(token, decode(token));
        key = null;
      }
    } else {
      const start = i;
      while (i < json.length && !/[\s,}\]]/.test(json[i]!)) i++;
      if (i === start) i++;
      push(json.slice(start, i), json.slice(start, i));
      key = null;
    }
  }
  return out.map((line) => ({ ...line, path: line.path.replace(/^\$\.?/, "") }));
}

function decode(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1, -1);
  }
}

const always = ["eventName", "errorCode", "eventTime"];

/** Which members decide: those whose value the claim speaks of, those on a path that the letter named, and what was called when. */
export function decides(line: Line, claim: string, paths: string[]): boolean {
  if (line.key === null && line.text === null) return false;
  if (always.includes(line.path)) return true;
  if (paths.some((p) => p && line.path.toLowerCase() === p.toLowerCase())) return true;
  const text = line.text;
  if (!text || text.length < 4 || /^\d{12}$/.test(text) || text === "true" || text === "false" || text === "null") return false;
  if (claim.includes(text)) return true;
  const last = text.split(/[/:]/).at(-1)!;
  return text.startsWith("arn:") && last.length > 3 && claim.includes(last);
}

export function RecordView({ json, claim, paths }: { json: string; claim: string; paths: string[] }) {
  return (
    <div class="record" role="region" aria-label="The record" tabIndex={0}>
      {lines(json).map((line, i) => {
        const marked = decides(line, claim, paths);
        return (
          <div class={marked ? "line marked" : "line"} key={i} style={{ paddingInlineStart: `${line.depth * 14 + 18}px` }}>
            {marked && (
              <span class="decides" aria-hidden="true">
                ▸
              </span>
            )}
            {marked && <span class="sr">decides: </span>}
            {line.key !== null && <span class="key">"{visible(line.key)}": </span>}
            <span class={line.text === null ? "punctuation" : /^"/.test(line.value) ? "string" : "number"}>{visible(line.value)}</span>
          </div>
        );
      })}
    </div>
  );
}
