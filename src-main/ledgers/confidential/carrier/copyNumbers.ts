/** The most carriers a range of copy numbers may stand for. */
const longestRange = 500

const none = new Set(['无', '/', '-', '—', '——', '无份号'])

/**
 * Copy numbers as typed: 0188、0189 are two, 0123-0125 three, 无 one carrier without a number. Leading zeros stay. A
 * range that runs backwards or over more than 500 is kept as one number, so that nothing is made up.
 */
export function copyNumbersOf(typed: string): readonly (string | undefined)[] {
  return typed
    .normalize('NFKC')
    .split(/[、,;，；\s]+/)
    .filter((part) => part !== '')
    .flatMap((part): readonly (string | undefined)[] => (none.has(part) ? [undefined] : rangeOf(part)))
}

function rangeOf(part: string): readonly string[] {
  const range = /^(\d+)(?:-|~|—|至|－)(\d+)$/.exec(part)
  if (!range) return [part]
  const [from = '', to = ''] = [range[1], range[2]]
  const [first, last] = [
    Number(from),
    Number(to.length < from.length ? from.slice(0, from.length - to.length) + to : to)
  ]
  if (last < first || last - first >= longestRange) return [part]
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(from.length, '0'))
}
