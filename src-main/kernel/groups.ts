/** Rows by a key, groups and rows in the order they come. */
export function groupsOf<Row, Key = string>(
  rows: Iterable<Row>,
  key: (row: Row) => Key
): ReadonlyMap<Key, readonly Row[]> {
  const groups = new Map<Key, Row[]>()
  for (const row of rows) {
    const of = key(row)
    const group = groups.get(of)
    if (group) group.push(row)
    else groups.set(of, [row])
  }
  return groups
}
