import { In } from 'typeorm'
import { keptOf } from '../../../contract/record'
import { exit as exitRecord } from '../../../contract/warehouse/exit'
import { exitKinds } from '../../../contract/warehouse/words'
import { invalid } from '../../../kernel/fault'
import { isOver } from '../../../kernel/periods'
import { searchKey } from '../../../kernel/searchKey'
import type { Approval } from '../../../office/approvals/entities'
import { submitForApproval } from '../../../office/approvals/service'
import { Attachment, Person } from '../../../office/entities'
import type { House } from '../../../office/house'
import type { ApprovalOutcome } from '../../../office/approvals/requestDefinition'
import { inParts } from '../../../platform/database/readRows'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import { isDecided, ownerlessFrom, statutoryDeadline } from '../clocks/deadlines'
import { shortagesOf } from '../cleanup/differences'
import { clockFactsOf } from '../clocks/standing'
import { Exit, ExitLine, GoodsDecision, Intake } from '../entities'
import { goodsOf, goodsWords } from '../line/goods'
import type { ExitInput } from '../inputs'
import { unitNow } from '../../../office/units/heirs'
import { photosStored } from '../line/photos'
import { requestKindOf } from '../requestKind'
import { WH_05, WH_06, WH_07 } from '../rules/clocks'
import { WH_09 } from '../rules/exit'
import { WH_10 } from '../rules/intake'
import { mustActFor } from '../visibility'

/** Asks for goods of one intake to leave, whole or in part (WH-05, WH-06, WH-07, WH-09, WH-10). */
export async function submitExit(
  unit: UnitOfWork,
  house: House,
  input: ExitInput
): Promise<{ id: string; number: string; approvalId: string }> {
  const intake = await unit.load(Intake, input.intakeId, '入库单')
  mustActFor(unit.actor, intake.squadId)
  const goods = await goodsOf(
    unit.manager,
    input.lines.map((line) => line.lineId)
  )
  if (new Set(input.lines.map((line) => line.lineId)).size < input.lines.length)
    throw invalid([{ path: 'lines', message: '同一物品只填一行' }])
  if ([...goods.values()].some(({ line }) => line.intakeId !== intake.id))
    throw invalid([{ path: 'lines', message: '一张出库单只能包含同一入库单的物品' }])
  await judgeQuantities(unit, input, goods)
  const decision = await decisionFor(unit, intake, input)
  await judgeClocks(unit, house, intake, input, goods)
  const { ownerless, ...typed } = keptOf(exitRecord, input)
  const recipient = typed.recipient || (input.kind === 'return' ? intake.party : '')
  const staff = recipient
    ? await unit.manager.countBy(Person, { name: recipient, status: In(['active', 'leaving']) })
    : 0
  unit.judge(
    WH_09.on({
      about: 'request',
      kind: input.kind,
      ownerless,
      decisionNumber: decision.number,
      decidedOn: decision.on,
      scan: decision.attachmentId !== null,
      detainedOn: intake.detainedOn,
      today: unit.today,
      recipient: typed.recipient,
      party: intake.party,
      proxy: input.proxyAttachmentId !== undefined,
      recipientIsStaff: staff > 0 && recipient !== intake.party
    })
  )
  await filesExist(unit, [decision.attachmentId, input.proxyAttachmentId ?? null])
  await photosStored(unit, input.photoIds, 'photoIds')
  return write(
    unit,
    house,
    intake,
    input,
    decision,
    recipient,
    goodsWords([...goods.values()].map(({ line }) => line.name))
  )
}

interface DecisionOfExit {
  readonly number: string | undefined
  readonly on: string | undefined
  readonly attachmentId: string | null
}

/** The decision named in the request, else the one already recorded on the intake. */
async function decisionFor(unit: UnitOfWork, intake: Intake, input: ExitInput): Promise<DecisionOfExit> {
  const rows = await unit.manager.find(GoodsDecision, { where: { intakeId: intake.id }, order: { id: 'DESC' } })
  const recorded = rows.find(
    (decision) =>
      decision.kind !== 'seize' && (!input.decisionNumber || decision.documentNumber === input.decisionNumber)
  )
  return {
    number: input.decisionNumber || recorded?.documentNumber,
    on: input.decidedOn ?? recorded?.decidedOn,
    attachmentId: input.decisionAttachmentId ?? recorded?.attachmentId ?? null
  }
}

type Goods = Awaited<ReturnType<typeof goodsOf>>

async function judgeQuantities(unit: UnitOfWork, input: ExitInput, goods: Goods): Promise<void> {
  const reserved = await spokenFor(unit, [...goods.keys()])
  const shortages = await shortagesOf(
    unit.manager,
    [...goods.values()].map(({ standing }) => standing)
  )
  unit.judge(
    ...input.lines.map(({ lineId, quantity }, index) => {
      const standing = goods.get(lineId)?.standing
      return WH_10.on({
        name: standing?.name ?? '',
        measure: standing?.measure ?? '',
        asked: quantity,
        onHand: standing?.onHand ?? 0,
        spokenFor: reserved.get(lineId) ?? 0,
        missing: shortages.get(lineId)?.open ?? 0,
        field: `lines.${index}.quantity`
      })
    })
  )
}

