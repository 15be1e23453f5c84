import { notFound } from '../../../kernel/fault'
import { searchKey } from '../../../kernel/searchKey'
import { submitForApproval } from '../../../office/approvals/service'
import type { House } from '../../../office/house'
import { unitNow } from '../../../office/units/heirs'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { Cleanup, Exit, ExitLine, Intake, Settlement, Standing } from '../entities'
import { goodsOf, passOn } from '../line/goods'
import type { SettleInput, WriteOffInput } from '../inputs'
import { requestKindOf } from '../requestKind'
import { WH_14 } from '../rules/keeping'
import { differencesOf, shortagesOf, type Difference } from './differences'

/**
 * Ends a difference of a finished clean-up: missing goods turned up, or a surplus was explained or taken in (WH-14).
 */
export async function settleDifference(unit: UnitOfWork, input: SettleInput): Promise<{ open: number }> {
  const cleanup = await unit.load(Cleanup, input.id, '清整单')
  const difference = await differenceOf(unit, cleanup, input.countId)
  const { count, kind } = difference
  const goods = count.lineId ? (await goodsOf(unit.manager, [count.lineId])).get(count.lineId) : undefined
  const quantity = kind === 'missing' ? (input.quantity ?? difference.open) : difference.open
  const intake = input.intakeNumber
    ? await unit.manager.findOneBy(Intake, { number: input.intakeNumber.toUpperCase() })
    : null
  unit.judge(
    WH_14.on({
      about: 'settle',
      kind,
      how: input.how,
      name: count.name,
      measure: goods?.standing.measure ?? '',
      quantity,
      open: difference.open,
      note: input.note,
      intakeNumber: input.intakeNumber,
      intakeKnown: intake !== null
    })
  )
  await unit.append(Settlement, {
    cleanupId: cleanup.id,
    countId: count.id,
    lineId: count.lineId,
    how: input.how,
    quantity,
    intakeId: intake?.id ?? null,
    note: input.note ?? '',
    at: unit.now,
    settledBy: unit.actor.name
  })
  if (goods && kind === 'missing') {
    await passOn(unit, {
      line: goods.line,
      act: 'foundAgain',
      from: '清整时缺失',
      to: unit.actor.name,
      place: goods.standing.location,
      quantity,
      voucher: cleanup.number,
      remarks: input.note ?? null
    })
    await remark(unit, goods.line.id)
  }
  unit.about({ type: 'cleanup', id: cleanup.id, number: cleanup.number })
  return { open: difference.open - quantity }
}

/**
 * Asks for missing goods to be taken off the book; office and leader decide, keeper and squad sign it like any exit
 * (WH-10, WH-14).
 */
export async function requestWriteOff(
  unit: UnitOfWork,
  house: House,
  input: WriteOffInput
): Promise<{ id: string; number: string; approvalId: string }> {
  const cleanup = await unit.load(Cleanup, input.id, '清整单')
  const { count, kind, open } = await differenceOf(unit, cleanup, input.countId)
  const goods = count.lineId ? (await goodsOf(unit.manager, [count.lineId])).get(count.lineId) : undefined
  unit.judge(
    WH_14.on({
      about: 'writeOff',
      missing: kind === 'missing',
      name: count.name,
      measure: goods?.standing.measure ?? '',
      quantity: input.quantity,
      open,
      reason: input.reason,
      responsibility: input.responsibility
    })
  )
  if (!goods) throw notFound('物品')
  const { line, standing } = goods
  const intake = await unit.load(Intake, line.intakeId, '入库单')
  const number = await unit.nextNumber('ZC')
  const squadId = await unitNow(unit.manager, intake.squadId)
  const row = await unit.insert(Exit, {
    number,
    intakeId: intake.id,
    squadId,
    kind: 'writeOff',
    ownerless: false,
    applicantId: unit.actor.personId,
    submittedOn: unit.today,
    decisionNumber: '',
    decidedOn: null,
    decisionAttachmentId: null,
    recipient: '',
    proxyAttachmentId: null,
    announcement: null,
    photoIds: [],
    deputyId: null,
    goods: line.name,
    reason: input.reason ?? '',
    cleanupId: cleanup.id,
    responsibility: input.responsibility ?? '',
    opening: false,
    state: 'pending',
    approvalId: null,
    searchKey: searchKey(intake.party, number, intake.number, line.name, cleanup.number)
  })
  await unit.append(ExitLine, { exitId: row.id, lineId: line.id, quantity: input.quantity })
  const approval = await submitForApproval(unit, house, {
    ledger: 'warehouse',
    kind: requestKindOf('writeOff'),
    subjectType: 'exit',
    subjectId: row.id,
    number,
    title: `盘亏核销${intake.party}的${line.name}（清整单${cleanup.number}，${standing.tag}）`,
    applicantId: unit.actor.personId ?? '',
    unitId: squadId
  })
  await unit.update(Exit, row, { approvalId: approval.id }, '出库单')
  unit.about({ type: 'exit', id: row.id, number })
  return { id: row.id, number, approvalId: approval.id }
}

/** Records that goods written off were found again, against the clean-up that missed them. Thousandths. */
export async function foundAgain(
  unit: UnitOfWork,
  cleanupId: string,
  lineId: string,
  quantity: number,
  note: string
): Promise<void> {
  const cleanup = await unit.load(Cleanup, cleanupId, '清整单')
  const difference = [...(await differencesOf(unit.manager, cleanup)).values()].find(
    ({ count }) => count.lineId === lineId
  )
  if (!difference) return
  const { id: countId } = difference.count
  await unit.append(Settlement, {
    cleanupId,
    countId,
    lineId,
    how: 'found',
    quantity,
    intakeId: null,
    note,
    at: unit.now,
    settledBy: unit.actor.name
  })
}

/** Works out anew whether something of a line is missing. */
export async function remark(unit: UnitOfWork, lineId: string): Promise<void> {
  const standing = await unit.load(Standing, lineId, '物品')
  const shortage = (await shortagesOf(unit.manager, [{ ...standing, missing: true }])).get(lineId)
  await unit.derive(Standing, { ...standing, missing: standing.onHand > 0 && (shortage?.missing ?? 0) > 0 })
}

async function differenceOf(unit: UnitOfWork, cleanup: Cleanup, countId: string): Promise<Difference> {
  unit.judge(WH_14.on({ about: 'difference', done: cleanup.state === 'done' }))
  const difference = (await differencesOf(unit.manager, cleanup)).get(countId)
  if (!difference) throw notFound('这项差异')
  return difference
}
