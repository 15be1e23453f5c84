import type { UndoImport } from '../../../office/outputs/importDefinition'
import { unreversed } from '../../../office/undoing'
import { SealUse } from '../entities'
import { undoSeals } from '../seal/undoImport'
import { useKey } from './entry'

/** Takes uses of a register back, each on its day, and the seals that came along with them. */
export const undoUses: UndoImport = async (unit, imported, why) => {
  const uses = await unreversed(unit.manager, SealUse, await imported.of(SealUse))
  const numbers = await unit.nextNumbers('YY', uses.length)
  await unit.appendMany(
    SealUse,
    uses.map(({ id, ...use }, index) => {
      const number = numbers[index] ?? ''
      return {
        ...use,
        number,
        copies: -use.copies,
        impressions: -use.impressions,
        custodianId: unit.actor.personId,
        custodianName: unit.actor.name,
        reversalOfId: id,
        remarks: `冲正${use.number}：${why.reason}`,
        searchKey: useKey({ ...use, number })
      }
    })
  )
  await undoSeals(unit, imported, why)
}
