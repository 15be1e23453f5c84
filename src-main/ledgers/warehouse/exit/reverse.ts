import { exitKinds } from '../../../contract/warehouse/words'
import { conflict, invalid } from '../../../kernel/fault'
import { K_09 } from '../../../kernel/rules/common'
import type { House } from '../../../office/house'
import { mustFind } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { foundAgain, remark } from '../cleanup/settle'
import { refreshStandings } from '../clocks/standing'
import { DetainedMovement, Exit, Intake } from '../entities'
import type { ExitReversal } from '../inputs'
import { goodsOf, passOn, postMovement } from '../line/goods'

/** Undoes an exit entered by mistake: reversing movements bring the goods back on hand (K-09). */
export async function reverseExit(unit: UnitOfWork, house: House, input: ExitReversal): Promise<{ id: string }> {
  const exit = await unit.load(Exit, input.id, '出库单')
  if (exit.version !== input.version) throw conflict('出库单')
  unit.judge(K_09.on({ alreadyReversed: exit.state === 'reversed', isReversal: false, reason: input.reason }))
  if (exit.state !== 'done') throw invalid([{ path: 'id', message: '还没有出库，不能冲正' }])
  const intake = await unit.load(Intake, exit.intakeId, '入库单')
  const movements = await unit.manager.find(DetainedMovement, { where: { exitId: exit.id }, order: { id: 'ASC' } })
  const goods = await goodsOf(
    unit.manager,
    movements.map((movement) => movement.lineId)
  )
  for (const movement of movements) {
    const { line, standing } = mustFind(goods, movement.lineId)
    await postMovement(unit, {
      line,
      squadId: movement.squadId,
      kind: movement.kind,
      exitId: exit.id,
      documentNumber: exit.number,
      quantity: -movement.quantity,
      reversalOfId: movement.id,
      reason: input.reason
    })
    await passOn(unit, {
      line,
      act: input.foundAgain && exit.kind === 'writeOff' ? 'foundAgain' : 'reversed',
      from: exit.recipient || exitKinds[exit.kind],
      to: unit.actor.name,
      place: standing.location,
      quantity: -movement.quantity,
      voucher: exit.number,
      remarks: input.reason
    })
  }
  await unit.update(Exit, exit, { state: 'reversed' }, '出库单')
  await refreshStandings(unit, await house.calendar(unit.manager), intake)
  for (const { lineId, quantity } of movements) {
    if (exit.cleanupId !== null && input.foundAgain)
      await foundAgain(unit, exit.cleanupId, lineId, -quantity, input.reason)
    // What is back is missing again as far as the last clean-up missed it, whatever it had left for (WH-14).
    await remark(unit, lineId)
  }
  unit.about({ type: 'exit', id: exit.id, number: exit.number })
  return { id: exit.id }
}
