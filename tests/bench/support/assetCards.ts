import { filledCard, keptCard, writeCards, type NewCard } from '@main/ledgers/assets/cards/make'
import { openingOf } from '@main/ledgers/assets/cards/import'
import { classTable } from '@main/ledgers/assets/classes/classTable'
import { dueBy } from '@main/ledgers/assets/depreciation/schedule'
import { systemActor } from '@main/kernel/actor'
import { addDays } from '@main/kernel/localDate'
import type { House } from '@main/office/house'
import { aBulkOffice, pick } from './bulkOffice'

const things: readonly (readonly [name: string, spec: string, cents: number])[] = [
  ['台式计算机', 'M720', 500_000],
  ['办公桌', '1.4米', 157_600],
  ['办公椅', '四脚', 38_000],
  ['A4黑白打印机', 'P1108', 123_300],
  ['文件柜', '钢制五节', 96_000],
  ['空调', '1.5匹', 329_900],
  ['执法记录仪', 'DSJ-A9', 220_000],
  ['对讲机', 'GP328', 146_700],
  ['沙发', '三人', 288_000],
  ['复印机', 'C3020', 2_740_400]
]
const firstDay = '2015-01-05'
const days = 4_250
/** Month up to which the ledger is depreciated; the bench takes the next. */
const depreciatedUntil = '2026-08'
const perAct = 2_000

/**
 * Fills an empty assets ledger with cards of eleven years, as an opening ledger that agrees with straight line:
 * one in thirty idle, one in nine without anybody who uses it. Cards, entries, phases, books and the audit chain are
 * what the ledger's own writing leaves.
 */
export async function fillAssetCards(house: House, count: number): Promise<void> {
  const { units, people } = await aBulkOffice(house, 20, 'department')
  const table = await classTable(house.resources)
  const cardAt = (index: number): NewCard => {
    const [name, spec, cents] = pick(things, index * 7 + Math.floor(index / 13))
    const acquiredOn = addDays(firstDay, (index * 17) % days)
    const at = (index * 3) % people.length
    const userId = index % 9 === 0 ? undefined : pick(people, at).id
    const typed = keptCard({
      number: `GD${String(index + 1).padStart(7, '0')}`,
      name,
      spec: `${spec}-${index % 40}`,
      serial: `SN${String(index).padStart(7, '0')}`,
      quantity: 1,
      originalCents: cents + (index % 97) * 100,
      acquiredOn,
      enteredOn: acquiredOn,
      unitId: pick(units, Math.floor(at / 10)).id,
      userId,
      keeperId: userId,
      place: `${100 + (index % 600)}室`
    })
    return { ...filledCard(table, typed), number: typed.number ?? '' }
  }
  for (let from = 0; from < count; from += perAct)
    await house.database.write({ chain: 'assets', act: '导入固定资产', actor: systemActor }, async (unit) => {
      const size = Math.min(perAct, count - from)
      const plans = Array.from({ length: size }, (_, offset) => {
        const index = from + offset
        const card = cardAt(index)
        const taken =
          card.lifeMonths === null ? null : dueBy({ ...card, lifeMonths: card.lifeMonths }, depreciatedUntil)
        const { origin, phase } = openingOf(card, taken, depreciatedUntil)
        return { card, origin: { ...origin, state: index % 30 === 0 ? ('idle' as const) : ('inUse' as const) }, phase }
      })
      const [first] = await writeCards(unit, plans)
      if (first) unit.about({ type: 'asset', id: first.id, number: first.number })
    })
}
