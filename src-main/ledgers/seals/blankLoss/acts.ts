import { conflict, notNow } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { serialLabel, serialRanges, standingEntries } from '../blank/serials'
import { BlankLoss, type BlankBatch, type SerialEntry } from '../entities'
import { courseOf, reported, stepsTaken, type LossReport, type LossStepsInput } from '../loss/course'
import { SEAL_17 } from '../rules/loss'

/** Opens the course of a loss for blanks that are accounted for as lost (SEAL-12, SEAL-17); judged by who calls. */
export async function reportBlankLoss(
  unit: UnitOfWork,
  batch: BlankBatch,
  serials: readonly number[],
  report: LossReport
): Promise<BlankLoss> {
  const loss = await unit.insert(BlankLoss, {
    ...(await courseOf(unit, report)),
    number: await unit.nextNumber('KBY'),
    batchId: batch.id,
    serials: serialRanges(batch.serialPrefix, serials),
    quantity: serials.length,
    state: 'open'
  })
  await reported(unit, 'sealBlankLoss', loss)
  return loss
}

/** A blank that was reported lost is not: taken off its report, unless that has declared it void already (SEAL-17). */
export async function takeOffReport(unit: UnitOfWork, batch: BlankBatch, entry: SerialEntry): Promise<void> {
  if (entry.lossId === null) return
  const loss = await unit.load(BlankLoss, entry.lossId, '遗失报告')
  unit.judge(
    SEAL_17.on({
      of: 'found',
      label: serialLabel(batch.serialPrefix, entry.serial),
      declaredIn: loss.state === 'declared' ? loss.number : undefined
    })
  )
  const left = (await standingEntries(unit.manager, batch.id))
    .filter((each) => each.lossId === loss.id && each.id !== entry.id)
    .map(({ serial }) => serial)
  await unit.update(
    BlankLoss,
    loss,
    left.length > 0 ? { serials: serialRanges(batch.serialPrefix, left), quantity: left.length } : { state: 'revoked' },
    '遗失报告'
  )
}

/** Records what has been done since blanks were lost. */
export async function recordBlankLossSteps(unit: UnitOfWork, input: LossStepsInput): Promise<BlankLoss> {
  const loss = await unit.load(BlankLoss, input.id, '遗失报告')
  if (loss.version !== input.version) throw conflict('遗失报告')
  if (loss.state === 'revoked') throw notNow('遗失报告（遗失的号码已全部冲正）')
  return unit.update(BlankLoss, loss, await stepsTaken(unit, loss, 'sealBlankLoss', input), '遗失报告')
}
