/** A command that did what it was asked and found a failure to tell: printed as it is, exit code 1. */
export class CommandFailed extends Error {}

/** Prints one JSON value on a line of its own. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** Prints a line for people. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** A table for people: columns as wide as their widest cell, Chinese counted double. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => shownWidth(row[column] ?? ''))))
  for (const row of rows)
    print(
      row
        .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - shownWidth(cell))))
        .join('  ')
        .trimEnd()
    )
}

const shownWidth = (text: string): number =>
  [...text].reduce((width, sign) => width + (sign.charCodeAt(0) > 0x2e7f ? 2 : 1), 0)
