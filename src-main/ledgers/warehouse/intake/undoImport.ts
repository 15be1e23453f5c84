import type { UndoImport } from '../../../office/outputs/importDefinition'
import { unreversed } from '../../../office/undoing'
import { refreshStandingsOf } from '../clocks/standing'
import { CustodyEntry, DetainedLine, DetainedMovement, Exit, Intake } from '../entities'
import { mustFind } from '../../../platform/database/readRows'

/** Takes a register of detained goods back: what had left comes back, then what came in leaves, each on its day. */
export const undoRegister: UndoImport = async (unit, imported, { reason, house }) => {
  const intakes = await imported.of(Intake)
  const lines = await imported.of(DetainedLine)
  const byId = new Map(lines.map((line) => [line.id, line]))
  const movements = await unreversed(unit.manager, DetainedMovement, await imported.of(DetainedMovement))
  const onHand = new Map<string, number>()
  for (const { lineId, quantity } of movements) onHand.set(lineId, (onHand.get(lineId) ?? 0) + quantity)
  await unit.appendMany(
    DetainedMovement,
    // Backwards, so that nothing is ever less than nothing.
    [...movements].reverse().map(({ id, ...movement }) => {
      const balance = (onHand.get(movement.lineId) ?? 0) - movement.quantity
      onHand.set(movement.lineId, balance)
      return { ...movement, quantity: -movement.quantity, balance, reversalOfId: id, reason }
    })
  )
  const parties = new Map(intakes.map(({ id, party, number }) => [id, { party, number }]))
  await unit.appendMany(
    CustodyEntry,
    [...byId.values()].map((line) => ({
      lineId: line.id,
      at: unit.now,
      act: 'reversed' as const,
      fromName: unit.actor.name,
      toName: mustFind(parties, line.intakeId).party,
      place: line.location,
      quantity: line.quantity,
      voucher: mustFind(parties, line.intakeId).number,
      remarks: `撤销导入：${reason}`
    }))
  )
  for (const exit of await imported.of(Exit)) await unit.update(Exit, exit, { state: 'reversed' }, '出库单')
  await refreshStandingsOf(unit, await house.calendar(unit.manager), intakes)
}
