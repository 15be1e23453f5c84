/** Row numbers as people write them: 5、7、9; the first ten and how many where they are more. */
export function rowsInWords(rows: readonly number[]): string {
  const shown = rows.slice(0, 10).join('、')
  return rows.length > 10 ? `${shown}等${rows.length}` : shown
}
