import { Handover } from '../../../office/entities'
import type { UndoImport } from '../../../office/outputs/importDefinition'
import { personNames } from '../../../office/people/names'
import { undoneName } from '../../../office/undoing'
import { Seal } from '../entities'
import { enterHandover } from '../custody/handovers'
import { sealKey } from './acts'

/** Takes seals of a register back: those handed out are taken back, and all of them give their names up. */
export const undoSeals: UndoImport = async (unit, imported, { reason }) => {
  const handedOut = new Set((await imported.of(Handover)).map(({ subjectId }) => subjectId))
  const seals = await imported.of(Seal)
  const keepers = await personNames(
    unit.manager,
    seals.map(({ custodianId }) => custodianId)
  )
  for (const seal of seals) {
    const { id, custodianId } = seal
    const returned = custodianId !== null && handedOut.has(id)
    if (returned)
      await enterHandover(unit, {
        kind: 'recovery',
        seal,
        from: { id: custodianId, name: keepers.get(custodianId) ?? '' },
        to: { id: unit.actor.personId, name: unit.actor.name },
        fromDay: unit.today,
        reason: `撤销导入：${reason}`
      })
    const name = undoneName(seal.name, seal.number)
    await unit.update(
      Seal,
      seal,
      {
        state: 'undone',
        name,
        custodianId: returned ? unit.actor.personId : null,
        endReason: `撤销导入：${reason}`,
        endedOn: unit.today,
        searchKey: sealKey({ ...seal, name })
      },
      '印章'
    )
  }
}