/** Quantities of lines in exits asked for and not carried out, in thousandths. */
async function spokenFor(unit: UnitOfWork, lineIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await inParts(lineIds, (part) =>
    unit.manager
      .createQueryBuilder(ExitLine, 'l')
      .innerJoin(Exit, 'e', 'e.id = l.exitId')
      .select('l.lineId', 'lineId')
      .addSelect('SUM(l.quantity)', 'quantity')
      .where('l.lineId IN (:...part) AND e.state IN (:...open)', { part, open: ['pending', 'returned', 'approved'] })
      .groupBy('l.lineId')
      .getRawMany<{ lineId: string; quantity: number | string }>()
  )
  return new Map(rows.map((row) => [row.lineId, Number(row.quantity)]))
}

async function judgeClocks(
  unit: UnitOfWork,
  house: House,
  intake: Intake,
  input: ExitInput,
  goods: Goods
): Promise<void> {
  const calendar = await house.calendar(unit.manager)
  const facts = await clockFactsOf(unit.manager, intake)
  const statutory = statutoryDeadline({ ...facts, perishability: 'durable' }, unit.book, calendar)
  // A decision named here that was made in time counts even when nobody had recorded it before.
  const decidedInTime =
    isDecided(facts.decisions) ||
    (!!input.decidedOn && statutory !== undefined && input.decidedOn <= statutory.deadline.dueOn)
  const { ownerless } = keptOf(exitRecord, input)
  unit.judge(
    WH_05.on({
      about: 'exit',
      kind: input.kind,
      ownerless,
      dueOn: statutory?.deadline.dueOn ?? unit.today,
      undecidedAtEnd: statutory !== undefined && !decidedInTime && isOver(statutory.deadline, unit.now)
    }),
    WH_06.on({ about: 'exit', kind: input.kind, refused: facts.spot?.state === 'refused', ownerless }),
    ...[...goods.values()].map(({ line }) =>
      WH_07.on({
        about: 'request',
        ownerless,
        kind: input.kind,
        today: unit.today,
        from: ownerlessFrom({ ...facts, perishability: line.perishability }, unit.book, calendar),
        photos: input.photoIds.length,
        announced: input.announcement !== undefined,
        name: line.name
      })
    )
  )
}

async function filesExist(unit: UnitOfWork, ids: readonly (string | null)[]): Promise<void> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  const found = wanted.length > 0 ? await unit.manager.countBy(Attachment, { id: In(wanted) }) : 0
  if (found < wanted.length)
    throw invalid([{ path: 'decisionAttachmentId', message: '有文件没有上传成功，请重新上传' }])
}

async function write(
  unit: UnitOfWork,
  house: House,
  intake: Intake,
  input: ExitInput,
  decision: DecisionOfExit,
  recipient: string,
  goods: string
): Promise<{ id: string; number: string; approvalId: string }> {
  const number = await unit.nextNumber('ZC')
  const squadId = await unitNow(unit.manager, intake.squadId)
  const row = await unit.insert(Exit, {
    ...keptOf(exitRecord, input),
    number,
    intakeId: intake.id,
    squadId,
    applicantId: unit.actor.personId,
    submittedOn: unit.today,
    decisionNumber: decision.number ?? '',
    decidedOn: decision.on ?? null,
    decisionAttachmentId: decision.attachmentId,
    recipient,
    proxyAttachmentId: input.proxyAttachmentId ?? null,
    announcement: input.announcement ?? null,
    photoIds: input.photoIds,
    deputyId: input.deputyId ?? null,
    goods,
    reason: input.reason,
    cleanupId: null,
    responsibility: null,
    opening: false,
    state: 'pending',
    approvalId: null,
    searchKey: searchKey(intake.party, number, intake.number, goods, decision.number)
  })
  for (const { lineId, quantity } of input.lines) await unit.append(ExitLine, { exitId: row.id, lineId, quantity })
  const approval = await submitForApproval(unit, house, {
    ledger: 'warehouse',
    kind: requestKindOf(input.kind),
    subjectType: 'exit',
    subjectId: row.id,
    number,
    title: `${exitKinds[input.kind]}${intake.party}的${goods}${row.ownerless ? '（按无主物品）' : ''}`,
    applicantId: unit.actor.personId ?? '',
    unitId: squadId
  })
  await unit.update(Exit, row, { approvalId: approval.id }, '出库单')
  unit.about({ type: 'exit', id: row.id, number })
  return { id: row.id, number, approvalId: approval.id }
}

/** What becomes of an exit when its approval moves on. */
export async function exitOutcome(unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome): Promise<void> {
  const row = await unit.load(Exit, approval.subjectId, '出库单')
  await unit.update(Exit, row, { state: outcome }, '出库单')
}
