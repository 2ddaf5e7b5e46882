import type { ComponentChildren, JSX } from "preact";

export interface Column<Row> {
  id: string;
  head: ComponentChildren;
  cell: (row: Row, at: number) => ComponentChildren;
  /** Columns of numbers stand right. */
  numeric?: boolean;
  /** Names the row. */
  rowHead?: boolean;
  sorts?: boolean;
}

export interface Sorting {
  by: string;
  down: boolean;
  set: (by: string, down: boolean) => void;
}

interface Props<Row> {
  title: ComponentChildren;
  /** The day of the record and what the figures rest on; no table goes without. */
  asOf: string;
  basis: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf?: (row: Row, at: number) => string;
  sorting?: Sorting;
  chosen?: (row: Row) => boolean;
  empty?: string;
}

/** A table that says what it is worth even when torn out of its page. */
export function Table<Row>(props: Props<Row>): JSX.Element {
  const { columns, rows, sorting } = props;
  return (
    <section
      class="table-frame"
      tabIndex={0}
      aria-label={typeof props.title === "string" ? props.title : "Table"}
    >
      <table>
        <caption>
          <span class="table-title">{props.title}</span>{" "}
          <span class="table-basis">
            As of {props.asOf}; {props.basis}
          </span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length}>{props.empty ?? "None."}</td>
            </tr>
          )}
          {rows.map((row, at) => (
            <tr key={props.keyOf?.(row, at) ?? at} class={props.chosen?.(row) ? "chosen" : undefined}>
              {columns.map((column) =>
                column.rowHead ? (
                  <th key={column.id} scope="row">
                    {column.cell(row, at)}
                  </th>
                ) : (
                  <td key={column.id} class={column.numeric ? "number" : undefined}>
                    {column.cell(row, at)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Head<Row>(props: { column: Column<Row>; sorting: Sorting | undefined }): JSX.Element {
  const { column, sorting } = props;
  const here = sorting?.by === column.id;
  if (!column.sorts || !sorting) {
    return (
      <th scope="col" class={column.numeric ? "number" : undefined}>
        {column.head}
      </th>
    );
  }
  return (
    <th
      scope="col"
      class={column.numeric ? "number" : undefined}
      aria-sort={here ? (sorting.down ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        class="sorter"
        onClick={() => sorting.set(column.id, here ? !sorting.down : true)}
      >
        {column.head} <span aria-hidden="true">{here ? (sorting.down ? "▼" : "▲") : "↕"}</span>
      </button>
    </th>
  );
}
