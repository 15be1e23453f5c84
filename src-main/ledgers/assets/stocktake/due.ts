import { In, Not } from 'typeorm'
import { stocktakeDuties } from '../../../contract/assets'
import type { AnyonesReading } from '../../../office/house'
import type { DueDraft } from '../../../office/ledgerModule'
import { unitNames } from '../../../office/people/names'
import { item, ledgerSince, on, yearsFrom } from '../dueItem'
import { AssetStocktake } from '../entities'
import { AST_14 } from '../rules/counting'
import { anyOnBook, unitsWithEquipment } from './heldOn'
import { dutiesUnder } from './open'

/**
 * Duties to count that no finished count of their own kind has fulfilled: of every period since the ledger began at
 * whose end there was something to count, by the units that had it then; also where it is gone since (K-13).
 */
export async function stocktakesDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, book, today } = reading
  const since = await ledgerSince(reading)
  const duties = yearsFrom(since, today)
    .flatMap((year) => dutiesUnder(book, year))
    .filter(({ from, to }) => from <= today && to >= since)
  const counts = await manager.find(AssetStocktake, { where: { duty: Not('none'), state: In(['approved', 'done']) } })
  const owed: { readonly duty: (typeof duties)[number]; readonly unitId: string | null }[] = []
  for (const duty of duties) {
    const done = counts.filter((count) => count.duty === duty.duty && count.period === duty.period)
    const end = duty.to < today ? duty.to : today
    if (duty.duty === 'equipment') {
      for (const unitId of await unitsWithEquipment(manager, end))
        if (!done.some(({ scopeUnitId }) => scopeUnitId === unitId)) owed.push({ duty, unitId })
    } else if (done.length === 0 && (await anyOnBook(manager, end))) owed.push({ duty, unitId: null })
  }
  const names = await unitNames(
    manager,
    owed.map(({ unitId }) => unitId)
  )
  return owed.map(({ duty: { duty, period, to }, unitId }) => {
    const key = `${duty}@${period}@${unitId ?? ''}`
    return item(reading, AST_14, on(to), {
      title: `${names.get(unitId ?? '') ?? ''}${stocktakeDuties[duty]}（${period}）`,
      number: null,
      subjectType: 'assetStocktakeDue',
      subjectId: key,
      duty: key,
      unitId
    })
  })
}
