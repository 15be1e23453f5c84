import { formatQuantity } from '../../../contract/display'
import { parseDecimal } from '../../../contract/typedText'
import { exitKinds, type ExitKind } from '../../../contract/warehouse/words'
import type { DetainedMovement } from '../entities'

/** Goods of a line that left on a day; the quantity in thousandths. */
export interface LineExit {
  readonly kind: ExitKind
  readonly day: string
  readonly quantity: number
}

/** How the register says what has left, shown where it cannot be read. */
export const exitExample = '2026-09-05退还2；2026-09-11销毁4'

const kindNames = Object.keys(exitKinds) as readonly ExitKind[]
const isExit = (kind: string): kind is ExitKind => kindNames.some((each) => each === kind)

/** What has left of a line by its movements, a day and a way at a time; what was reversed has not left. */
export function exitsOfLine(movements: readonly DetainedMovement[]): readonly LineExit[] {
  const reversed = new Set(movements.map(({ reversalOfId }) => reversalOfId))
  const sums = new Map<string, LineExit>()
  for (const { id, kind, day, quantity, reversalOfId } of movements) {
    if (!isExit(kind) || reversalOfId !== null || reversed.has(id)) continue
    const key = `${day} ${kind}`
    sums.set(key, { kind, day, quantity: (sums.get(key)?.quantity ?? 0) - quantity })
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, exit]) => exit)
}

/** As the register of intakes prints it and takes it back. */
export const exitWords = (exits: readonly LineExit[]): string =>
  exits.map(({ day, kind, quantity }) => `${day}${exitKinds[kind]}${formatQuantity(quantity)}`).join('；')

/** What the words of the register say; nothing where they cannot be read. */
export function exitsIn(text: string): readonly LineExit[] | undefined {
  const exits: LineExit[] = []
  for (const part of text.split(/[；;\n]/).map((each) => each.trim())) {
    if (part === '') continue
    const [, day = '', label = '', typed = ''] = /^(\d{4}-\d\d-\d\d)\s*([^\d\s]+?)\s*([\d,.]+)$/.exec(part) ?? []
    const kind = kindNames.find((each) => exitKinds[each] === label)
    const quantity = parseDecimal(typed.replaceAll(',', ''), 3)
    if (kind === undefined || !quantity.ok || quantity.value <= 0) return undefined
    exits.push({ kind, day, quantity: quantity.value })
  }
  return exits
}
