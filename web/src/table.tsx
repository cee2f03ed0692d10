import {
  createTable,
  getCoreRowModel,
  getFilteredRowModel,
  getSortedRowModel,
  type SortingState,
  type TableState,
} from "@tanstack/table-core";
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import { useEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { csv, count, isTime } from "./text";
import { copy, Value } from "./ui";

const rowHeight = 30;
const few = 14;

interface Props {
  name: string;
  columns: string[];
  rows: readonly (readonly unknown[])[];
  /** Rows that stand out: their place, and the class that says how. */
  marks?: (row: readonly unknown[]) => string | undefined;
  claim?: (row: readonly unknown[]) => string;
}

/** Rows that are sorted, filtered and copied; only those in sight are in the document. */
export function DataTable({ name, columns, rows, marks, claim }: Props) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const [filter, setFilter] = useState("");
  const table = useMemo(() => {
    const made = createTable<readonly unknown[]>({
      data: rows as (readonly unknown[])[],
      columns: columns.map((column, i) => ({
        id: `${i}`,
        header: column,
        accessorFn: (row) => row[i] ?? undefined,
        sortUndefined: "last" as const,
        sortingFn: (a, b, id) => order(a.getValue(id), b.getValue(id)),
      })),
      state: {},
      onStateChange: () => {},
      renderFallbackValue: null,
      globalFilterFn: (row, _, wanted: string) => row.original.some((cell) => text(cell).toLowerCase().includes(wanted)),
      getColumnCanGlobalFilter: () => true,
      getCoreRowModel: getCoreRowModel(),
      getSortedRowModel: getSortedRowModel(),
      getFilteredRowModel: getFilteredRowModel(),
    });
    return made;
  }, [rows, columns]);
  table.setOptions((before) => ({
    ...before,
    state: { ...table.initialState, sorting, globalFilter: filter.toLowerCase() } as TableState,
    onSortingChange: (next) => setSorting(typeof next === "function" ? next(sorting) : next),
  }));
  const shown = table.getRowModel().rows;
  const box = useRef<HTMLDivElement>(null);
  const items = useVirtual(box, shown.length);
  const widths = useMemo(() => columns.map((column, i) => width(column, rows, i)), [columns, rows]);
  const style = {
    gridTemplateColumns: widths.map((w) => `minmax(0, ${w}fr)`).join(" "),
    width: `max(100%, ${widths.reduce((a, b) => a + b, 0)}ch)`,
  };
  return (
    <div class="table" data-rows={rows.length}>
      <div class="table-bar">
        <span>
          {shown.length === rows.length ? count(rows.length, "row") : `${shown.length.toLocaleString("en")} of ${count(rows.length, "row")}`}
        </span>
        {rows.length > 5 && (
          <input
            type="search"
            placeholder="Filter"
            aria-label={`Filter ${name}`}
            value={filter}
            onInput={(e) => setFilter(e.currentTarget.value)}
          />
        )}
        <button type="button" class="quiet" onClick={() => void copy(csv(columns, shown.map((r) => r.original)), "CSV")}>
          Copy CSV
        </button>
      </div>
      <div
        class="table-scroll"
        ref={box}
        tabIndex={0}
        role="table"
        aria-label={name}
        aria-rowcount={shown.length + 1}
        aria-colcount={columns.length}
        style={{ "--most": `${few * rowHeight + 34}px` }}
      >
        <div role="rowgroup" class="thead">
          <div role="row" class="tr" style={style} aria-rowindex={1}>
            {table.getFlatHeaders().map((header) => {
              const sorted = header.column.getIsSorted();
              return (
                <div
                  role="columnheader"
                  key={header.id}
                  class={typeof rows[0]?.[Number(header.id)] === "number" ? "right" : undefined} aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none"}>
                  <button type="button" onClick={header.column.getToggleSortingHandler()}>
                    {String(header.column.columnDef.header)}
                    <span aria-hidden="true">{sorted === "asc" ? " ▲" : sorted === "desc" ? " ▼" : ""}</span>
                  </button>
                </div>
              );
            })}
          </div>
        </div>
        <div role="rowgroup" class="tbody" style={{ height: `${shown.length * rowHeight}px` }}>
          {items.map((i) => {
            const row = shown[i]!.original;
            return (
              <div
                role="row"
                class={`tr ${marks?.(row) ?? ""}`}
                key={shown[i]!.id}
                aria-rowindex={i + 2}
                style={{ ...style, transform: `translateY(${i * rowHeight}px)` }}
              >
                {columns.map((column, c) => (
                  <div role="cell" key={c} class={typeof row[c] === "number" ? "right" : undefined} title={typeof row[c] === "string" && !isTime(row[c]) ? row[c] : undefined}>
                    <Value value={row[c]} column={column} claim={claim?.(row) ?? ""} />
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function text(cell: unknown): string {
  return cell === null || cell === undefined ? "" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

function order(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [x, y] = [text(a), text(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** How many characters a column wants: from its widest cells, within reason. */
function width(column: string, rows: readonly (readonly unknown[])[], at: number): number {
  let most = column.length + 3;
  for (let i = 0; i < rows.length && i < 200; i++) {
    const cell = rows[i]![at];
    const length = typeof cell === "string" && /^[0-9a-f]{8}-/.test(cell) && cell.length === 36 ? 9 : text(cell).length;
    most = Math.max(most, typeof cell === "string" && cell.startsWith("arn:") ? length * 0.62 : length);
  }
  return Math.min(Math.max(Math.ceil(most * 0.92) + 2, 7), 46);
}

function useVirtual(box: { current: HTMLDivElement | null }, rows: number): number[] {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const made = useRef<Virtualizer<HTMLDivElement, Element> | null>(null);
  const options = {
    count: rows,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    initialRect: { width: 800, height: few * rowHeight + 34 },
    onChange: () => redraw(0),
  };
  made.current ??= new Virtualizer(options);
  made.current.setOptions(options);
  useEffect(() => made.current!._didMount(), []);
  useEffect(() => made.current!._willUpdate());
  useEffect(() => {
    const all = () => redraw(0);
    addEventListener("beforeprint", all);
    return () => removeEventListener("beforeprint", all);
  }, []);
  return made.current.getVirtualItems().map((item) => item.index);
}
